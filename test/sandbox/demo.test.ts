import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoTown, startDemoTown } from '../../sandbox/demo-town.ts';
import { personas } from '../../sandbox/seed/people.ts';
import { compareValues } from '../../src/usecases/audit/compare-values.ts';
import { verifyAudit } from '../../src/usecases/audit/verify-audit.ts';

let town: DemoTown;

beforeAll(async () => {
  town = await startDemoTown({ frozen: true });
});
afterAll(async () => {
  await town?.close();
});

const ids = Object.fromEntries(personas.map(({ key, userId }) => [key, userId ?? 0]));
const plain = (text: string | undefined) => (text ?? '').replace(/[\u00a0\u202f]/g, ' ');

function chat(key: string): string[] {
  return town.sandbox
    .as(ids[key] ?? 0)
    .messages()
    .filter(({ from }) => from === 'bot')
    .map(({ text }) => plain(text));
}

async function moveClock(to: object): Promise<Date> {
  const response = await fetch(`${town.url}/sandbox/api/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(to),
  });
  expect(response.status).toBe(200);
  return new Date(((await response.json()) as { now: string }).now);
}

describe('the demo', () => {
  it('serves the web chat with everybody who can be played', async () => {
    const page = await fetch(town.url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<html');
    const state = (await (await fetch(`${town.url}/sandbox/api/state`)).json()) as {
      personas: { userId: number }[];
      canMoveClock: boolean;
    };
    expect(state.canMoveClock).toBe(true);
    expect(state.personas.map(({ userId }) => userId).sort()).toEqual(Object.values(ids).sort());
  });

  it('shows each person what they need on the first day', () => {
    const menu = (key: string) => chat(key).find((text) => text.includes('Демо:'));
    expect(menu('member')).toContain('Сізден 7 көрсеткіш күтіледі, соңғы күн – 14 қазан.');
    expect(menu('coordinator')).toContain('5 мән тексеруді, 3 пікір жауапты күтіп тұр.');
    expect(menu('coordinatorRu')).toContain('5 значений ждут проверки, 3 отзыва — ответа.');
    expect(menu('authority')).toMatch(/III квартал: \d\d город\S* сдал\S*, \d+ не сдал/);
    expect(menu('administrator')).toContain('/team');
    expect(menu('citizenKk')).toContain('Демо: деректер ойдан құрастырылған.');
    expect(menu('citizenRu')).toContain('Демо: данные вымышлены.');
    expect(chat('newcomer')).toEqual([]);
  });

  it('says that the data are invented in the rating and on the card of a city too', async () => {
    const citizen = town.sandbox.as(ids.citizenRu ?? 0);
    for (const command of ['/rating', '/city']) {
      await citizen.send(command);
      await town.settle();
      expect(plain(citizen.last().text)).toContain('Демо: данные вымышлены.');
    }
  });

  it('has ratings of the current and the previous quarter, with Oral among the first ten', async () => {
    const runs = await town.database.db.ratingRun.findMany({ orderBy: { id: 'asc' } });
    for (const category of ['republican', 'oblast', 'raion']) {
      const quarters = runs.filter((run) => run.category === category).map(({ quarter }) => quarter);
      expect(quarters.sort()).toEqual(['2026-Q2', '2026-Q3']);
    }
    const oral = await town.database.db.ratingPlace.findFirstOrThrow({
      where: { cityId: 'oral', run: { quarter: '2026-Q3' } },
    });
    expect(oral.place).toBeGreaterThanOrEqual(6);
    expect(oral.place).toBeLessThanOrEqual(10);
  });

  it('keeps audit chains that hold, with one event for each seeded batch', async () => {
    const verdicts = await verifyAudit(town.database.db);
    expect(verdicts.map(({ kind }) => kind)).toEqual(verdicts.map(() => 'whole'));
    const batches = await town.database.db.auditEvent.findMany({ where: { kind: 'demo.seeded' } });
    expect(batches.map(({ subject }) => subject).sort()).toEqual([
      'demo:feedback',
      'demo:initiatives',
      'demo:people',
      'demo:values',
    ]);
  });

  describe('shows what reporting can do', () => {
    const last = (key: string) => plain(town.sandbox.as(ids[key] ?? 0).last().text);
    const version = (kpiCode: string, periodKey = '2026-Q3') =>
      town.database.db.submissionVersion.findFirstOrThrow({
        where: { submission: { cityId: 'oral', kpiCode, period: { key: periodKey } } },
        orderBy: { number: 'desc' },
        include: { evidence: { include: { file: true } } },
      });

    async function say(key: string, text: string): Promise<string> {
      await town.sandbox.as(ids[key] ?? 0).send(text);
      await town.settle();
      return last(key);
    }

    async function press(key: string, label: string | RegExp): Promise<string> {
      await town.sandbox.as(ids[key] ?? 0).press(label);
      await town.settle();
      return last(key);
    }

    it('a value that was returned, with the reason and the talk about it', async () => {
      expect(await say('member', '/submit')).toContain('Сіз алмастырасыз: Марат Есенов.');
      expect(await press('member', /қайтарылды/)).toContain('«Энергия компаниясының анықтамасы жоқ»');
      expect(await press('member', 'Талқылау (2)')).toContain('Жақсы, күтеміз.');
    });

    it('values to review: with a file, with a link, odd and explained, likely a slip', async () => {
      await say('coordinatorRu', '/review');
      const list = await press('coordinatorRu', /^Все: 5/);
      expect(list).toContain('47,2 % (III квартал; ↑ 1,1; 1 файл)');
      expect(list).toContain('77,3 % (III квартал; ↑ 1,3; ссылка)');
      expect(list).toContain('(август; ↓ 1,3; 1 файл)');
      expect((await version('SAF-04')).flags).toEqual(['outlier']);
      const slip = await press('coordinatorRu', '«Умные» светофоры');
      expect(slip).toContain('⚠️ Возможна ошибка в запятой или нулях.');
      expect(slip).toContain('Пояснение: «Изменилось на деле»');
    });

    it('every file that a value rests on opens', async () => {
      const evidence = await town.database.db.evidence.findMany({ include: { file: true } });
      expect(evidence.length).toBeGreaterThanOrEqual(5);
      for (const { file } of evidence) {
        const bytes = await town.app.deps.files.get(file.sha256);
        expect(bytes?.length).toBe(file.size);
      }
      const posts = await version('ECO-02');
      await say('authority', `/start ${posts.receipt}`);
      await press('authority', 'Открыть файлы (2)');
      const chatNow = town.sandbox.as(ids.authority ?? 0).messages();
      expect(chatNow.at(-3)?.photo).toBeDefined();
      expect(chatNow.at(-2)?.document?.fileName).toBe('Бекетті қабылдау актісі.pdf');
      expect(last('authority')).toBe('Выше — 2 файла.');
    });

    it('a value with a whole history: returned, corrected, approved, verified', async () => {
      const posts = await version('ECO-02');
      expect(posts).toMatchObject({ number: 2, state: 'verified', grade: 'register', flags: ['outlier'] });
      await say('member', `/start ${posts.receipt}`);
      const history = await press('member', 'Тарихы');
      for (const step of ['2-нұсқа расталды', '2-нұсқа мақұлданды', '1-нұсқа қайтарылды']) {
        expect(history).toContain(step);
      }
    });

    it('answers without a number that wait for the authority', async () => {
      expect(await version('INF-03')).toMatchObject({ kind: 'no_data', state: 'approved' });
      expect(await version('ECO-06')).toMatchObject({ kind: 'not_applicable', state: 'approved' });
      expect(await say('authority', '/review')).toContain('С пометками — 2.');
    });

    it('a member who is away, and a reopened period with a request for another', async () => {
      expect(await say('coordinator', '/team')).toContain('Болмайды: 12 қазан – 16 қазан');
      expect(await say('authority', '/admin')).toContain('1 группа просит открыть период');
      await press('authority', 'Отчётные периоды');
      expect(await press('authority', /^август/)).toContain(
        'Открыт снова: Западно-Казахстанская область, последний день — 16 октября',
      );
      expect(await version('ECO-01', '2026-08')).toMatchObject({
        number: 2,
        state: 'submitted',
        // What was reported in time stays so, however late it is corrected.
        isOnTime: true,
      });
    });

    it('values that agree with what the audit tells, and nothing that is owed to anybody yet', async () => {
      const compared = await compareValues(town.database.db);
      expect(compared).toMatchObject({ differing: 0, vanished: [] });
      expect(compared.agreeing).toBe(10);
      expect(await town.database.db.outboxMessage.count({ where: { kind: { startsWith: 'value.' } } })).toBe(
        0,
      );
    });
  });

  it('moves its clock by an hour, by a day, and past the next deadline, with all that falls due', async () => {
    const before = chat('member').length;
    const start = town.clock.now().getTime();
    expect((await moveClock({ advanceMs: 3_600_000 })).getTime()).toBe(start + 3_600_000);
    expect(chat('member').slice(before)).toEqual([]);

    await moveClock({ advanceMs: 86_400_000 });
    const [reminder, ...others] = chat('member').slice(before);
    expect(reminder).toContain('1 жұмыс күні қалды (14 қазан)');
    expect(others).toEqual([]);
    const told = town.sandbox
      .as(ids.member ?? 0)
      .messages()
      .at(-1);
    expect(new Date((told?.date ?? 0) * 1_000).toISOString()).toBe('2026-10-13T04:00:00.000Z');

    expect((await moveClock({ nextDeadline: true })).toISOString()).toBe('2026-10-14T13:00:01.000Z');
    expect(chat('member').at(-1)).toContain('Соңғы күн – бүгін, 18:00');
    const oral = await town.database.db.ratingPlace.findFirstOrThrow({
      where: { cityId: 'oral', run: { quarter: '2026-Q3' } },
    });
    expect(oral.place).toBeGreaterThan(10);
  });

  it('lets the rest of the country go on with its work', async () => {
    expect((await moveClock({ advanceMs: 28 * 86_400_000 })).toISOString()).toBe('2026-11-11T13:00:01.000Z');
    const october = await town.database.db.period.findUniqueOrThrow({ where: { key: '2026-10' } });
    const reported = await town.database.db.submission.findMany({
      where: { periodId: october.id },
      distinct: ['cityId'],
    });
    expect(reported.length).toBeGreaterThan(90);
    const owed = await town.database.db.submission.count({
      where: { periodId: october.id, cityId: 'oral', kpiCode: 'ECO-01' },
    });
    expect(owed).toBe(0);
  });

  it('had no request refused by the Bot API', () => {
    expect(town.sandbox.calls.filter(({ ok }) => !ok)).toEqual([]);
  });
});

describe('a port that is taken', () => {
  it('is named in one clear line', async () => {
    const port = Number(new URL(town.url).port);
    await expect(startDemoTown({ port })).rejects.toThrow(`PORT: cannot listen on 127.0.0.1:${port}.`);
  });
});
