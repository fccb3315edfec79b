import { type ApiError, badRequest } from './api-error.ts';
import type { Fact, Facts } from './facts/fact.ts';
import { type MethodName, methodFacts, type ParametersOf } from './facts/methods.ts';
import { chooseObject, type ObjectName, objectFacts, unionFacts } from './facts/objects.ts';
import type { Upload } from './telegram-types.ts';
import { jsonTexts, limitTexts, missingTexts } from './validation-texts.ts';

/** A request's parameters as they came, before any check. */
export type RawParameters = Record<string, unknown>;

export interface ValidationOptions {
  /** True: what the real server would silently ignore or clamp is refused, so that a caller's slip is seen. */
  strict: boolean;
  uploads: ReadonlyMap<string, Upload>;
}

/**
 * Checks and converts a request's parameters by the table of facts. `flags` names what the real server would have
 * ignored: unknown parameters, parameters that the sandbox does not serve. Throws the refusal of the Bot API.
 */
export function validate<M extends MethodName>(
  method: M,
  raw: RawParameters,
  options: ValidationOptions,
): { parameters: ParametersOf<M>; flags: string[] } {
  const reader = createReader(options);
  const facts: Facts = methodFacts[method];
  const parameters = reader.readFields(method, '', facts, { ...raw, ...uploadedParameters(facts, options) });
  return { parameters: parameters as ParametersOf<M>, flags: reader.flags };
}

function uploadedParameters(facts: Facts, { uploads }: ValidationOptions): RawParameters {
  const names = Object.keys(facts).filter((name) => facts[name]?.types.includes('InputFile'));
  return Object.fromEntries(names.flatMap((name) => (uploads.has(name) ? [[name, uploads.get(name)]] : [])));
}

function createReader({ strict, uploads }: ValidationOptions) {
  const flags: string[] = [];

  function flag(text: string): void {
    if (strict) throw badRequest(text);
    flags.push(text);
  }

  function readFields(owner: string, path: string, facts: Facts, raw: RawParameters): RawParameters {
    const result: RawParameters = {};
    for (const name of Object.keys(raw)) {
      // Clients that also answer webhooks repeat the method's name among the parameters.
      if (path === '' && name === 'method') continue;
      if (!(name in facts) && !isEmpty(raw[name])) flag(`unknown parameter "${path}${name}" of ${owner}`);
    }
    for (const [name, fact] of Object.entries(facts)) {
      const value = readField(owner, path, name, fact, raw[name]);
      if (value !== undefined) result[name] = value;
    }
    return result;
  }

  function readField(owner: string, path: string, name: string, fact: Fact, raw: unknown): unknown {
    if (isEmpty(raw)) {
      if (fact.required) throw missing(owner, path, name);
      return undefined;
    }
    if (!fact.served) {
      flag(`the sandbox does not serve the parameter "${path}${name}" of ${owner}`);
      return undefined;
    }
    const value = convert(`${path}${name}`, fact.types, raw);
    const mayBeEmpty = path !== '' || (owner === 'setWebhook' && name === 'url');
    if (fact.required && value === '' && !mayBeEmpty) {
      throw missing(owner, path, name);
    }
    return keepLimit(owner, name, fact, value);
  }

  function keepLimit(owner: string, name: string, fact: Fact, value: unknown): unknown {
    const limit = fact.limit;
    if (limit === undefined || limit.afterParsing === true) return value;
    const measured = measure(limit.unit, value);
    if (measured >= limit.min && measured <= limit.max) return value;
    const text = limitTexts[`${owner}.${name}`];
    if (text !== undefined) throw badRequest(text);
    if (limit.unit === 'value' && !strict) return Math.min(Math.max(measured, limit.min), limit.max);
    throw badRequest(`parameter "${name}" of ${owner} must be ${limit.min}-${limit.max} ${limit.unit}`);
  }

  function convert(path: string, types: readonly string[], raw: unknown): unknown {
    const value = fromJson(path, types, raw);
    for (const type of types) {
      const scalar = scalarReaders[type]?.(value);
      if (scalar !== undefined) return scalar;
      const isPlain = typeof value === 'number' || typeof value === 'boolean';
      if (type === 'String' && isPlain && !strict) return String(value);
      if (type === 'InputFile' && typeof value === 'string') {
        const upload = uploads.get(value.startsWith('attach://') ? value.slice(9) : '');
        if (upload !== undefined) return upload;
      }
    }
    if (Array.isArray(value) && types.some((type) => type.startsWith('Array of '))) {
      const elements = types.filter((type) => type.startsWith('Array of ')).map((type) => type.slice(9));
      return value.map((element, index) => convert(`${path}[${index}]`, elements, element));
    }
    if (types.includes('KeyboardButton') && typeof value === 'string') return { text: value };
    if (isObject(value)) {
      const object = convertObject(path, types, value);
      if (object !== undefined) return object;
    }
    throw wrongType(path, types);
  }

  function convertObject(path: string, types: readonly string[], value: RawParameters): unknown {
    const union = types.some((type) => type.startsWith('InputMedia')) ? 'InputMedia' : types[0];
    const members = union === undefined ? undefined : unionFacts[union];
    const chosen = members === undefined ? chooseObject(types, value) : members[String(value.type)];
    if (chosen === undefined && union === 'InputMedia') {
      throw badRequest(`can't parse InputMedia: type "${value.type}" is unsupported`);
    }
    if (chosen === undefined && members !== undefined) {
      throw badRequest(`can't parse ${union}: Unsupported type specified`);
    }
    if (chosen === undefined) return undefined;
    if (chosen === 'InlineQueryResult') return readInlineResult(path, value);
    const facts: Facts | undefined = objectFacts[chosen as ObjectName];
    return facts === undefined ? undefined : readFields(chosen, `${path}.`, facts, value);
  }

  return { readFields, flags };
}

const scalarReaders: Readonly<Record<string, (value: unknown) => unknown>> = {
  Integer: (value) => {
    if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
    return typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : undefined;
  },
  Float: (value) => {
    if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
    return typeof value === 'string' && /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(value) ? Number(value) : undefined;
  },
  Boolean: (value) => {
    if (typeof value === 'boolean') return value;
    if (typeof value !== 'string') return undefined;
    if (/^(true|yes|1)$/i.test(value)) return true;
    return /^(false|no|0)$/i.test(value) ? false : undefined;
  },
  String: (value) => (typeof value === 'string' ? value : undefined),
  InputFile: (value) => (isUpload(value) ? value : undefined),
};

function fromJson(path: string, types: readonly string[], raw: unknown): unknown {
  if (typeof raw !== 'string' || types.includes('String') || types.includes('KeyboardButton')) return raw;
  if (types.every((type) => type in scalarReaders)) return raw;
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    throw badRequest(jsonTexts[path] ?? `can't parse ${path} JSON object`);
  }
}

function readInlineResult(path: string, value: RawParameters): unknown {
  if (typeof value.type !== 'string')
    throw badRequest(`can't parse inline query result: ${path}.type is absent`);
  const id = value.id;
  if (typeof id !== 'string' || id === '' || Buffer.byteLength(id) > 64)
    throw badRequest('RESULT_ID_INVALID');
  return value;
}

function measure(unit: string, value: unknown): number {
  if (unit === 'bytes') return Buffer.byteLength(value as string);
  if (unit === 'value') return value as number;
  return (value as string | unknown[]).length;
}

function missing(owner: string, path: string, name: string): ApiError {
  const text = path === '' ? (missingTexts[`${owner}.${name}`] ?? missingTexts[name]) : undefined;
  if (text !== undefined) return badRequest(text);
  if (path === '') return badRequest(`parameter "${name}" is required`);
  return badRequest(`can't parse ${owner}: can't find field "${path}${name}"`);
}

function wrongType(path: string, types: readonly string[]): ApiError {
  if (path === 'reply_markup') return badRequest('object expected as reply markup');
  return badRequest(`wrong type of parameter "${path}": expected ${types.join(' or ')}`);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null;
}

function isObject(value: unknown): value is RawParameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isUpload(value);
}

function isUpload(value: unknown): value is Upload {
  return typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array;
}
