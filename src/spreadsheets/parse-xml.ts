import { setImmediate } from 'node:timers/promises';
import sax from 'sax';

export interface XmlHandlers {
  open?(name: string, attribute: (name: string) => string | undefined): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Characters given to the parser at once: between them the process answers others. */
const chunkLength = 64 * 1024;

/**
 * Parses XML piece by piece; names come without their prefix. False where it is not well-formed or declares a
 * document type, which no workbook needs. A handler that answers no more may throw: that ends the parsing.
 */
export async function parseXml(bytes: Uint8Array, handlers: XmlHandlers): Promise<boolean> {
  const parser = sax.parser(true);
  let isBroken = false;
  parser.onerror = () => {
    isBroken = true;
  };
  parser.ondoctype = () => {
    isBroken = true;
  };
  parser.onopentag = ({ name, attributes }) =>
    handlers.open?.(localName(name), (key) => attributes[key] as string | undefined);
  parser.onclosetag = (name) => handlers.close?.(localName(name));
  parser.ontext = (text) => handlers.text?.(text);
  parser.oncdata = (text) => handlers.text?.(text);
  const decoder = new TextDecoder('utf-8');
  for (let at = 0; at < bytes.length; at += chunkLength) {
    parser.write(decoder.decode(bytes.subarray(at, at + chunkLength), { stream: true }));
    if (isBroken) return false;
    await setImmediate();
  }
  parser.close();
  return !isBroken;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
