import { type Html, joinHtml } from '../../i18n/html.ts';
import { toLocalMoment } from '../../i18n/instants.ts';
import { type ConsentPurpose, consentPurposes } from '../../usecases/privacy/consent.ts';
import { draftDays, officialDraftDays } from '../../usecases/privacy/forget-drafts.ts';
import { idleDays } from '../../usecases/privacy/forget-idle-people.ts';
import type { PrivacyFacts } from '../../usecases/privacy/read-privacy.ts';
import { defineAction } from '../callback-data.ts';
import { commandButton } from '../go.ts';
import { actionButton, type Button, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';

export const showConsents = defineAction('priv.cons', {});
export const giveAhead = defineAction('priv.give', { purpose: 'id' });
export const askWithdrawal = defineAction('priv.back', { purpose: 'id' });
export const sendMyData = defineAction('priv.data', {});
export const askDeletion = defineAction('priv.del', {});

/** What is kept, why and how long, who answers for it, where it goes, and what a person may do about it. */
export function noticeScreen(turn: Turn): Screen {
  const { t } = turn;
  const { operator, retentionMonths } = turn.deps.settings;
  const unsentDays = turn.person.grants.length > 0 ? officialDraftDays : draftDays;
  return {
    text: joinHtml([
      operator === null ? t('privacy:notice.noOperator') : t('privacy:notice.operator', operator),
      t('privacy:notice.kept'),
      t('privacy:notice.purpose'),
      t('privacy:notice.term', { count: retentionMonths }),
      t('privacy:notice.idle', { count: idleDays }),
      t('privacy:notice.unsent', { count: unsentDays }),
      t('privacy:notice.abroad'),
      t('privacy:notice.rights'),
    ]),
    buttons: [
      [actionButton(t.plain('privacy:button.consents'), showConsents, {})],
      [actionButton(t.plain('privacy:button.myData'), sendMyData, {})],
      [actionButton(t.plain('privacy:button.delete'), askDeletion, {})],
      [commandButton(t.plain('common:button.menu'), 'menu')],
    ],
  };
}

/** Which consents are in force, each with the way to give it or to take it back. */
export function consentsScreen(turn: Turn, facts: PrivacyFacts, opening?: Html): Screen {
  const { t } = turn;
  const canGive = turn.deps.settings.operator !== null;
  const concerned = facts.hasRole || facts.consents.role !== null;
  const purposes = consentPurposes.filter((purpose) => purpose !== 'role' || concerned);
  const buttons = purposes.map((purpose): Button[] => {
    if (facts.consents[purpose] !== null) {
      return [actionButton(t.plain(`privacy:button.withdraw.${purpose}`), askWithdrawal, { purpose })];
    }
    return canGive ? [actionButton(t.plain(`privacy:button.give.${purpose}`), giveAhead, { purpose })] : [];
  });
  return {
    text: joinHtml([
      ...(opening === undefined ? [] : [opening]),
      ...purposes.map((purpose) => consentLine(turn, purpose, facts.consents[purpose])),
      ...(canGive ? [] : [t('privacy:noOperator')]),
    ]),
    buttons: [...buttons, [commandButton(t.plain('common:button.back'), 'privacy')]],
  };
}

function consentLine({ t, deps }: Turn, purpose: ConsentPurpose, givenAt: Date | null): Html {
  if (givenAt === null) return t(`privacy:consentState.${purpose}.none`);
  const { date } = toLocalMoment(givenAt, deps.settings.timeZone);
  return t(`privacy:consentState.${purpose}.given`, { day: date });
}
