import { defineAction } from '../callback-data.ts';

/** Sends the files of a version to whoever may see it. */
export const openFiles = defineAction('ev.open', { version: 'int' });
