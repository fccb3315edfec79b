import type { Scene } from '../stage.ts';
import { joinByInvitation } from './join.ts';

/** The new coordinator invites a member for one sphere of one city. */
export const inviteMember: Scene = {
  title: 'The coordinator invites a member',
  async begin(stage) {
    await stage.wait(20);
  },
  async play({ coordinator, member, script, city, sphere }, stage) {
    const { t } = coordinator;
    await coordinator.writes('/team');
    await coordinator.presses(t.plain('team:button.invite'));
    await coordinator.presses(t.plain('team:roleButton.member'));
    await coordinator.sees(t.plain('team:invite.name'));
    await coordinator.writes(script.people.member.name);
    await coordinator.sees(t.plain('team:invite.post'));
    await coordinator.writes(script.people.member.post);
    await coordinator.findsAndPresses(city.button);
    await coordinator.presses(t.plain('team:button.next'));
    await coordinator.findsAndPresses(sphere);
    await coordinator.presses(t.plain('team:button.next'));
    await coordinator.sees(script.people.member.name, sphere);
    await coordinator.presses(t.plain('team:button.create'));
    await stage.wait(5);
    await joinByInvitation(coordinator, member, 'member');
    await member.presses(t.plain('common:button.menu'));
    await member.sees(t.plain('menu:nothingOwed'));
  },
};
