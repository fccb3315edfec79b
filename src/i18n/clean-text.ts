/**
 * Characters that people's words and imported names may not carry into a message: controls (but the line
 * feed), directional marks, embeddings and isolates, invisible operators, the byte-order mark.
 * The zero-width joiner stays, because emoji are built with it.
 */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the controls are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

const loneSurrogates = /\p{Surrogate}/gu;

/** The text without control and bidirectional characters; line breaks become `\n`, tabs become spaces. */
export function stripInvisible(text: string): string {
  return text
    .replace(loneSurrogates, '\ufffd')
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(invisible, '');
}

const graphemes = new Intl.Segmenter('kk', { granularity: 'grapheme' });

/**
 * The text cut to at most `max` UTF-16 units, at a grapheme boundary, the last of them «…» where anything was
 * cut off. Lone surrogates count as the replacement character.
 */
export function clipText(text: string, max: number): string {
  if (!Number.isInteger(max) || max < 1) throw new RangeError(`A text cannot be clipped to ${max} units`);
  const whole = text.replace(loneSurrogates, '\ufffd');
  if (whole.length <= max) return whole;
  let end = 0;
  for (const { index, segment } of graphemes.segment(whole)) {
    if (index + segment.length > max - 1) break;
    end = index + segment.length;
  }
  return `${whole.slice(0, end).trimEnd()}…`;
}
