import { afterAll, describe, expect, it } from 'vitest';
import { mostWeeks, reportDelivery } from '../../../src/usecases/delivery/report-delivery.ts';
import { createOutboxMessage, type NewOutboxMessage } from '../../setup/outbox.ts';
import { openReportingTown } from '../reporting/reporting-town.ts';

describe('the delivery report', async () => {
  const town = await openReportingTown();
  const { deps, administrator, authority, member, citizen, head, observer } = town;
  const { db } = deps;
  afterAll(() => town.database.close());

  const owe = (at: string, changes: Partial<NewOutboxMessage> = {}) =>
    createOutboxMessage(db, { recipientId: member.id, state: 'sent', at: new Date(at), ...changes });
  const report = async (week = 0, personId = authority.id) => {
    const outcome = await reportDelivery(deps, { personId, week });
    if (outcome.kind !== 'report') throw new Error(outcome.kind);
    return outcome;
  };

  it('counts by the local day on which a message was planned, by area, and by what became of it', async () => {
    // The clock shows 5 October, 10:00.
    await owe('2026-09-28T23:59:59+05:00');
    await owe('2026-09-29T00:00+05:00', { kind: 'reminder.digest' });
    await owe('2026-10-04T23:59:59+05:00', { kind: 'value.toReview', state: 'dropped', reason: 'untrue' });
    await owe('2026-10-05T00:00+05:00', { state: 'failed', reason: 'blocked' });
    await owe('2026-10-05T09:00+05:00', { state: 'failed', reason: 'unknown' });
    await owe('2026-10-05T09:30+05:00', { state: 'waiting' });
    await db.person.update({ where: { id: citizen.id }, data: { blockedAt: deps.clock.now() } });
    const { from, to, whole, days, areas, blocked, dead } = await report();
    expect([from, to, blocked, dead]).toEqual(['2026-09-29', '2026-10-05', 1, 1]);
    const nothing = { planned: 0, waiting: 0, sent: 0, dropped: 0, failed: 0, failedFor: {} };
    const failedFor = { blocked: 1, unknown: 1 };
    expect(whole).toEqual({ planned: 5, waiting: 1, sent: 1, dropped: 1, failed: 2, failedFor });
    expect(days.map(({ counts }) => counts)).toEqual([
      { ...nothing, planned: 1, sent: 1 },
      ...Array(4).fill(nothing),
      { ...nothing, planned: 1, dropped: 1 },
      { ...nothing, planned: 3, waiting: 1, failed: 2, failedFor },
    ]);
    expect(areas).toEqual([
      { area: 'value', counts: { ...nothing, planned: 4, waiting: 1, dropped: 1, failed: 2, failedFor } },
      { area: 'reminder', counts: { ...nothing, planned: 1, sent: 1 } },
    ]);
  });

  it('goes back week by week', async () => {
    expect(await report(1)).toMatchObject({ from: '2026-09-22', to: '2026-09-28', whole: { planned: 1 } });
    expect((await report(9_999)).week).toBe(mostWeeks);
    expect((await report(-3)).week).toBe(0);
  });

  it('is for the authority and administrators; who settles and who sees lateness differs', async () => {
    expect(await report(0)).toMatchObject({ maySettle: false, mayViewLateness: true });
    expect(await report(0, administrator.id)).toMatchObject({ maySettle: true, mayViewLateness: false });
    for (const { id: personId } of [head, member, observer, citizen]) {
      expect(await reportDelivery(deps, { personId, week: 0 })).toEqual({ kind: 'noRight' });
    }
  });
});
