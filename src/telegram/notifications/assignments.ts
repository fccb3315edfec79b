import { readGivenRole } from '../../usecases/invitations/read-notice.ts';
import { listOwed } from '../../usecases/reporting/list-owed.ts';
import { readAnswers } from '../../usecases/roles/read-answers.ts';
import { answersLine } from '../features/team-words.ts';
import { commandButton } from '../go.ts';
import { notification } from '../notification.ts';
import { lines } from '../screen.ts';

/** To whom KPIs of a city were assigned: which, and what is owed there now. True while they answer for any of it. */
export const assignmentGiven = notification({
  kind: 'assignment.given',
  async render({ deps, now, recipient, t }, { grantId, cityId }) {
    const grant = await readGivenRole(deps.db, { grantId, personId: recipient.id });
    if (grant === null || grant.workingGroupId === null) return null;
    if (grant.endsAt !== null && grant.endsAt <= now) return null;
    const answers = (await readAnswers(deps.db, grant.workingGroupId, now))
      .get(recipient.id)
      ?.filter(({ city }) => city.id === cityId);
    if (answers === undefined || answers.length === 0) return null;
    const owed = (await listOwed(deps.db, now, { personId: recipient.id })).filter(
      (one) => one.cityId === cityId,
    );
    const [nearest] = owed.filter(({ dueAt }) => dueAt > now);
    const count = owed.filter(({ dueOn }) => dueOn === nearest?.dueOn).length;
    return {
      text: lines(
        t('team:assign.told', { answers: answersLine(t, answers, 1) }),
        nearest === undefined ? null : t('menu:owed', { count, day: nearest.dueOn }),
      ),
      buttons: [[commandButton(t.plain('menu:button.submit'), 'submit')]],
    };
  },
});
