import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openToAll } from './role-matrix/open-to-all.ts';
import { openTown, type Who, who } from './role-matrix/people.ts';
import { readPersonalUseCases } from './role-matrix/personal-use-cases.ts';
import { rows } from './role-matrix/rows.ts';

/** What a use case answers to whoever may not do it, or not to this thing. */
const refusals = new Set([
  'noRight',
  'notAllowed',
  'notAssigned',
  'notColleague',
  'ownValue',
  'coordinatorDecides',
  'noneDecided',
  'nothingToSend',
  'notRead',
  'notOffered',
]);

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.database.close());

describe('role × use case', () => {
  it('names every use case that somebody can ask for', () => {
    const named = [...rows.map(({ name }) => name), ...Object.keys(openToAll)];
    expect([...named].sort()).toEqual(readPersonalUseCases());
  });

  for (const row of rows) {
    describe(row.name, () => {
      it.each(who.map((name, index) => [row.allowed[index] === '+' ? 'lets' : 'refuses', name] as const))(
        '%s %s',
        async (verdict, name: Who) => {
          const ask = await row.prepare(town, town.people[name].id);
          const before = await town.fingerprint();
          const kind = await ask();
          if (verdict === 'lets') return expect([...refusals]).not.toContain(kind);
          expect([...refusals]).toContain(kind);
          expect(await town.fingerprint()).toEqual(before);
        },
      );
    });
  }
});
