import { stripInvisible } from './clean-text.ts';

export { clipText } from './clean-text.ts';

/** Telegram HTML that is safe to send: everything inserted into it is already escaped. */
export type Html = string & { readonly __html: true };

/**
 * `Html` on its way into a template. A text and a piece of `Html` are both strings at run time, so the second
 * is wrapped: whatever is not wrapped gets escaped.
 */
export interface Markup {
  readonly html: Html;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Any text as `Html`: & < > escaped, control and bidirectional characters removed. Limits no length. */
export function escapeHtml(text: string): Html {
  return stripInvisible(text).replace(/[&<>]/g, (character) => entities[character] ?? '') as Html;
}

/** Lets a template parameter carry `Html`: `t('area:key', { rows: markup(joinHtml(rows)) })`. */
export function markup(html: Html): Markup {
  return { html };
}

/** The parts in one, with `separator` (a line break unless told, taken as it is) between them. */
export function joinHtml(parts: readonly Html[], separator = '\n'): Html {
  return parts.join(separator) as Html;
}

export function bold(html: Html): Html {
  return `<b>${html}</b>` as Html;
}

export function italic(html: Html): Html {
  return `<i>${html}</i>` as Html;
}

export function code(html: Html): Html {
  return `<code>${html}</code>` as Html;
}

/** Block of quoted words of a person. */
export function quote(html: Html): Html {
  return `<blockquote>${html}</blockquote>` as Html;
}

/** A link; throws on an address that is not http, https, mailto or tg, because Telegram drops or refuses it. */
export function link(url: string, label: Html): Html {
  const { protocol, href } = new URL(url);
  if (!['http:', 'https:', 'mailto:', 'tg:'].includes(protocol)) {
    throw new TypeError(`A link cannot lead to «${protocol}»`);
  }
  return `<a href="${href.replace(/[&<>"]/g, (character) => entities[character] ?? '')}">${label}</a>` as Html;
}

/** The text a person sees: tags removed, entities decoded. */
export function visibleText(html: Html): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

/** Length as Telegram counts it against its limits: UTF-16 units after parsing. */
export function visibleLength(html: Html): number {
  return visibleText(html).length;
}
