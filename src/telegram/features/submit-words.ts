import { valueWarningKinds } from '../../domain/kpi/check-value.ts';
import { code, escapeHtml, type Html, joinHtml } from '../../i18n/html.ts';
import { toLocalMoment } from '../../i18n/instants.ts';
import type { Language } from '../../i18n/language.ts';
import type { Translate } from '../../i18n/translate.ts';
import { formatUnit } from '../../i18n/units.ts';
import type { Official } from '../../usecases/reporting/read-submission.ts';
import { readStoredReason } from '../../usecases/reporting/reason.ts';
import type { KpiFacts } from '../../usecases/reporting/value-slot.ts';

/** A value with its unit, or what stands in its place. */
export function valueWords(
  t: Translate,
  kpi: Pick<KpiFacts, 'unit'>,
  version: { kind?: 'value' | 'not_applicable' | 'no_data'; value: string | null },
): string {
  const { kind = 'value', value } = version;
  if (kind !== 'value') return t.plain(`states:valueKind.${kind}`);
  if (value === null) return t.plain('states:valueKind.no_data');
  return formatUnit(t.language, value, kpi.unit.id, kpi.unit.label[t.language]);
}

/** A parameter that the format `unit` takes. */
export function measure(language: Language, kpi: Pick<KpiFacts, 'unit'>, value: string) {
  return { value, unit: kpi.unit.id, label: kpi.unit.label[language] };
}

/** A reason or explanation: a ready one in the reader's language, a person's words as they are. */
export function reasonWords(t: Translate, stored: string | null): string {
  if (stored === null) return '…';
  const reason = readStoredReason(stored);
  switch (reason.kind) {
    case 'returnReason':
      return t.plain(`review:reason.${reason.name}`);
    case 'explanation':
      return t.plain(`submit:explanation.${reason.name}`);
    case 'noValue':
      return t.plain(`entry:noValue.reason.${reason.name}`);
    case 'words':
      return reason.text;
  }
}

/** What the soft checks found odd, in a few words each. */
export function flagWords(t: Translate, flags: readonly string[]): string {
  return valueWarningKinds
    .filter((flag) => flags.includes(flag))
    .map((flag) => t.plain(`states:flag.${flag}`))
    .join('; ');
}

/** Role and full name of an official, or that their data were deleted. */
export function officialWords(t: Translate, { fullName, role }: Official): string {
  if (fullName !== null && role !== null) {
    return t.plain('submit:card.official', { name: fullName, role: t.plain(`states:role.${role}`) });
  }
  return fullName ?? (role === null ? t.plain('submit:card.deleted') : t.plain(`states:role.${role}`));
}

/** Day and time of an instant, as texts take them. */
export function dayAndTime(instant: Date, timeZone: string) {
  const { date, time } = toLocalMoment(instant, timeZone);
  return { day: date, time };
}

/** When a value is due, and whether that is over. */
interface DueDay {
  dueOn: string;
  dueAt: Date;
  isPastDue: boolean;
  /** Whether what comes now counts as late. */
  isLate: boolean;
  workingDaysLeft: number;
  reopenedUntil: Date | null;
}

/** When it is due, in one line: what is left, or that it can still be sent. */
export function dueLine(
  t: Translate,
  due: DueDay,
  timeZone: string,
  /** One mark a message: not where another one stands above. */
  isMarked = true,
): Html {
  const line = dueWords(t, due, timeZone);
  const mark = isMarked ? dueMark(due) : null;
  return mark === null ? line : joinHtml([escapeHtml(mark), line], ' ');
}

/** None where a value came in time and may still be corrected: there is nothing to look out for. */
function dueMark({ isPastDue, isLate, reopenedUntil }: DueDay): string | null {
  if (!isPastDue) return '⏰';
  return isLate || reopenedUntil !== null ? '⚠️' : null;
}

function dueWords(t: Translate, due: DueDay, timeZone: string): Html {
  if (due.isPastDue && due.reopenedUntil !== null) {
    const deadline = t.plain('common:deadline', dayAndTime(due.reopenedUntil, timeZone));
    return t(due.isLate ? 'periods:reopenedLine' : 'submit:reopenedCorrection', { deadline });
  }
  if (due.isPastDue) return t(due.isLate ? 'submit:late' : 'submit:lateCorrection', { day: due.dueOn });
  const { time } = dayAndTime(due.dueAt, timeZone);
  if (due.workingDaysLeft <= 0) {
    return t('submit:dueToday', { deadline: t.plain('common:dueToday', { time }) });
  }
  return t('submit:due', {
    left: t.plain('common:workingDaysLeft', { count: due.workingDaysLeft }),
    deadline: t.plain('common:deadline', { day: due.dueOn, time }),
  });
}

/** A receipt number, easy to copy. */
export function receiptHtml(receipt: string): Html {
  return code(escapeHtml(receipt));
}
