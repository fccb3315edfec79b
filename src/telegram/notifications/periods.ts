import { may } from '../../domain/people/permissions.ts';
import { readReopening, readReopeningRequest } from '../../usecases/periods/read-reopening-notice.ts';
import { listOwed } from '../../usecases/reporting/list-owed.ts';
import { openPeriod, reopenFor } from '../features/admin-actions.ts';
import { reopenReasonWords } from '../features/period-words.ts';
import { openSent } from '../features/submit-actions.ts';
import { dayAndTime } from '../features/submit-words.ts';
import { commandButton } from '../go.ts';
import { notification } from '../notification.ts';
import { actionButton, lines } from '../screen.ts';

/** To whom it concerns: a locked period takes values again. True while it does, for people of that group. */
export const periodReopened = notification({
  kind: 'period.reopened',
  async render({ deps, now, recipient, t }, { reopeningId }) {
    const reopening = await readReopening(deps.db, now, { reopeningId, personId: recipient.id });
    if (reopening === null || !reopening.isInForce) return null;
    const { periodKey: period, periodId, until, reason } = reopening;
    const owed = (await listOwed(deps.db, now, { personId: recipient.id })).filter(
      (one) => one.periodId === periodId,
    );
    return {
      text: lines(
        t('periods:told.reopened', { period, ...dayAndTime(until, deps.settings.timeZone) }),
        t('periods:told.reason', { reason: reopenReasonWords(t, reason) }),
        owed.length === 0 ? t('periods:told.nothingOwed') : t('periods:told.owed', { count: owed.length }),
      ),
      buttons: [
        owed.length === 0
          ? [
              actionButton(t.plain('entry:button.sent'), openSent, { page: 0 }),
              commandButton(t.plain('menu:button.status'), 'status'),
            ]
          : [commandButton(t.plain('menu:button.submit'), 'submit')],
      ],
    };
  },
});

/** To the same: it was ended before its day. True while the period is locked for their group. */
export const periodReclosed = notification({
  kind: 'period.reclosed',
  async render({ deps, now, recipient, t }, { reopeningId }) {
    const reopening = await readReopening(deps.db, now, { reopeningId, personId: recipient.id });
    if (reopening === null || !reopening.isLocked) return null;
    return {
      text: t('periods:told.reclosed', { period: reopening.periodKey }),
      buttons: [[commandButton(t.plain('common:button.menu'), 'menu')]],
    };
  },
});

/** To the authority: a group asks for a reopening. True while the period is locked for that group. */
export const reopeningAsked = notification({
  kind: 'period.reopeningAsked',
  async render({ deps, now, recipient, t, language }, { requestId }) {
    if (!may('reopenPeriod', recipient, {}, now)) return null;
    const request = await readReopeningRequest(deps.db, now, requestId);
    if (request === null || !request.isLocked) return null;
    const { group, periodId, periodKey, askedBy } = request;
    return {
      text: lines(
        t('periods:request.told', { group: group.name[language], period: periodKey }),
        askedBy === null ? null : t('periods:request.by', { name: askedBy }),
      ),
      buttons: [
        [
          actionButton(t.plain('periods:button.reopen'), reopenFor, { period: periodId, group: group.id }),
          actionButton(t.plain('periods:button.card'), openPeriod, { period: periodId }),
        ],
      ],
    };
  },
});
