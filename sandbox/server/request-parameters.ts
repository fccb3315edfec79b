import { badRequest } from './api-error.ts';
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
  } else if (type === 'multipart/form-data' || type === 'application/x-www-form-urlencoded') {
    for (const [name, value] of await request.formData()) {
      if (typeof value === 'string') parameters[name] = value;
      else uploads.set(name, await toUpload(value));
    }
  }
  return { parameters, uploads };
}

/** The content of an uploaded file with its name and type. */
export async function toUpload(file: File): Promise<Upload> {
  return {
    fileName: file.name,
    mimeType: file.type.split(';')[0] || 'application/octet-stream',
    bytes: new Uint8Array(await file.arrayBuffer()),
  };
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
