/**
 * Typed callback data of inline buttons: `1|name|param|…|dialogue version`. At most 64 bytes, as Telegram
 * wants. It is never trusted: whoever presses may have forged it, so permissions are checked in use cases.
 */

/** Format number; buttons of another format are stale. */
const format = '1';
const longest = 64;

type ParamKind = 'int' | 'id';
type Shape = Readonly<Record<string, ParamKind>>;
export type ParamsOf<S extends Shape> = { [Name in keyof S]: S[Name] extends 'int' ? number : string };

export interface Action<S extends Shape = Shape> {
  /** Two to twelve letters, unique. */
  readonly name: string;
  readonly shape: S;
  /** The dialogue whose version its buttons carry; pressing one of an older version only shows what is now. */
  readonly dialogue: string | null;
}

export interface DecodedAction {
  name: string;
  parts: string[];
}

/** Declares a kind of button. `shape` names its parameters in order. */
export function defineAction<const S extends Shape>(
  name: string,
  shape: S,
  dialogue: string | null = null,
): Action<S> {
  return { name, shape, dialogue };
}

/** The callback data of a button. `version` is that of the action's dialogue, where it has one. */
export function encodeAction<S extends Shape>(
  action: Action<S>,
  params: ParamsOf<S>,
  version?: number,
): string {
  const parts = Object.keys(action.shape).map((name) => {
    const value = (params as Record<string, number | string>)[name];
    if (action.shape[name] === 'int') {
      if (!Number.isSafeInteger(value))
        throw new TypeError(`Action ${action.name}: ${name} is not a whole number`);
      return (value as number).toString(36);
    }
    if (typeof value !== 'string' || !/^[\w.-]*$/.test(value)) {
      throw new TypeError(`Action ${action.name}: ${name} is not an id`);
    }
    return value;
  });
  if (action.dialogue !== null) {
    if (version === undefined) throw new TypeError(`Action ${action.name} needs the version of its dialogue`);
    parts.push(version.toString(36));
  }
  const data = [format, action.name, ...parts].join('|');
  if (Buffer.byteLength(data) > longest) throw new RangeError(`Action ${action.name}: ${data} is too long`);
  return data;
}

/** Splits callback data; null where it is not ours or of another format. */
export function splitActionData(data: string): DecodedAction | null {
  const [version, name, ...parts] = data.split('|');
  if (version !== format || name === undefined || data.length > longest) return null;
  return { name, parts };
}

/** Reads the parameters of an action, and the dialogue version; null where they do not fit its shape. */
export function readActionParams<S extends Shape>(
  action: Action<S>,
  parts: readonly string[],
): { params: ParamsOf<S>; version: number | null } | null {
  const names = Object.keys(action.shape);
  const expected = names.length + (action.dialogue === null ? 0 : 1);
  if (parts.length !== expected) return null;
  const params: Record<string, number | string> = {};
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? '';
    if (action.shape[name] === 'int') {
      if (!/^-?[0-9a-z]{1,11}$/.test(part)) return null;
      const value = Number.parseInt(part, 36);
      // Row ids are 32-bit: a larger number is a forgery, and the database would refuse it with an error.
      if (Math.abs(value) > 2_147_483_647) return null;
      params[name] = value;
    } else {
      if (!/^[\w.-]*$/.test(part)) return null;
      params[name] = part;
    }
  }
  let version: number | null = null;
  if (action.dialogue !== null) {
    version = Number.parseInt(parts[expected - 1] ?? '', 36);
    if (!Number.isSafeInteger(version)) return null;
  }
  return { params: params as ParamsOf<S>, version };
}
