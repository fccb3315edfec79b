import { badRequest } from './api-error.ts';
import { type Part, parseMultipart } from './multipart.ts';
import type { Upload } from './telegram-types.ts';
import type { RawParameters } from './validation.ts';

export interface RequestContent {
  parameters: RawParameters;
  uploads: Map<string, Upload>;
}

/** A request's parameters from query, form, JSON or multipart, and its files by the name of their part. */
export async function readRequest(request: Request): Promise<RequestContent> {
  const parameters: RawParameters = Object.fromEntries(new URL(request.url).searchParams);
  const uploads = new Map<string, Upload>();
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (request.method !== 'POST' || request.body === null) return { parameters, uploads };
  if (type === 'application/json') {
    Object.assign(parameters, readJson(await request.text()));
  } else if (type === 'application/x-www-form-urlencoded') {
    Object.assign(parameters, Object.fromEntries(new URLSearchParams(await request.text())));
  } else if (type === 'multipart/form-data') {
    for (const part of await readParts(request)) {
      if ('text' in part) parameters[part.name] = part.text;
      else uploads.set(part.name, part.upload);
    }
  }
  return { parameters, uploads };
}

/** The parts of a multipart request; throws when it cannot be read as such. */
export async function readParts(request: Request): Promise<Part[]> {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(request.headers.get('content-type') ?? '');
  const body = Buffer.from(await request.arrayBuffer());
  const parts = parseMultipart(body, boundary?.[1] ?? boundary?.[2] ?? '');
  if (parts === undefined) throw badRequest("can't parse multipart request body");
  return parts;
}

function readJson(body: string): RawParameters {
  if (body.trim() === '') return {};
  try {
    const value = JSON.parse(body) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as RawParameters;
  } catch {
    throw badRequest("can't parse request body as JSON");
  }
  throw badRequest('request body must be a JSON object');
}
