import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  advanceDialogue,
  beginDialogue,
  readActiveDialogue,
  readDialogue,
  resumeDialogue,
} from '../../../src/usecases/dialogue/dialogue-state.ts';
import { findUnsentDialogue } from '../../../src/usecases/dialogue/find-unsent-dialogue.ts';
import { collectMyData } from '../../../src/usecases/privacy/collect-my-data.ts';
import { forgetDrafts } from '../../../src/usecases/privacy/forget-drafts.ts';
import { day, movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPerson, type NewPerson } from '../../setup/people.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

const clock = movableClock('2026-10-05T10:00+05:00');
let database: TestDatabase;
let telegramId = 5_000;

beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => database.db.dialogue.deleteMany());
afterAll(() => database.close());

/** A person who typed something, as it stands in their dialogue. */
async function writer(input: NewPerson = {}, kind = 'feedback') {
  telegramId += 1;
  const { id: personId } = await createPerson(database.db, { telegramId, ...input });
  await beginDialogue(database.db, { personId, kind, step: 'preview', fields: typed, now: clock.now() });
  return { personId, kind };
}
const typed = { text: 'Менің үйім Абай 5' };
const forget = () => forgetDrafts({ db: database.db, clock });
const rowOf = (personId_kind: { personId: number; kind: string }) =>
  database.db.dialogue.findUniqueOrThrow({ where: { personId_kind } });
const member = { roles: [{ role: 'member', workingGroupId: 'wg_abai' }] } as const;

describe('what was typed and not sent', () => {
  it('goes after 30 days, of people with a role after 180, and not a moment before', async () => {
    const citizen = await writer();
    const official = await writer({ roles: [...member.roles] });
    const former = await writer({ roles: [{ ...member.roles[0], endsAt: clock.now() }] });
    clock.advance(30 * day);
    expect(await forget()).toBe(0);
    clock.advance(1);
    expect(await forget()).toBe(2);
    for (const gone of [citizen, former]) {
      expect(JSON.stringify(await rowOf(gone))).not.toContain('Абай');
    }
    expect((await rowOf(official)).fields).toEqual(typed);
    clock.advance(150 * day - 1);
    expect(await forget()).toBe(0);
    clock.advance(1);
    expect(await forget()).toBe(1);
    expect((await rowOf(official)).fields).toEqual({});
    expect(await forget()).toBe(0);
  });

  it('stays while somebody goes on with it, and where they come back to it', async () => {
    const [going, resumed, silent] = [await writer(), await writer(), await writer()];
    clock.advance(29 * day);
    const now = clock.now();
    await advanceDialogue(database.db, { ...going, version: 1 }, { step: 'text', now });
    await resumeDialogue(database.db, { ...resumed, now });
    clock.advance(2 * day);
    expect(await forget()).toBe(1);
    expect((await rowOf(going)).fields).toEqual(typed);
    expect((await rowOf(resumed)).fields).toEqual(typed);
    expect((await rowOf(silent)).fields).toEqual({});
  });

  it('is as if it had never been begun', async () => {
    const { db } = database;
    const gone = await writer();
    clock.advance(31 * day);
    await forget();
    const { personId, kind } = gone;
    expect(await readDialogue(db, personId, kind)).toBeNull();
    expect(await readActiveDialogue(db, personId)).toBeNull();
    expect(await resumeDialogue(db, { ...gone, now: clock.now() })).toBeNull();
    expect(await readActiveDialogue(db, personId)).toBeNull();
    expect(await findUnsentDialogue(db, personId, () => true)).toBeNull();
    const deps = { db, files: testFiles, clock, random: seededRandom(), settings: testSettings };
    const told = await collectMyData(deps, personId);
    expect(JSON.parse(new TextDecoder().decode(told))).toMatchObject({ person: { dialogues: [] } });
  });

  it('leaves the version, which rises: no button of it acts any more, and no key of an effect comes twice', async () => {
    const { db } = database;
    const gone = await writer();
    clock.advance(31 * day);
    await forget();
    expect(await advanceDialogue(db, { ...gone, version: 1 }, { step: 'sent', now: clock.now() })).toBeNull();
    const begun = await beginDialogue(db, { ...gone, step: 'mark', fields: {}, now: clock.now() });
    expect(begun).toMatchObject({ version: 3, step: 'mark', isActive: true });
    expect(await readDialogue(db, gone.personId, gone.kind)).toEqual(begun);
  });
});
