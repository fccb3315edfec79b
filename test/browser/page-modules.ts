import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PUBLIC_DIR } from './fake-control-api.ts';

/** Loads one of the page's modules that need no browser. The page's code is JavaScript, so it is untyped here. */
// biome-ignore lint/suspicious/noExplicitAny: the page's JSDoc types end at its folder
export function loadPageModule(name: string): Promise<any> {
  return import(pathToFileURL(path.join(PUBLIC_DIR, 'js', name)).href);
}
