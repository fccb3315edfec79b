import type { GivenRole } from '../../domain/people/roles.ts';
import type { Html } from '../../i18n/html.ts';
import { textOf } from '../../i18n/text-of.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Away } from '../../usecases/absences/read-away.ts';
import type { Answers } from '../../usecases/roles/read-answers.ts';

/** Entries on one page of people or groups: with head line and warnings they stay within eight lines. */
export const teamPageSize = 5;

/** A person's name as the inviter typed it; those appointed by configuration have none. */
export function personName(t: Translate, fullName: string | null): string {
  return fullName ?? t.plain('team:unnamed');
}

/** A role as it is called among people: the head of a group is more than a coordinator. */
export function roleName(t: Translate, role: GivenRole, isHead: boolean): string {
  return isHead ? t.plain('team:head') : t.plain(`states:role.${role}`);
}

/** What somebody answers for, in one line; beyond `longest` cities only their number is said. */
export function answersLine(t: Translate, answers: Answers, longest: number): string {
  const shown = answers.slice(0, longest).map(({ city, isWhole, parts }) => {
    const place = textOf(t.language, 'name', city);
    if (isWhole) return t.plain('team:member.whole', { city: place });
    return t.plain('team:member.parts', {
      city: place,
      parts: parts.map((part) => textOf(t.language, 'name', part)).join(', '),
    });
  });
  const rest = answers.length - shown.length;
  return [...shown, ...(rest > 0 ? [t.plain('team:member.more', { number: rest })] : [])].join('; ');
}

/** That somebody is away, and who stands in for them. */
export function awayLine(t: Translate, { from, to, deputyName }: Away): Html {
  return t('team:member.away', { from, to, name: personName(t, deputyName) });
}

/** The label of a choice of several: what is chosen carries a tick. */
export function ticked(text: string, isChosen: boolean): string {
  return isChosen ? `✓ ${text}` : text;
}
