import type { Cast, Scene } from '../stage.ts';
import { joinByInvitation } from './join.ts';

/** The administrator invites a coordinator, who opens the link, consents and is confirmed. */
export const inviteCoordinator: Scene = {
  title: 'The administrator invites a coordinator',
  async begin(stage) {
    await stage.wait(10);
  },
  async play(cast, stage) {
    const { administrator, coordinator, script, group } = cast;
    await speakTheirLanguage(cast);
    const { t } = administrator;
    await administrator.writes('/team');
    await administrator.presses(t.plain('team:button.invite'));
    await administrator.presses(t.plain('team:roleButton.coordinator'));
    await administrator.findsAndPresses(group.button);
    await administrator.presses(t.plain('team:button.deputy'));
    await administrator.sees(t.plain('team:invite.name'));
    await administrator.writes(script.people.coordinator.name);
    await administrator.sees(t.plain('team:invite.post'));
    await administrator.writes(script.people.coordinator.post);
    await administrator.presses(t.plain('team:button.create'));
    await stage.wait(5);
    await joinByInvitation(administrator, coordinator, 'coordinator');
    await coordinator.presses(t.plain('common:button.menu'));
    await coordinator.sees(t.plain('menu:nothingToReview'));
  },
};

/** The administrator goes on in the language of the cast: a change of one press. */
async function speakTheirLanguage({ administrator, language }: Cast): Promise<void> {
  if (administrator.language === language) return;
  await administrator.writes('/language');
  administrator.language = language;
  await administrator.presses(administrator.t.plain('start:button.language'));
  await administrator.sees(administrator.t.plain('common:demo'));
}
