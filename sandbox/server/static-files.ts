import { readFile } from 'node:fs/promises';
import path from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** The file below the folder that the path of an address names; undefined when there is none. */
export async function readStaticFile(folder: string, pathname: string): Promise<Response | undefined> {
  const relative = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
  const file = path.join(folder, path.normalize(`/${decodeURIComponent(relative)}`));
  try {
    const content = await readFile(file);
    const type = contentTypes[path.extname(file)] ?? 'application/octet-stream';
    return new Response(content, { headers: { 'Content-Type': type, 'Cache-Control': 'no-cache' } });
  } catch {
    return undefined;
  }
}
