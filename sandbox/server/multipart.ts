import type { Upload } from './telegram-types.ts';

export type Part = { name: string; text: string } | { name: string; upload: Upload };

const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');

/**
 * The parts of a multipart/form-data body. More lenient than the platform's parser, as the real server is: the
 * clients of bots differ in white space and in what follows the last boundary. Undefined when it is no such body.
 */
export function parseMultipart(body: Buffer, boundary: string): Part[] | undefined {
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = body.indexOf(mark);
  if (at === -1) return undefined;
  for (;;) {
    at += mark.length;
    if (body.toString('latin1', at, at + 2) === '--') return parts;
    const next = body.indexOf(Buffer.concat([lineEnd, mark]), at);
    const split = body.indexOf(headEnd, at);
    if (next === -1 || split === -1 || split > next) return undefined;
    const part = toPart(body.toString('utf8', at, split), body.subarray(split + headEnd.length, next));
    if (part !== undefined) parts.push(part);
    at = next + lineEnd.length;
  }
}

function toPart(head: string, content: Buffer): Part | undefined {
  const disposition = /content-disposition:([^\r\n]*)/i.exec(head)?.[1] ?? '';
  const name = readParameter(disposition, 'name');
  if (name === undefined) return undefined;
  const fileName = readParameter(disposition, 'filename');
  const mimeType = /content-type:\s*([^\s;]+)/i.exec(head)?.[1];
  if (fileName === undefined && (mimeType === undefined || mimeType.startsWith('text/'))) {
    return { name, text: content.toString('utf8') };
  }
  const upload = {
    fileName: fileName ?? 'file',
    mimeType: mimeType ?? 'application/octet-stream',
    bytes: new Uint8Array(content),
  };
  return { name, upload };
}

function readParameter(disposition: string, parameter: string): string | undefined {
  const pattern = new RegExp(`(?:^|[;\\s])${parameter}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;]+))`, 'i');
  const match = pattern.exec(disposition);
  // Without quotes a value ends at the next semicolon, blanks and all.
  return match?.[1]?.replace(/\\(.)/g, '$1').replaceAll('%22', '"') ?? match?.[2]?.trim();
}
