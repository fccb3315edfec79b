import { defineAction } from '../callback-data.ts';

// Buttons of broadcasts outside their dialogue: they stand under messages that are edited by themselves.

export const newBroadcast = defineAction('bc.new', {});
export const openBroadcast = defineAction('bc.open', { broadcast: 'int' });
/** `card`: 1 on a screen with ways back, 0 under the message that shows how far it is. */
export const pause = defineAction('bc.pause', { broadcast: 'int', card: 'int' });
export const goOn = defineAction('bc.go', { broadcast: 'int', card: 'int' });
export const stop = defineAction('bc.stop', { broadcast: 'int', card: 'int' });
/** Under a broadcast: how to get no more of them. The initiative that it is about, 0 for none. */
export const optOut = defineAction('bc.off', { initiative: 'int' });
