// Generates the Prisma client and compiles TypeScript, each only when its sources are newer than its result.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);

/** Newest modification time, in milliseconds, of the files below the given paths. */
function newest(paths, skip = []) {
  let time = 0;
  for (const start of paths) {
    if (!existsSync(start) || skip.includes(start)) continue;
    const stat = statSync(start);
    if (stat.isDirectory()) {
      for (const name of readdirSync(start)) time = Math.max(time, newest([path.join(start, name)], skip));
    } else time = Math.max(time, stat.mtimeMs);
  }
  return time;
}

function run(script, ...args) {
  const result = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

const generated = path.join('src', 'storage', 'generated');
if (newest(['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json']) > newest([generated])) {
  run('node_modules/prisma/build/index.js', 'generate', '--no-hints');
}

const compiled = path.join('dist', '.tsbuildinfo');
const sources = [
  'src',
  'sandbox',
  'bench',
  'locales',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
];
if (newest(sources, [path.join('sandbox', 'web', 'public')]) > newest([compiled])) {
  run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
}
