import { localDateTime } from '../../src/domain/calendar/time-zone.ts';
import { formatDate, formatTime, formatWeekday } from '../../src/i18n/dates.ts';
import type { Language } from '../../src/i18n/language.ts';
import type { Entry } from './transcript.ts';

const width = 100;
/** Widest line within a bubble. */
const bubble = 64;

/** Marks for a terminal; on anything else they are empty. */
export interface Ink {
  bot(text: string): string;
  person(text: string): string;
  button(text: string): string;
  faint(text: string): string;
  title(text: string): string;
}

/** Colours where the output is a terminal. */
export function createInk(isTerminal: boolean): Ink {
  const mark = (code: number) => (text: string) => (isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { bot: mark(36), person: mark(32), button: mark(34), faint: mark(2), title: mark(1) };
}

/** A conversation as lines of at most 100 columns: the bot at the left, the person at the right. */
export function layOut(
  chat: { name: string; role: string; language: Language; entries: readonly Entry[] },
  zone: string,
  ink: Ink,
): string[] {
  const lines = [
    '',
    ink.title(
      `━━ ${chat.name}, ${chat.role} ${'━'.repeat(Math.max(3, 94 - columns(chat.name) - columns(chat.role)))}`,
    ),
  ];
  let day = '';
  let speaker = '';
  for (const entry of chat.entries) {
    const local = localDateTime(entry.at, zone);
    const date = local.toPlainDate();
    if (date.toString() !== day) {
      day = date.toString();
      speaker = '';
      const heading = `${formatDate(chat.language, date)}, ${formatWeekday(chat.language, date)}`;
      lines.push('', ink.faint(centred(`── ${heading} ──`)));
    }
    const side = entry.kind === 'bot' ? 'bot' : entry.kind === 'note' ? 'note' : 'person';
    const time = formatTime(local.toPlainTime());
    const header = `${side === 'bot' ? 'Aqyldy Qala' : chat.name}, ${time}`;
    if (side !== 'note' && `${side} ${time}` !== speaker) {
      lines.push('', side === 'bot' ? ink.bot(header) : ink.person(atRight(header)));
      speaker = `${side} ${time}`;
    } else if (side === 'bot') lines.push('');
    lines.push(...linesOf(entry, ink));
  }
  return lines;
}

function linesOf(entry: Entry, ink: Ink): string[] {
  switch (entry.kind) {
    case 'bot':
      return [
        ...wrap(entry.text, bubble).map((line) => `${ink.bot('│')} ${line}`.trimEnd()),
        ...entry.buttons.flatMap((row) =>
          wrap(row.map((label) => `[${label.replaceAll(' ', '\u00a0')}]`).join(' '), width - 4).map(
            (line) => `  ${ink.button(line.replaceAll('\u00a0', ' '))}`,
          ),
        ),
      ];
    case 'person':
      return wrap(entry.text, bubble).map((line) => `${atRight(line, 2)} ${ink.person('│')}`);
    case 'press':
      return [ink.button(atRight(`[${entry.text}]`, 2))];
    case 'note':
      return [ink.faint(centred(`· ${entry.text} ·`))];
  }
}

/** Breaks a text into lines of at most so many columns, at spaces where it can. */
export function wrap(text: string, most: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (columns(longer) <= most) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      line = word;
      while (columns(line) > most) {
        lines.push([...line].slice(0, most).join(''));
        line = [...line].slice(most).join('');
      }
    }
    return [...lines, line];
  });
}

function atRight(text: string, margin = 0): string {
  return ' '.repeat(Math.max(0, width - margin - columns(text))) + text;
}

function centred(text: string): string {
  return ' '.repeat(Math.max(0, Math.floor((width - columns(text)) / 2))) + text;
}

/** Columns that a text takes in a terminal: pictographs take two, combining marks none. */
export function columns(text: string): number {
  let count = 0;
  for (const { segment } of new Intl.Segmenter('kk', { granularity: 'grapheme' }).segment(text)) {
    count += /\p{Emoji_Presentation}|\ufe0f/u.test(segment) ? 2 : 1;
  }
  return count;
}
