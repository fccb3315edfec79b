import { textOf } from '../../i18n/text-of.ts';
import { readGroupWithoutCoordinator } from '../../usecases/people/read-group-without-coordinator.ts';
import { commandButton } from '../go.ts';
import { notification } from '../notification.ts';

/** To the administrators: somebody deleted their data or withdrew consent, and a group has no coordinator now. */
export const groupWithoutCoordinator = notification({
  kind: 'people.groupWithoutCoordinator',
  async render({ deps, recipient, t, language }, { workingGroupId }) {
    const group = await readGroupWithoutCoordinator(deps, { readerId: recipient.id, workingGroupId });
    if (group === null) return null;
    return {
      text: t('privacy:groupWithoutCoordinator', { group: textOf(language, 'name', group) }),
      buttons: [[commandButton(t.plain('privacy:button.invite'), 'team')]],
    };
  },
});
