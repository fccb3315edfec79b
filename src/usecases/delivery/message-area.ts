/** What messages are about: the part of their kind before the point. */
export const messageAreas = [
  'value',
  'reminder',
  'feedback',
  'period',
  'deadline',
  'absence',
  'assignment',
  'invitation',
  'role',
  'people',
  'chat',
  'broadcast',
] as const;

export type MessageArea = (typeof messageAreas)[number] | 'other';

/** What a kind of message is about. */
export function areaOf(kind: string): MessageArea {
  return messageAreas.find((area) => kind.startsWith(`${area}.`)) ?? 'other';
}
