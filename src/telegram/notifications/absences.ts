import { type AbsenceNotice, readAbsenceNotice } from '../../usecases/absences/read-absence-notice.ts';
import { acceptAway, declineAway, openAway } from '../features/absence-actions.ts';
import { personName } from '../features/team-words.ts';
import { commandButton } from '../go.ts';
import { type NotificationContext, notification } from '../notification.ts';
import { actionButton, lines } from '../screen.ts';

/** Asks a colleague to stand in. True until they answered, or it was taken back. */
export const absenceAsked = notification({
  kind: 'absence.asked',
  async render(context, { absenceId }) {
    const { t } = context;
    const absence = await read(context, absenceId);
    if (absence === null || !absence.isDeputy || absence.state !== 'asked') return null;
    const { id, from, to } = absence;
    return {
      text: lines(
        t('absence:told.ask', { from, to, name: personName(t, absence.personName) }),
        t('absence:told.meaning'),
      ),
      buttons: [
        [
          actionButton(t.plain('absence:button.accept'), acceptAway, { absence: id }),
          actionButton(t.plain('absence:button.decline'), declineAway, { absence: id }),
        ],
      ],
    };
  },
});

/** Tells whoever asked what the colleague answered. */
export const absenceAnswered = notification({
  kind: 'absence.answered',
  async render(context, { absenceId }) {
    const { t } = context;
    const absence = await read(context, absenceId);
    if (absence === null || absence.isDeputy) return null;
    const { state, from, to } = absence;
    const words = { from, to, name: personName(t, absence.deputyName) };
    if (state === 'planned' || state === 'inForce') {
      return {
        text: t('absence:told.accepted', words),
        buttons: [[commandButton(t.plain('common:button.menu'), 'menu')]],
      };
    }
    if (state !== 'declined') return null;
    return {
      text: t('absence:told.declined', words),
      buttons: [[actionButton(t.plain('absence:button.away'), openAway, {})]],
    };
  },
});

/** Tells the other of the two that it was ended or taken back. */
export const absenceEnded = notification({
  kind: 'absence.ended',
  async render(context, { absenceId }) {
    const { t } = context;
    const absence = await read(context, absenceId);
    if (absence === null || absence.state !== 'ended') return null;
    const { from, to, isDeputy } = absence;
    return {
      text: isDeputy
        ? t('absence:told.endedByPerson', { from, to, name: personName(t, absence.personName) })
        : t('absence:told.endedByDeputy', { from, to, name: personName(t, absence.deputyName) }),
      buttons: [[commandButton(t.plain('common:button.menu'), 'menu')]],
    };
  },
});

function read(
  { deps, now, recipient }: NotificationContext,
  absenceId: number,
): Promise<AbsenceNotice | null> {
  return readAbsenceNotice(deps.db, now, { absenceId, readerId: recipient.id });
}
