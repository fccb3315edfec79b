import { describe, expect, it } from 'vitest';
import {
  type Audience,
  readStoredAudience,
  speakerTo,
  storeAudience,
} from '../../../src/domain/broadcast/audience.ts';
import { checkBroadcastText, longestBroadcast } from '../../../src/domain/broadcast/text.ts';
import type { GivenRole } from '../../../src/domain/people/roles.ts';

const now = new Date('2026-10-05T10:00+05:00');
const own: Audience = { kind: 'group', workingGroupId: 'wg_a' };
const audiences: readonly Audience[] = [
  own,
  { kind: 'group', workingGroupId: 'wg_b' },
  { kind: 'region', workingGroupId: 'wg_a' },
  { kind: 'initiative', initiativeId: 7 },
  { kind: 'all' },
];
const holder = (role: GivenRole, workingGroupId: string | null) => ({
  grants: [{ role, workingGroupId, isHead: false, startsAt: new Date(0), endsAt: null }],
});

describe('an audience', () => {
  it('is read as it was stored', () => {
    for (const audience of audiences) expect(readStoredAudience(storeAudience(audience))).toEqual(audience);
    expect(() => readStoredAudience({ audience: 'group', audienceId: null })).toThrow(RangeError);
    expect(() => readStoredAudience({ audience: 'friends', audienceId: '1' })).toThrow(RangeError);
  });

  it('is spoken to by the authority, whoever it is, and by coordinators in the name of their own group', () => {
    const speakers = (role: GivenRole, group: string | null) =>
      audiences.map((audience) => speakerTo(audience, holder(role, group), now));
    expect(speakers('authority', null)).toEqual(Array(5).fill('authority'));
    expect(speakers('coordinator', 'wg_a')).toEqual(['group', null, null, null, null]);
    for (const role of ['member', 'observer'] as const) {
      expect(speakers(role, 'wg_a')).toEqual(Array(5).fill(null));
    }
    expect(speakers('administrator', null)).toEqual(Array(5).fill(null));
  });

  it('is not spoken to by somebody whose role is over', () => {
    const [grant] = holder('coordinator', 'wg_a').grants;
    const former = { grants: [{ ...grant, endsAt: now } as never] };
    expect(speakerTo(own, former, now)).toBeNull();
  });
});

describe('the text of a broadcast', () => {
  it('is taken up to its limit, and the rest is counted', () => {
    expect(checkBroadcastText('  Су болады \n')).toEqual({ kind: 'ok', text: 'Су болады' });
    expect(checkBroadcastText(' \n ')).toEqual({ kind: 'empty' });
    expect(checkBroadcastText('а'.repeat(longestBroadcast)).kind).toBe('ok');
    expect(checkBroadcastText('😀'.repeat(longestBroadcast / 2 + 1))).toEqual({
      kind: 'tooLong',
      length: longestBroadcast + 2,
      most: longestBroadcast,
      over: 2,
    });
  });
});
