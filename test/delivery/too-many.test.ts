import { describe, expect, it } from 'vitest';
import { createTooMany } from '../../src/delivery/too-many.ts';

describe('a 429', () => {
  let now = 0;

  it('is the chat’s own when it stands alone', () => {
    const tooMany = createTooMany(() => now);
    expect(tooMany.refused('1', 3)).toBe(false);
    tooMany.sent();
    now += 3_000;
    expect(tooMany.refused('2', 3)).toBe(false);
  });

  it('concerns everybody when it comes twice in a row', () => {
    const tooMany = createTooMany(() => now);
    expect(tooMany.refused('1', 3)).toBe(false);
    expect(tooMany.refused('1', 3)).toBe(true);
    tooMany.sent();
    expect(tooMany.refused('1', 3)).toBe(false);
  });

  it('concerns everybody when another chat is still held back', () => {
    const tooMany = createTooMany(() => now);
    tooMany.refused('1', 3);
    tooMany.sent();
    now += 2_999;
    expect(tooMany.refused('2', 3)).toBe(true);
  });
});
