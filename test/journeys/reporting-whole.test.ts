import { afterAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/usecases/audit/verify-audit.ts';
import { fillTemplate } from '../setup/fill-template.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { workingGroup } from './reporting-people.ts';
import { buildWholeJourney } from './reporting-whole-people.ts';
import { words } from './reporting-whole-words.ts';

const fullName = 'Сейтова Гүлмира';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe.each(['kk', 'ru'] as const)('a quarter, from invitation to reopening, in %s', async (language) => {
  const w = words[language];
  const town = await buildWholeJourney(language);
  const { say, press, screen, labels, texts, gather, sendFile, askedFor, usual, waterVersion } = town;
  const { newcomer: member, clock } = town;
  const { head, authority } = town.as;
  const { db } = town.database;
  afterAll(async () => {
    expect(town.troubles()).toEqual([]);
    await town.close();
  });

  const sendAct = (fileName: string) =>
    sendFile(new TextEncoder().encode(`%PDF-1.7 ${fileName}`), fileName, 'application/pdf');
  /** Opens the list of a city in the queue, and turns its pages to the one that names a value. */
  async function openList(who: Actor, city: string | RegExp, label?: string): Promise<void> {
    await say(who, '/review');
    await press(who, city);
    await press(who, w.everything);
    while (label !== undefined && !labels(who).includes(label)) await press(who, w.nextPage);
  }

  it('a coordinator invites a member, who comes by the link, consents and is confirmed', async () => {
    await say(head, '/team');
    await press(head, w.invite);
    expect((await press(head, w.member)).pressed).toBe(w.askName);
    await say(head, fullName);
    await say(head, w.post);
    await press(head, w.smallCity);
    await press(head, w.goOn);
    for (const sphere of w.spheres) await press(head, sphere);
    expect((await press(head, w.goOn)).pressed.split('\n')).toEqual(w.check);
    expect((await press(head, w.create)).pressed).toContain(w.linkReady);
    const [, link] = /start=(inv_[\w-]{32})/.exec(texts(head).join('\n')) ?? [];
    await say(member, `/start ${link}`);
    expect((await press(member, w.language)).pressed.split('\n').slice(0, 2)).toEqual(w.invited);
    expect((await press(member, w.consent)).pressed).toContain(w.waits);
    expect(screen(head).slice(0, 2)).toEqual(w.isItThem);
    await press(head, w.yes);
    expect(screen(member)[0]).toBe(w.given);
  });

  it('the coordinator assigns a whole city, and the member is told', async () => {
    await say(head, '/team');
    await press(head, w.nextPage);
    await press(head, fullName);
    await press(head, w.assign);
    expect((await press(head, w.city)).pressed.split('\n')).toEqual(w.nothingYet);
    expect((await press(head, w.wholeCity)).pressed).not.toContain(w.nothingYet[1]);
    const saved = (await press(head, w.save)).pressed.split('\n');
    expect(saved).toEqual(expect.arrayContaining([...w.assigned]));
    expect(screen(member)).toEqual(w.toldAssigned);
  });

  it('the member sends ten values by chat, one of them with a document', async () => {
    expect((await press(member, w.submit)).pressed.split('\n')).toEqual(w.owed);
    expect(labels(member)).toEqual(expect.arrayContaining([...w.owedGroups]));
    await press(member, w.resume);
    for (let left = 39; left >= 30; left -= 1) {
      await say(member, usual(await askedFor()));
      if (left === 37) await attachTo('akt.pdf');
      expect((await press(member, w.send)).pressed).toMatch(w.receipt(left));
    }
  });

  it('the member comes back to the same place, sends ten more, and explains an odd one', async () => {
    const before = screen(member);
    expect((await say(member, '/menu')).split('\n')).toEqual(w.menu);
    expect((await press(member, w.submit)).pressed.split('\n')).toEqual(before);
    for (let left = 29; left > 20; left -= 1) {
      await say(member, usual(await askedFor()));
      expect((await press(member, w.send)).pressed).toMatch(w.receipt(left));
    }
    expect(screen(member)).toEqual(w.water);
    await say(member, '2,3');
    expect(screen(member)).toEqual(w.odd);
    expect((await press(member, w.isRight)).pressed).toContain(w.why);
    expect(await say(member, w.because)).toContain(w.explained);
    expect((await press(member, w.send)).pressed).toMatch(w.receipt(20));
  });

  async function attachTo(fileName: string): Promise<void> {
    await press(member, w.attach);
    await sendAct(fileName);
    expect(screen(member)).toEqual(expect.arrayContaining([...w.attached]));
    await press(member, w.ready);
    await press(member, w.grade);
    expect((await press(member, w.register)).pressed.split('\n').slice(-2)).toEqual(w.withEvidence);
  }

  it('the member fills the other twenty in a file; the one that is refused goes by chat', async () => {
    await press(member, w.back);
    await press(member, w.many);
    await press(member, w.template);
    expect(texts(member).at(-1)).toBe(w.caption);
    const { bytes } = await town.server.fileOf(member);
    const filled = fillTemplate(new Uint8Array(bytes), (code) => ({
      value: code === 'TRN-01' ? '1300' : usual(code),
    }));
    await sendFile(filled, 'kpi-values.xlsx', xlsx);
    expect(screen(member)[0]).toBe(w.counts);
    const refused = (await press(member, w.refused)).pressed.split('\n');
    expect(refused).toHaveLength(2);
    expect(refused[1]).toMatch(w.badRow);
    expect((await press(member, w.sendMany)).pressed.split('\n')).toEqual(w.sentMany);
    expect((await press(member, w.list)).pressed.split('\n')[0]).toBe(w.lastOne);
    await press(member, w.resume);
    await say(member, usual('TRN-01'));
    expect((await press(member, w.send)).pressed).toContain(w.allSent);
    expect(await db.submissionVersion.count({ where: { submission: { period: { key: '2026-Q3' } } } })).toBe(
      40,
    );
  });

  it('the coordinator returns one with a reason, and the member corrects it', async () => {
    await gather();
    expect(texts(head).at(-2)).toContain(w.toReview[1]);
    expect(screen(head)[0]).toBe(w.toReview[0]);
    expect(screen(head)).toHaveLength(9);
    await say(head, '/review');
    expect(screen(head)).toEqual(w.queue);
    await openList(head, w.cityQueue, w.waterLabel);
    expect((await press(head, w.waterLabel)).pressed.split('\n')).toEqual(w.card);
    await press(head, w.giveBack);
    await say(head, w.reason);
    expect(screen(member)).toEqual(w.returned);
    expect((await press(member, w.fix)).pressed.split('\n')[0]).toBe(w.returned[0]);
    await say(member, '22,5');
    await press(member, w.attach);
    await sendAct('akt-2.pdf');
    await press(member, w.ready);
    expect((await press(member, w.send)).pressed).toContain(w.allSent);
  });

  it('the coordinator approves one by its card, two that are ticked, and all the others', async () => {
    await gather();
    await openList(head, new RegExp(`^${w.city}: 28$`), w.waterLabel);
    expect((await press(head, w.waterLabel)).pressed.split('\n')).toEqual(w.corrected);
    expect((await press(head, w.approve)).pressed).toBe(w.approvedOne);
    await press(head, w.list);
    while (!labels(head).includes('○ 1')) await press(head, w.previousPage);
    await press(head, '○ 1');
    await press(head, '○ 2');
    expect((await press(head, w.ticked)).pressed.split('\n')).toEqual(w.approvedTicked);
    await press(head, w.list);
    expect((await press(head, w.plain(25))).pressed).toContain(w.approvedPlain(25));
    await say(head, '/review');
    await press(head, w.everything);
    expect((await press(head, w.plain(12))).pressed).toContain(w.approvedPlain(12));
    expect(await say(head, '/review')).toBe(w.nothingToReview);
  });

  it('the authority verifies city after city', async () => {
    await gather();
    await say(authority, '/menu');
    expect((await press(authority, w.verify)).pressed.split('\n')).toEqual(w.toVerify);
    await press(authority, new RegExp(`^${w.city}: 28$`));
    await press(authority, w.everything);
    expect((await press(authority, w.verifyCity(28))).pressed).toBe(w.askCity);
    expect((await press(authority, w.verifyCity(28))).pressed).toContain(w.verifiedMany(28));
    expect(texts(member).some((text) => text.startsWith(w.verifiedMany(28)))).toBe(true);
    await press(authority, w.list);
    await press(authority, w.everything);
    await press(authority, w.verifyCity(12));
    expect((await press(authority, w.verifyCity(12))).pressed).toContain(w.verifiedMany(12));
    const states = await db.submissionVersion.groupBy({ by: ['state'], _count: { _all: true } });
    expect(Object.fromEntries(states.map(({ state, _count }) => [state, _count._all]))).toEqual({
      verified: 44,
      returned: 1,
    });
  });

  it('the period locks over a correction, which is refused, kept, and asked for', async () => {
    await say(member, '/submit');
    await press(member, w.sent);
    const line = screen(member).find((one) => one.includes(w.waterLabel.toLowerCase())) ?? '';
    expect((await press(member, /^\d+/.exec(line)?.[0] ?? '')).pressed.split('\n')[0]).toBe(w.inForce);
    await say(member, '22,4');
    const { messageId, data } = town.dataOf(member, w.send);
    clock.moveTo('2026-10-22T10:00+05:00');
    await town.app.tick();
    await town.settle();
    expect((await town.tap(member, messageId, data)).pressed).toBe(w.locked);
    expect(await say(member, '/submit')).toBe(w.locked);
    expect((await press(member, w.ask)).pressed).toBe(w.asked);
    expect(await say(head, '/submit')).toBe(w.noPeriod);
    await gather();
    expect(screen(authority)).toEqual(w.request);
    expect((await waterVersion(2)).state).toBe('verified');
    expect(await db.submissionVersion.count({ where: { number: 3 } })).toBe(0);
  });

  it('the authority reopens it with a reason and a last day; the correction goes all the way', async () => {
    await press(authority, w.reopen);
    await say(authority, w.mistake);
    expect((await press(authority, w.lastDay)).pressed.split('\n')).toEqual(w.reopening);
    expect((await press(authority, w.reopen)).pressed.split('\n')[0]).toBe(w.reopened);
    await gather();
    expect(screen(member)).toEqual(w.toldReopened);
    expect((await say(member, '/submit')).split('\n').slice(0, 2)).toEqual(w.confirm);
    const { pressed: receipt } = await press(member, w.send);
    expect(receipt).toContain(w.taken);
    // It corrects what had come in time.
    expect(receipt).not.toContain(w.late);
    await say(head, '/menu');
    await press(head, w.review);
    expect((await press(head, w.approve)).pressed).toBe(w.approvedLate);
    await say(authority, '/menu');
    await press(authority, w.verify);
    const verified = await press(authority, w.verify);
    expect(verified).toMatchObject({ pressed: w.verifiedLate, last: w.nothingToVerify });
    await gather();
    expect(screen(member)).toEqual(w.toldVerified);
  });

  it('the receipts tell the whole of it, and the chain is whole', async () => {
    const first = await waterVersion(1);
    expect(await say(member, `/start ${first.receipt}`)).toContain(first.receipt);
    expect(screen(member)).toEqual(expect.arrayContaining([...w.cardOfFirst]));
    const newest = await press(member, w.history);
    const earlier = await press(member, w.nextPage);
    const told = [newest, earlier].flatMap(({ pressed }) => {
      const [title, ...steps] = pressed.split('\n\n');
      expect(title).toBe(w.historyTitle);
      return steps.map((step) => step.split('\n'));
    });
    expect(told.map(([did]) => did)).toEqual(w.did);
    expect(told.map(([, by]) => by)).toEqual(w.by);
    expect(told.flatMap((step) => step.slice(2, -1))).toEqual(w.reasons);
    const verdicts = await verifyAudit(db);
    expect(verdicts.map(({ kind }) => kind)).toEqual(['whole', 'whole']);
    const events = await db.auditEvent.count({ where: { chainId: workingGroup } });
    expect((await press(member, w.journal)).pressed.split('\n')[0]).toMatch(w.journalWhole(events));
  });
});
