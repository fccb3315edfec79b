import { describe, expect, it } from 'vitest';
import { checksumMethodology } from '../../../src/domain/methodology/checksum.ts';
import { readMethodologyFiles } from './methodology-files.ts';

describe('checksumMethodology', () => {
  it('does not depend on the order of files and keys', () => {
    const files = readMethodologyFiles();
    const shuffled = Object.fromEntries(Object.entries(files).reverse());
    const [first] = shuffled['units.json'];
    shuffled['units.json'][0] = Object.fromEntries(Object.entries(first).reverse());
    expect(checksumMethodology(shuffled)).toBe(checksumMethodology(readMethodologyFiles()));
  });

  it('changes with any value, and with the order of rows', () => {
    const before = checksumMethodology(readMethodologyFiles());
    const changed = readMethodologyFiles();
    changed['kpis.json'][44].weight = '2';
    expect(checksumMethodology(changed)).not.toBe(before);
    const reordered = readMethodologyFiles();
    reordered['units.json'].reverse();
    expect(checksumMethodology(reordered)).not.toBe(before);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
  });
});
