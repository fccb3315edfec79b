import { describe, expect, it } from 'vitest';
import { FileStoreOutage } from '../../../src/storage/files/file-store.ts';
import { judgeFailure } from '../../../src/telegram/inbound/failure.ts';

describe('an update whose file could not be kept', () => {
  const outage = new FileStoreOutage('The place of the files does not answer');

  it('waits for the store as for the database, however often it was tried, for an hour', () => {
    for (const attempts of [1, 4, 20])
      expect(judgeFailure(outage, attempts, 0)).toEqual({ kind: 'outage', pause: 500 });
    expect(judgeFailure(outage, 20, 3_599_000).kind).toBe('outage');
    expect(judgeFailure(outage, 20, 3_600_000)).toEqual({ kind: 'giveUp' });
  });

  it('is tried again a few times after any other mistake', () => {
    expect(judgeFailure(new Error('a bug'), 1, 0)).toEqual({ kind: 'repeat', pause: 300 });
    expect(judgeFailure(new Error('a bug'), 4, 0)).toEqual({ kind: 'giveUp' });
  });
});
