import { describe, expect, it } from 'vitest';
import { diffMigrationsWithSchema } from '../../src/storage/migrate/diff.ts';

describe('migrations', () => {
  it('say the same as the schema', async () => {
    expect(await diffMigrationsWithSchema()).toBeNull();
  });
});
