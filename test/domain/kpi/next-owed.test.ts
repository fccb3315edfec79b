import { describe, expect, it } from 'vitest';
import { nextOwed } from '../../../src/domain/kpi/next-owed.ts';

/** By deadline, next city, next place in the catalogue, as the lists have them. */
const values = [
  ['month', 'oral', 'GOV-02', 'governance'],
  ['month', 'oral', 'ECO-01', 'ecology'],
  ['quarter', 'oral', 'GOV-01', 'governance'],
  ['quarter', 'oral', 'UTL-01', 'utilities'],
  ['quarter', 'oral', 'UTL-02', 'utilities'],
  ['quarter', 'oral', 'ECO-02', 'ecology'],
  ['quarter', 'aksai', 'GOV-01', 'governance'],
].map(([period, cityId = '', kpiCode = '', sphereId = '']) => ({
  periodId: period === 'month' ? 1 : 2,
  cityId,
  kpiCode,
  sphereId,
}));

const name = ({ cityId, kpiCode, periodId }: (typeof values)[number]) => `${cityId} ${kpiCode} ${periodId}`;

function following(at: Parameters<typeof nextOwed>[2], done: readonly string[] = []): string | null {
  const next = nextOwed(values, (value) => !done.includes(name(value)), at);
  return next === null ? null : name(next);
}

describe('the value that is asked for next', () => {
  it.each([
    ['the first of all, from nowhere', null, 'oral GOV-02 1'],
    ['the first of a group, from its list', { cityId: 'oral', periodId: 2 }, 'oral GOV-01 2'],
    [
      'the first of a sphere, from its list',
      { cityId: 'oral', periodId: 2, sphereId: 'utilities' },
      'oral UTL-01 2',
    ],
    ['the one below', { cityId: 'oral', periodId: 2, kpiCode: 'UTL-01' }, 'oral UTL-02 2'],
    [
      'of the next sphere, after the last of one',
      { cityId: 'oral', periodId: 2, kpiCode: 'UTL-02' },
      'oral ECO-02 2',
    ],
    [
      'the first of the group again, after its last',
      { cityId: 'oral', periodId: 2, kpiCode: 'ECO-02' },
      'oral GOV-01 2',
    ],
    [
      'the first of all, after what is not theirs',
      { cityId: 'astana', periodId: 9, kpiCode: 'GOV-01' },
      'oral GOV-02 1',
    ],
  ])('is %s', (_, at, next) => {
    expect(following(at)).toBe(next);
  });

  it('goes to the group after this one once nothing is owed here, and from the end to the beginning', () => {
    const month = ['oral GOV-02 1', 'oral ECO-01 1'];
    const oral = ['oral GOV-01 2', 'oral UTL-01 2', 'oral UTL-02 2', 'oral ECO-02 2'];
    expect(following({ cityId: 'oral', periodId: 1, kpiCode: 'GOV-02' }, month)).toBe('oral GOV-01 2');
    expect(following({ cityId: 'oral', periodId: 2, kpiCode: 'UTL-01' }, oral)).toBe('aksai GOV-01 2');
    expect(following({ cityId: 'aksai', periodId: 2, kpiCode: 'GOV-01' }, ['aksai GOV-01 2'])).toBe(
      'oral GOV-02 1',
    );
    const sphere = { cityId: 'oral', periodId: 2, sphereId: 'ecology' };
    expect(following(sphere, ['oral ECO-02 2'])).toBe('oral GOV-01 2');
  });

  it('never stays where it is, and ends where nothing else is owed', () => {
    const all = values.map(name);
    const here = { cityId: 'oral', periodId: 2, kpiCode: 'UTL-01' };
    expect(
      following(
        here,
        all.filter((one) => one !== 'oral UTL-01 2'),
      ),
    ).toBeNull();
    expect(following(null, all)).toBeNull();
    expect(nextOwed([], () => true, null)).toBeNull();
  });

  it('comes to every value exactly once when each is answered', () => {
    const done: string[] = [];
    let at: Parameters<typeof nextOwed>[2] = { cityId: 'oral', periodId: 2, sphereId: 'ecology' };
    for (;;) {
      const next: (typeof values)[number] | null = nextOwed(
        values,
        (value) => !done.includes(name(value)),
        at,
      );
      if (next === null) break;
      done.push(name(next));
      at = next;
    }
    expect([...done].sort()).toEqual(values.map(name).sort());
    expect(done.slice(0, 4)).toEqual(['oral ECO-02 2', 'oral GOV-01 2', 'oral UTL-01 2', 'oral UTL-02 2']);
  });
});
