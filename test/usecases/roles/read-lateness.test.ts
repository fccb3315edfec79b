import { afterAll, describe, expect, it } from 'vitest';
import { readGroupTeam, readTeamMember } from '../../../src/usecases/roles/read-group-team.ts';
import { group, openReportingTown } from '../reporting/reporting-town.ts';

describe('who of a group is late', async () => {
  const town = await openReportingTown();
  const { deps, member, head, clock } = town;
  const { db } = deps;
  afterAll(() => town.database.close());
  const { id: grantId } = await db.roleGrant.findFirstOrThrow({ where: { personId: member.id } });
  const submit = async (kpiCode: string, text = '50') => {
    const outcome = await town.submit(member.id, kpiCode, text);
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
  };
  const latenessOf = async (personId: number) => {
    const found = await readTeamMember(deps, { personId, grantId });
    return found.kind === 'member' ? found.member.lateness : found.kind;
  };

  it('tells what each owes, what is past its deadline, and what came after it', async () => {
    await submit('UTL-01');
    expect(await latenessOf(head.id)).toEqual({ owed: 27, overdue: 0, cameLate: 0 });
    clock.moveTo('2026-10-15T10:00+05:00');
    await submit('UTL-02');
    // A correction is no second lateness.
    await submit('UTL-02', '51');
    expect(await latenessOf(head.id)).toEqual({ owed: 26, overdue: 26, cameLate: 1 });
  });

  it('tells it in the list of the group: what nobody answers for falls to the first coordinator', async () => {
    const team = await readGroupTeam(deps, { personId: head.id, workingGroupId: group });
    if (team.kind !== 'group') throw new Error(team.kind);
    expect(team.members.map(({ role, lateness }) => [role, lateness?.owed ?? null])).toEqual([
      ['coordinator', 26],
      ['coordinator', 0],
      ['member', 26],
      ['observer', null],
    ]);
  });

  it('is known to coordinators of the group and to the authority only', async () => {
    const { administrator, authority, strangeCoordinator } = town;
    expect(await latenessOf(administrator.id)).toBeNull();
    expect(await latenessOf(strangeCoordinator.id)).toBe('noRight');
    expect(await latenessOf(member.id)).toBe('noRight');
    const team = await readGroupTeam(deps, { personId: authority.id, workingGroupId: group });
    if (team.kind !== 'group') throw new Error(team.kind);
    expect(team.members.map(({ lateness }) => lateness?.overdue)).toEqual([26, 0]);
    const ofAdministrator = await readGroupTeam(deps, {
      personId: administrator.id,
      workingGroupId: group,
    });
    if (ofAdministrator.kind !== 'group') throw new Error(ofAdministrator.kind);
    expect(ofAdministrator.members.every(({ lateness }) => lateness === null)).toBe(true);
  });

  it('is forgotten when the period has closed', async () => {
    clock.moveTo('2026-10-22T10:00+05:00');
    expect(await latenessOf(head.id)).toEqual({ owed: 0, overdue: 0, cameLate: 0 });
  });
});
