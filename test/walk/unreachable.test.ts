import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDeclaredOutcomes } from './declared-outcomes.ts';
import { unreachable } from './unreachable.ts';

const repository = path.resolve(import.meta.dirname, '../..');

/** A test with what it takes from files of its own folder: the use case may be called from there. */
function readWithSetup(file: string): string {
  const source = readFileSync(file, 'utf8');
  const setup = [...source.matchAll(/from '(\.\/[\w-]+\.ts)'/g)].map(([, name = '']) =>
    readFileSync(path.resolve(path.dirname(file), name), 'utf8'),
  );
  return [source, ...setup].join('\n');
}

describe('the outcomes that no chat leads to', () => {
  it('are declared, each once', () => {
    const declared = readDeclaredOutcomes();
    const names = unreachable.map(({ outcome }) => outcome);
    expect(names.filter((name) => !declared.has(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(unreachable)('$outcome is proved by $provedBy', ({ outcome, provedBy }) => {
    const file = path.join(repository, provedBy);
    expect(existsSync(file)).toBe(true);
    const [useCase = '', kind = ''] = outcome.split(': ');
    expect(new RegExp(`\\b${useCase}\\b`).test(readWithSetup(file)), `${provedBy} names ${useCase}`).toBe(
      true,
    );
    expect(readFileSync(file, 'utf8').includes(`'${kind}'`), `${provedBy} names '${kind}'`).toBe(true);
  });
});
