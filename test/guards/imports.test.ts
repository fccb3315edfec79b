import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** Which part of `src` may import which; every part may import itself. Design: docs/architecture.md. */
const mayImport: Record<string, readonly string[]> = {
  domain: [],
  i18n: ['domain'],
  storage: ['domain'],
  usecases: ['domain', 'storage'],
  charts: ['domain', 'i18n'],
  spreadsheets: ['usecases', 'domain', 'i18n'],
  'calendar-file': [],
  telegram: ['usecases', 'domain', 'i18n', 'spreadsheets', 'calendar-file'],
  http: ['usecases', 'domain', 'i18n'],
  delivery: ['usecases', 'domain', 'i18n'],
  schedule: ['usecases', 'domain', 'i18n'],
  cli: ['usecases', 'domain', 'i18n', 'spreadsheets'],
  'config.ts': ['domain', 'storage'],
};

/** Single files at the top of `src` that any part but `domain` may use: they know nothing of the product. */
const foundations = ['project-folder.ts', 'startup-problem.ts', 'logger.ts'];

/** Files that put the parts together, and so may import everything. */
const compositions = ['app.ts', 'main.ts', 'cli/main.ts', 'storage/migrate/diff-main.ts'];

/** Libraries that only one part may know. */
const reserved: Record<string, readonly string[]> = {
  grammy: ['telegram'],
  'grammy/types': ['telegram'],
  hono: ['http'],
  '@hono/node-server': ['http'],
  'node-cron': ['schedule'],
  i18next: ['i18n'],
  sax: ['spreadsheets'],
  fflate: ['spreadsheets'],
  'write-excel-file/node': ['spreadsheets'],
  '@prisma/client': ['storage', 'usecases'],
  '@prisma/adapter-pg': ['storage'],
  pg: ['storage'],
  '@electric-sql/pglite': ['storage'],
  s3mini: ['storage'],
};

/** Built-in modules that do input or output: rules use none of them. */
const forbiddenInDomain = /^node:(?!crypto$)/;

interface Import {
  file: string;
  target: string;
}

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('generated'),
    )
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const found = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
  return found.map((name) => ({
    file,
    target: name.startsWith('.') ? path.relative(root, path.resolve(root, path.dirname(file), name)) : name,
  }));
}

const partOf = (file: string): string => file.split('/')[1] ?? '';
const imports = filesBelow('src').flatMap(importsOf);

describe('imports', () => {
  it('go only from edges to use cases to rules', () => {
    const wrong = imports.filter(({ file, target }) => {
      if (!target.startsWith('src/') || compositions.includes(file.slice('src/'.length))) return false;
      const from = partOf(file);
      const to = partOf(target);
      if (from === to) return false;
      if (foundations.includes(to)) return from === 'domain';
      return !(mayImport[from] ?? []).includes(to);
    });
    expect(wrong).toEqual([]);
  });

  it('keep each library in the part that owns it', () => {
    const wrong = imports.filter(({ file, target }) => {
      const owners = reserved[target];
      return owners !== undefined && !owners.includes(partOf(file));
    });
    expect(wrong).toEqual([]);
  });

  it('let the rules do no input or output', () => {
    const wrong = imports.filter(
      ({ file, target }) => partOf(file) === 'domain' && forbiddenInDomain.test(target),
    );
    expect(wrong).toEqual([]);
  });

  it('keep product and sandbox apart', () => {
    expect(imports.filter(({ target }) => target.startsWith('sandbox'))).toEqual([]);
    const server = filesBelow('sandbox/server').flatMap(importsOf);
    expect(server.filter(({ target }) => target.startsWith('src/') || target === 'grammy')).toEqual([]);
  });

  it('name files with their endings, and no file only passes on others', () => {
    const withoutEnding = imports.filter(
      ({ target }) => target.startsWith('src/') && !/\.(ts|json)$/.test(target),
    );
    expect(withoutEnding).toEqual([]);
    expect(filesBelow('src').filter((file) => file.endsWith('/index.ts'))).toEqual([]);
  });

  it('read the environment in one place', () => {
    const readers = filesBelow('src').filter((file) =>
      /process\.env/.test(readFileSync(path.join(root, file), 'utf8')),
    );
    expect(readers).toEqual(['src/config.ts']);
  });

  it('find every part of the product listed here', () => {
    const parts = readdirSync(path.join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && readdirSync(path.join(root, 'src', entry.name)).length > 0)
      .map((entry) => entry.name);
    expect(parts.filter((part) => mayImport[part] === undefined)).toEqual([]);
  });
});
