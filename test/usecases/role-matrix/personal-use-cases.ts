import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const useCases = path.resolve(import.meta.dirname, '../../../src/usecases');

/**
 * Names of the functions in `src/usecases` that take what every use case needs and the person who asks for it:
 * whoever adds one has to say in the table who may do it.
 */
export function readPersonalUseCases(): string[] {
  const files = readdirSync(useCases, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const sources = files.map((name) => readFileSync(path.join(useCases, name), 'utf8'));
  const inputs = new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/export interface (\w+)(?: extends (\w+))? \{([\s\S]*?)\n\}/g)]
        .filter(([, , base, body = '']) => /\bpersonId: number/.test(body) || base?.endsWith('Input'))
        .map(([, name = '']) => name),
    ),
  );
  return sources
    .flatMap((source) => [
      ...source.matchAll(/export (?:async )?function (\w+)(?:<[^(]*>)?\(([\s\S]*?)\n?\): Promise</g),
    ])
    .filter(([, , parameters = '']) => {
      if (!/\bdeps: Deps\b/.test(parameters)) return false;
      if (/\b(?:personId|readerId|by): number/.test(parameters)) return true;
      return [...parameters.matchAll(/input: (\w+)/g)].some(([, type = '']) => inputs.has(type));
    })
    .map(([, name = '']) => name)
    .sort();
}
