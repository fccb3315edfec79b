import { afterAll, describe, expect, it } from 'vitest';
import { loadActingActor } from '../../../src/usecases/people/actor.ts';
import { approveValue } from '../../../src/usecases/reporting/approve-value.ts';
import { endRole } from '../../../src/usecases/roles/end-role.ts';
import { openReportingTown } from '../reporting/reporting-town.ts';

/** Two replicas at once: what one does to a role, and what its holder does by it on the other. */
describe('a role that is ended while its holder acts', async () => {
  const town = await openReportingTown();
  const { deps, clock, head, coordinator, administrator } = town;
  const { db } = deps;
  afterAll(() => town.database.close());
  const grantOf = async (personId: number) =>
    (await db.roleGrant.findFirstOrThrow({ where: { personId, endsAt: null } })).id;

  it('stays in force until the act is done', async () => {
    const grantId = await grantOf(head.id);
    const order: string[] = [];
    let ending: Promise<unknown> = Promise.resolve();
    await db.$transaction(async (tx) => {
      const actor = await loadActingActor(tx, head.id, clock);
      expect(actor.grants).toHaveLength(1);
      ending = endRole(deps, { by: administrator.id, grantId }).then(({ kind }) => order.push(kind));
      for (let turn = 0; turn < 20; turn += 1) await tx.person.count();
      order.push('acted');
    });
    await ending;
    expect(order).toEqual(['acted', 'ended']);
  });

  it('is gone for an act that waited for its end, although that began before', async () => {
    const submitted = await town.submit(town.member.id, 'GOV-01', '90');
    if (submitted.kind !== 'accepted') throw new Error(submitted.kind);
    const at = await town.step(coordinator.id, 'review');
    const grantId = await grantOf(coordinator.id);
    let approving: ReturnType<typeof approveValue> | undefined;
    await db.$transaction(async (tx) => {
      clock.advance(1);
      await tx.roleGrant.update({ where: { id: grantId }, data: { endsAt: clock.now() } });
      clock.advance(-1);
      approving = approveValue(deps, {
        personId: coordinator.id,
        versionId: submitted.versionId,
        at,
        next: { step: 'card', fields: {} },
      });
      for (let turn = 0; turn < 20; turn += 1) await tx.person.count();
      clock.advance(1);
    });
    expect(await approving).toEqual({ kind: 'noRight' });
  });
});
