import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CliContext } from '../../src/cli/command.ts';
import { runCli } from '../../src/cli/run.ts';
import { StartupProblem } from '../../src/startup-problem.ts';
import {
  methodologyFolder,
  readMethodology,
  readMethodologyFiles,
} from '../../src/storage/read-methodology.ts';
import type { Deps } from '../../src/usecases/deps.ts';
import { hashToken } from '../../src/usecases/invitations/invitation-rows.ts';
import { movableClock } from '../setup/clock.ts';
import { openTestDatabase } from '../setup/database.ts';
import { testFiles } from '../setup/files.ts';
import { createPerson } from '../setup/people.ts';
import { createPeriods } from '../setup/periods.ts';
import { testSettings } from '../setup/prepare.ts';
import { seededRandom } from '../setup/random.ts';

const group = 'wg_west_kazakhstan';

describe('the command line', async () => {
  const database = await openTestDatabase();
  const folders: string[] = [];
  afterAll(async () => {
    await database.close();
    for (const folder of folders) await rm(folder, { recursive: true });
  });
  const { db } = database;
  const deps: Deps = {
    db,
    clock: movableClock('2026-10-05T10:00+05:00'),
    random: seededRandom(11),
    files: testFiles,
    settings: testSettings,
  };

  async function run(args: string[], more: Partial<CliContext> = {}) {
    const lines: string[] = [];
    const errors: string[] = [];
    const context: CliContext = {
      print: (line) => lines.push(line),
      withDatabase: (use) => use(deps),
      askBotName: async () => 'aqyldy_qala_bot',
      readMethodologyFiles: (folder) => readMethodologyFiles(folder ?? methodologyFolder()),
      readMethodology: (folder) => readMethodology(folder ?? methodologyFolder()),
      ...more,
    };
    const code = await runCli(context, args, (line) => errors.push(line));
    // Refused data are told with a line for each mistake, anything else in one line.
    if (args[1] !== 'import') for (const error of errors) expect(error).not.toContain('\n');
    return { code, lines, errors };
  }

  async function brokenCopy(
    file: string,
    change: (rows: Record<string, unknown>[]) => void,
  ): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'aqyldy-cli-'));
    folders.push(folder);
    await cp(methodologyFolder(), folder, { recursive: true });
    const rows = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Record<string, unknown>[];
    change(rows);
    await writeFile(path.join(folder, file), JSON.stringify(rows));
    return folder;
  }

  it.each([[[]], [['help']], [['invite', '--help']]])('lists the commands for %j', async (args) => {
    const { code, lines } = await run(args);
    expect(code).toBe(0);
    const text = lines.join('\n');
    for (const name of [
      'methodology check',
      'methodology import',
      'invite',
      'people list',
      'role end',
      'groups list',
      'values export',
      'audit verify',
    ]) {
      expect(text).toContain(`  ${name}`);
    }
  });

  it('says what there is when asked for something else', async () => {
    expect(await run(['people', 'delete'])).toMatchObject({
      code: 2,
      lines: [],
      errors: [expect.stringMatching(/no command «people delete».*people list.*audit verify/)],
    });
  });

  it.each([
    [['people', 'list', '--all'], /--all/],
    [['role', 'end', '--role', 'member'], /--person is missing/],
    [['role', 'end', '--role', 'boss', '--person', '1'], /boss is none of/],
    [['role', 'end', '--role', 'member', '--person', 'x'], /x is not an id/],
    [['invite', '--role'], /--role/],
    [['invite', '--role', 'member', '--name', 'Дана Серік', '--post', 'Маман'], /--group is missing/],
    [['invite', '--role', 'authority', '--post', 'Маман'], /--name is missing/],
    [['invite', '--role', 'authority', '--name', 'Дана Серік'], /--post is missing/],
    [
      ['invite', '--role', 'authority', '--name', 'Дана Серік', '--post', 'Маман', '--bot', 'a b'],
      /a b is not a user name/,
    ],
  ])('tells the usage where it is called wrongly: %j', async (args, expected) => {
    const { code, lines, errors } = await run(args);
    expect({ code, lines }).toEqual({ code: 2, lines: [] });
    expect(errors).toEqual([expect.stringMatching(expected)]);
    expect(errors[0]).toContain('Usage: npm run cli -- ');
  });

  it('checks the methodology data of the project, and names every mistake of others', async () => {
    const own = await run(['methodology', 'check']);
    expect(own).toMatchObject({ code: 0, lines: [expect.stringContaining('210 settlements')] });
    const folder = await brokenCopy('kpis.json', (rows) => {
      for (const row of rows) row.unit = 'elbows';
    });
    const broken = await run(['methodology', 'check', folder]);
    expect(broken.code).toBe(1);
    expect(broken.lines.filter((line) => /^kpis\.json, row \d+ \(\S+\), unit: /.test(line))).toHaveLength(45);
    expect(await run(['methodology', 'check', '/nowhere/at/all'])).toMatchObject({
      code: 1,
      errors: [expect.stringContaining('/nowhere/at/all')],
    });
  });

  it('imports methodology data once, and refuses broken ones', async () => {
    expect(await run(['methodology', 'import'])).toMatchObject({
      code: 0,
      lines: [expect.stringContaining('Unchanged')],
    });
    const other = await brokenCopy('kpis.json', (rows) => {
      rows[0]!.shortName = { kk: 'Басқа атау', ru: 'Другое имя' };
    });
    expect(await run(['methodology', 'import', other])).toMatchObject({
      code: 0,
      lines: [expect.stringContaining('Imported')],
    });
    const broken = await brokenCopy('kpis.json', (rows) => {
      rows[0]!.unit = 'elbows';
    });
    const before = await db.methodologyVersion.count();
    const refused = await run(['methodology', 'import', broken]);
    expect(refused).toMatchObject({ code: 1, errors: [expect.stringContaining('kpis.json, row 1 ')] });
    expect(await db.methodologyVersion.count()).toBe(before);
  });

  const authority = ['invite', '--role', 'authority', '--name', 'Дана Серік', '--post', 'Басқарма басшысы'];

  it('makes an invitation that its people confirm, or that needs no confirmation', async () => {
    expect(await run(authority)).toMatchObject({ code: 1, errors: [expect.stringContaining('--confirmed')] });
    const { code, lines } = await run([...authority, '--confirmed', '--bot', '@other_bot']);
    expect(code).toBe(0);
    const token = /^https:\/\/t\.me\/other_bot\?start=inv_([\w-]{32})$/.exec(lines[0] ?? '')?.[1];
    const made = await db.invitation.findUniqueOrThrow({ where: { tokenHash: hashToken(token ?? '') } });
    expect(made).toMatchObject({ role: 'authority', confirmedAhead: true, invitedById: null });

    await createPerson(db, { roles: [{ role: 'administrator' }] });
    const asked = await run(authority);
    expect(asked).toMatchObject({
      code: 0,
      lines: [
        expect.stringContaining('t.me/aqyldy_qala_bot'),
        expect.anything(),
        expect.stringContaining('asked to confirm'),
      ],
    });
  });

  it('invites a member with what they answer for', async () => {
    const args = [
      'invite',
      '--role',
      'member',
      '--name',
      'Айгүл Сәрсенова',
      '--post',
      'Маман',
      '--group',
      group,
    ];
    const { code, lines } = await run([
      ...args,
      '--city',
      'oral',
      '--kpi',
      'GOV-01',
      '--sphere',
      'ecology',
      '--confirmed',
    ]);
    expect(code).toBe(0);
    const token = /inv_([\w-]{32})$/.exec(lines[0] ?? '')?.[1] ?? '';
    const made = await db.invitation.findUniqueOrThrow({ where: { tokenHash: hashToken(token) } });
    expect(made).toMatchObject({
      cityIds: ['oral'],
      kpiCodes: ['GOV-01'],
      sphereIds: ['ecology'],
      workingGroupId: group,
    });
    const wrong = await run([...args, '--city', 'semey', '--confirmed']);
    expect(wrong).toMatchObject({ code: 1, errors: [expect.stringContaining('--city «semey»')] });
  });

  it('names the token as missing where the bot has to be asked', async () => {
    const askBotName = async () => {
      throw new StartupProblem('BOT_TOKEN is missing: get one.');
    };
    expect(await run(authority, { askBotName })).toMatchObject({
      code: 1,
      errors: ['BOT_TOKEN is missing: get one.'],
    });
  });

  it('lists people and groups, and ends a role', async () => {
    const person = await createPerson(db, {
      fullName: 'Серік Ахметов',
      post: 'Орынбасар',
      roles: [
        { role: 'coordinator', workingGroupId: group, isHead: true },
        { role: 'coordinator', workingGroupId: 'wg_abai' },
      ],
    });
    const people = (await run(['people', 'list'])).lines;
    expect(people[0]).toMatch(/^ID +ROLE +GROUP/);
    expect(people.some((line) => line.includes('coordinator (head)') && line.includes('Серік Ахметов'))).toBe(
      true,
    );
    const groups = (await run(['groups', 'list'])).lines;
    expect(groups).toHaveLength(21);
    expect(groups.find((line) => line.startsWith(group))).toMatch(/ 2 +1 +1 /);

    const end = ['role', 'end', '--person', String(person.id), '--role', 'coordinator'];
    expect(await run(end)).toMatchObject({ code: 1, errors: [expect.stringContaining('--group')] });
    expect(await run([...end, '--group', group])).toMatchObject({
      code: 0,
      lines: [expect.stringContaining('Серік Ахметов')],
    });
    expect(await run([...end, '--group', group])).toMatchObject({
      code: 1,
      errors: [expect.stringContaining('holds no such role')],
    });
    const open = await db.roleGrant.findMany({ where: { personId: person.id, endsAt: null } });
    expect(open.map(({ workingGroupId }) => workingGroupId)).toEqual(['wg_abai']);
    const event = await db.auditEvent.findFirstOrThrow({ where: { kind: 'role.ended' } });
    expect(event).toMatchObject({ actorRef: 'cli', chainId: group });
  });

  it('does not end a role that the configuration gives', async () => {
    const configured = await createPerson(db, { roles: [{ role: 'administrator' }] });
    await db.roleGrant.updateMany({ where: { personId: configured.id }, data: { source: 'configuration' } });
    expect(
      await run(['role', 'end', '--person', String(configured.id), '--role', 'administrator']),
    ).toMatchObject({
      code: 1,
      errors: [expect.stringContaining('ADMIN_IDS')],
    });
  });

  it('verifies the audit chains, and prints their heads', async () => {
    const { code, lines } = await run(['audit', 'verify']);
    expect(code).toBe(0);
    expect(lines.at(-1)).toBe('values: 0 are as the audit tells');
    for (const line of lines.slice(0, -1)) {
      expect(line).toMatch(/^(\w+): whole, (\d+) events, head \1:\2:[0-9a-f]{64}$/);
    }
    expect((await run(['audit', 'verify', 'country'])).lines).toHaveLength(1);
    expect(await run(['audit', 'verify', 'wg_nowhere'])).toMatchObject({
      code: 1,
      lines: ['There is no chain wg_nowhere.'],
    });
  });

  it('compares the chains with heads that were noted earlier, by option or from what a check printed', async () => {
    const { lines } = await run(['audit', 'verify']);
    const folder = await mkdtemp(path.join(tmpdir(), 'aqyldy-heads-'));
    folders.push(folder);
    const file = path.join(folder, 'heads.txt');
    await writeFile(file, ['> npm run cli', ...lines, ''].join('\n'));
    expect((await run(['audit', 'verify', '--since', file])).code).toBe(0);

    const head = await db.auditChain.findUniqueOrThrow({ where: { id: group } });
    const noted = (number: number, hash: string) =>
      run(['audit', 'verify', group, '--head', `${group}:${number}:${hash}`]);
    expect((await noted(head.length, head.headHash)).code).toBe(0);
    expect(await noted(head.length + 1, head.headHash)).toMatchObject({
      code: 1,
      lines: [
        expect.stringMatching(/BROKEN at event \d+: the chain ends before the head/),
        expect.anything(),
      ],
    });
    expect((await noted(head.length, 'f'.repeat(64))).lines[0]).toMatch(/another hash than the head/);

    expect(await run(['audit', 'verify', '--head', 'wg_astana:5'])).toMatchObject({
      code: 2,
      errors: [expect.stringContaining('is not CHAIN:NUMBER:HASH')],
    });
    await writeFile(file, 'nothing of use');
    expect(await run(['audit', 'verify', '--since', file])).toMatchObject({
      code: 1,
      errors: [expect.stringContaining('holds no head of a chain')],
    });
    expect(await run(['audit', 'verify', '--since', path.join(folder, 'none.txt')])).toMatchObject({
      code: 1,
      errors: [expect.stringContaining('cannot be read')],
    });
  });

  it('writes the values of a period into a workbook or CSV, and records it', async () => {
    await createPeriods(db, { from: '2026-06-30', to: '2026-09-30', kinds: ['quarter'] });
    const folder = await mkdtemp(path.join(tmpdir(), 'aqyldy-values-'));
    folders.push(folder);
    const to = (name: string) => path.join(folder, name);
    const values = (...args: string[]) => run(['values', 'export', '--period', '2026-Q3', ...args]);
    expect(await values('--to', to('all.xlsx'))).toMatchObject({
      code: 0,
      lines: [`2552 values of 2026-Q3 are in ${to('all.xlsx')}.`],
    });
    expect((await readFile(to('all.xlsx'))).subarray(0, 2).toString()).toBe('PK');
    expect((await values('--to', to('west.csv'), '--group', group, '--language', 'ru')).code).toBe(0);
    const csv = await readFile(to('west.csv'), 'utf8');
    expect(csv.split('\r\n')).toHaveLength(1 + 54 + 1);
    expect(csv).toMatch(/^\uFEFFРегион;Город;КАТО;/);
    const exported = { kind: 'values.exported', actorRef: 'cli' };
    expect(await db.auditEvent.count({ where: exported })).toBe(2);

    expect((await values('--to', to('all.pdf'))).code).toBe(2);
    expect((await values('--to', to('all.csv'), '--language', 'en')).code).toBe(2);
    expect((await run(['values', 'export', '--period', 'Q3', '--to', to('all.csv')])).code).toBe(2);
    for (const args of [
      ['--to', to('all.csv'), '--group', 'wg_nowhere'],
      ['--to', to('none/all.csv')],
    ]) {
      expect(await values(...args)).toMatchObject({ code: 1, errors: [expect.any(String)] });
    }
    expect(await run(['values', 'export', '--period', '2020-Q1', '--to', to('all.csv')])).toMatchObject({
      code: 1,
      errors: [expect.stringContaining('has not opened')],
    });
  });

  it('names a broken link, and a value that the audit does not tell of', async () => {
    const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    await db.submission.create({
      data: {
        cityId: 'oral',
        kpiCode: 'UTL-04',
        periodId,
        newest: 1,
        versions: {
          create: {
            number: 1,
            value: '22.5',
            receipt: 'rc_00000001',
            actionKey: 'put in',
            isOnTime: true,
            submittedAt: new Date('2026-10-05T10:00+05:00'),
          },
        },
      },
    });
    await db.auditEvent.updateMany({ where: { chainId: group, number: 1 }, data: { subject: 'grant:1' } });
    const { code, lines } = await run(['audit', 'verify']);
    expect(code).toBe(1);
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${group}: BROKEN at event 1: `)));
    expect(lines.slice(-2)).toEqual([
      'values: 0 are as the audit tells, 1 are not',
      `value rc_00000001: DIFFERS: no event of ${group} tells of it`,
    ]);
  });

  it('throws bugs on instead of telling them as refusals', async () => {
    const bug = new Error('a bug');
    await expect(run(['people', 'list'], { withDatabase: () => Promise.reject(bug) })).rejects.toBe(bug);
  });

  it('imports the calendar of a year, and prints which deadlines it moved', async () => {
    await createPeriods(db, { from: '2026-06-30', to: '2026-09-30', kinds: ['quarter'] });
    const folder = await brokenCopy('calendar.json', (years) => {
      const year = years.find((one) => one.year === 2026) as unknown as {
        movedDays: object[];
        extraWorkingDays: string[];
        weekdayDaysOff: string[];
      };
      // A Thursday before the deadline is free, and a Saturday after it is worked instead.
      const note = { kk: 'Демалыс күні ауыстырылды', ru: 'Выходной перенесён' };
      year.movedDays.push({ from: '2026-11-14', to: '2026-10-08', note });
      year.extraWorkingDays.push('2026-11-14');
      year.weekdayDaysOff.push('2026-10-08');
      year.weekdayDaysOff.sort();
    });
    expect(await run(['methodology', 'check', folder])).toMatchObject({ code: 0 });
    expect(await run(['methodology', 'import', folder])).toEqual({
      code: 0,
      errors: [],
      lines: [
        expect.stringContaining('Imported'),
        'Moved by the calendar: 2026-Q3 due 2026-10-15 instead of 2026-10-14.',
      ],
    });
    const again = await run(['methodology', 'import', folder]);
    expect(again.lines).toEqual([expect.stringContaining('Unchanged')]);
  });
});
