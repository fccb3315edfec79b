import { describe, expect, it } from 'vitest';
import { columns, createInk, layOut, wrap } from '../../sandbox/tour/print.ts';
import { createTranscript } from '../../sandbox/tour/transcript.ts';

const seconds = (text: string) => new Date(`${text}+05:00`).getTime() / 1_000;

function conversation() {
  const transcript = createTranscript();
  const at = seconds('2026-10-13T09:00');
  transcript.addMessage({
    id: 1,
    date: at,
    from: 'bot',
    text: `⏰ 1 жұмыс күні қалды: ${'су ысырабы, '.repeat(8)}ашық деректер.`,
    inlineKeyboard: [
      [
        { text: 'Мән енгізу', callbackData: 'x' },
        { text: 'Кейінірек', callbackData: 'y' },
      ],
    ],
  });
  transcript.add({ at: new Date((at + 60) * 1_000), kind: 'press', text: 'Мән енгізу' });
  transcript.add({ at: new Date((at + 60) * 1_000), kind: 'note', text: 'Жазғаныңыз сақталды.' });
  transcript.addMessage({ id: 1, date: at, editDate: at + 60, from: 'bot', text: 'Мәнін жазыңыз' });
  transcript.addMessage({ id: 2, date: at + 86_400, from: 'user', text: '22,5' });
  return transcript;
}

const chat = () => ({
  name: 'Данияр',
  role: 'топ мүшесі',
  language: 'kk' as const,
  entries: conversation().entries,
});

describe('a printed conversation', () => {
  const lines = layOut(chat(), 'Asia/Almaty', createInk(false));

  it('is never wider than 100 columns', () => {
    for (const line of lines) expect(columns(line), line).toBeLessThanOrEqual(100);
  });

  it('shows the bot at the left, the person at the right, buttons in brackets, days in the language', () => {
    const text = lines.join('\n').replaceAll('\u00a0', ' ');
    expect(text).toContain('── 2026 жылғы 13 қазан, сейсенбі ──');
    expect(text).toContain('── 2026 жылғы 14 қазан, сәрсенбі ──');
    expect(lines).toContain('Aqyldy Qala, 09:00');
    expect(lines).toContain('  [Мән енгізу] [Кейінірек]');
    expect(lines.some((line) => /^ {60,}\[Мән енгізу\]$/.test(line))).toBe(true);
    expect(lines.some((line) => /^ {60,}22,5 │$/.test(line))).toBe(true);
    expect(lines.some((line) => /^│ ⏰ 1 жұмыс күні қалды/.test(line))).toBe(true);
    expect(lines.some((line) => /^ +· Жазғаныңыз сақталды\. ·$/.test(line))).toBe(true);
  });

  it('shows again what was changed in place', () => {
    expect(lines).toContain('│ Мәнін жазыңыз');
  });

  it('has colours only on a terminal', () => {
    expect(lines.join('')).not.toContain('\u001b');
    expect(layOut(chat(), 'Asia/Almaty', createInk(true)).join('')).toContain('\u001b[36m');
  });
});

describe('wrapping', () => {
  it('breaks at spaces, and a word only where it is too long by itself', () => {
    expect(wrap('бір екі үш', 7)).toEqual(['бір екі', 'үш']);
    expect(wrap('абвгдежз', 3)).toEqual(['абв', 'где', 'жз']);
    expect(wrap('а\n\nб', 9)).toEqual(['а', '', 'б']);
  });

  it('counts pictographs as two columns', () => {
    expect(columns('✅ ok')).toBe(5);
    expect(columns('↩️')).toBe(2);
    expect(columns('қала')).toBe(4);
  });
});
