import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One way in which one use case can end: `submitValue: periodLocked`. */
export type OutcomeName = `${string}: ${string}`;

const useCases = path.resolve(import.meta.dirname, '../../src/usecases');

/**
 * Every outcome that the use cases declare, read from the types that their functions promise: the `kind`s of the
 * discriminated unions. Functions that promise no union have none, nor have generic ones, which are parts of others.
 */
export function readDeclaredOutcomes(): Set<OutcomeName> {
  const found = new Set<OutcomeName>();
  const files = readdirSync(useCases, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files) {
    const source = withoutComments(readFileSync(file, 'utf8'));
    for (const match of source.matchAll(
      /export (?:async )?function (\w+)\([^{]*?(?:\{[^}]*\}[^{]*?)*?\): Promise<([\s\S]*?)> \{\n/g,
    )) {
      const [, name = '', promised = ''] = match;
      for (const kind of kindsOf(promised, file)) found.add(`${name}: ${kind}`);
    }
  }
  return found;
}

/** The kinds of a type as it is written in a file: a union of object types, of names, or of both. */
function kindsOf(type: string, file: string): Set<string> {
  const kinds = new Set<string>();
  for (const member of split(type, '|')) {
    for (const part of split(unwrap(member), '&')) addKinds(kinds, unwrap(part), file);
  }
  return kinds;
}

function addKinds(kinds: Set<string>, part: string, file: string): void {
  if (part.startsWith('(')) {
    // A function or an array of a union is in brackets too, and holds no outcomes.
    const inside = unwrap(part);
    if (inside !== part) for (const kind of kindsOf(inside, file)) kinds.add(kind);
  } else if (part.startsWith('{')) {
    const own = outermost(part.slice(1, -1)).match(/(?:^|[;\n,])\s*kind:\s*([^;,}\n]+)/)?.[1] ?? '';
    for (const literal of own.matchAll(/'([^']+)'/g)) kinds.add(literal[1] ?? '');
  } else if (part.startsWith('Exclude<')) {
    const [whole = '', left = ''] = split(part.slice('Exclude<'.length, -1), ',');
    const without = kindsOf(left, file);
    for (const kind of kindsOf(whole, file)) if (!without.has(kind)) kinds.add(kind);
  } else if (part.startsWith('Extract<')) {
    const [, wanted = ''] = split(part.slice('Extract<'.length, -1), ',');
    for (const kind of kindsOf(wanted, file)) kinds.add(kind);
  } else if (/^[A-Z]\w*$/.test(part)) {
    const declaration = findDeclaration(part, file);
    if (declaration === null) return;
    for (const kind of kindsOf(declaration.type, declaration.file)) kinds.add(kind);
  }
}

function findDeclaration(name: string, file: string): { type: string; file: string } | null {
  const source = withoutComments(readFileSync(file, 'utf8'));
  const alias = source.match(
    new RegExp(`type ${name} =([\\s\\S]*?);\\n(?=\\n|export|const|function|type|interface|$)`),
  );
  if (alias !== null) return { type: alias[1] ?? '', file };
  const shape = source.match(new RegExp(`interface ${name}(?: extends [\\w, ]+)? (\\{[\\s\\S]*?\\n\\})`));
  if (shape !== null) return { type: shape[1] ?? '', file };
  const imported = source.match(
    new RegExp(`import (?:type )?\\{[^}]*\\b${name}\\b[^}]*\\} from '(\\.[^']+)'`),
  );
  if (imported === null) return null;
  const target = path.resolve(path.dirname(file), imported[1] ?? '');
  return existsSync(target) && !target.includes('generated') ? findDeclaration(name, target) : null;
}

/** Splits at a sign that stands outside all brackets. */
function split(text: string, sign: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [index, character] of [...text].entries()) {
    if ('({[<'.includes(character)) depth += 1;
    else if (')}]>'.includes(character)) depth -= 1;
    else if (character === sign && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim()).filter(Boolean);
}

function unwrap(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith('(') && trimmed.endsWith(')') ? unwrap(trimmed.slice(1, -1)) : trimmed;
}

/** The text without what stands in inner brackets. */
function outermost(text: string): string {
  let depth = 0;
  return [...text]
    .filter((character) => {
      if ('({['.includes(character)) depth += 1;
      const isOutside = depth === 0;
      if (')}]'.includes(character)) depth -= 1;
      return isOutside;
    })
    .join('');
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
