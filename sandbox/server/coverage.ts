import type { Fact, Facts, Limit } from './facts/fact.ts';
import { methodFacts } from './facts/methods.ts';
import { objectFacts } from './facts/objects.ts';

/** What the sandbox does otherwise than the real server, each with its reason. */
const differences: readonly string[] = [
  'Strict by default: unknown parameters, parameters that are not served, JSON numbers where text belongs, numbers out of range, inline buttons with two actions, rows of more than 8 inline buttons and ampersands that start no supported character reference are refused with 400, so that a slip of the bot is seen. With `strict: false` they are let through as on the real server, and the log of calls flags what was ignored.',
  '`parse_mode` knows HTML only; Markdown and MarkdownV2 are refused.',
  'Files by HTTP address are refused as unreachable: the sandbox has no network.',
  'Every size of a picture carries the bytes that were sent; nothing is scaled or encoded again.',
  'Webhooks may use plain HTTP on this machine and any port.',
  'A callback query can be answered for 15 minutes of the sandbox’s clock (`callbackMaxAgeMs`); the real server does not publish its limit.',
  'Updates wait for delivery without an end; the real server drops them after 24 hours.',
  'Message ids count from 1 in each chat.',
  'In groups a bot that is no administrator gets commands and replies to it, as with privacy mode on.',
  'Limits on sending are off unless set; the real ones are not published.',
  '`close` and `logOut` answer `true` and change nothing.',
];

/** The coverage table of the documentation, made from the table of facts. */
export function renderCoverage(): string {
  const methods = Object.entries<Facts>(methodFacts).toSorted(([a], [b]) => a.localeCompare(b));
  const objects = Object.entries<Facts>(objectFacts).toSorted(([a], [b]) => a.localeCompare(b));
  return [
    '# What the sandbox serves',
    '',
    'The local Bot API server in `sandbox/server` serves these methods. Required parameters are in bold; after a parameter stands its limit. This page is made from the table of facts in `sandbox/server/facts`, and a test holds the two equal (`npx vitest run test/sandbox/server/coverage.test.ts -u` writes it anew).',
    '',
    `## Methods (${methods.length})`,
    '',
    '| Method | Parameters | Refused |',
    '|---|---|---|',
    ...methods.map(renderRow),
    '',
    `## Objects in requests (${objects.length})`,
    '',
    '| Object | Fields | Refused |',
    '|---|---|---|',
    ...objects.map(renderRow),
    '',
    '## Updates',
    '',
    '`message`, `edited_message`, `callback_query`, `inline_query`, `my_chat_member`; and, only when named in `allowed_updates`, `chat_member` and `message_reaction`.',
    '',
    '## Differences from the real server',
    '',
    ...differences.map((difference) => `- ${difference}`),
    '',
  ].join('\n');
}

function renderRow([name, facts]: [string, Facts]): string {
  const entries = Object.entries(facts);
  const served = entries.filter(([, fact]) => fact.served).map(([field, fact]) => renderFact(field, fact));
  const refused = entries.filter(([, fact]) => !fact.served).map(([field]) => `\`${field}\``);
  return `| \`${name}\` | ${served.join(', ') || '–'} | ${refused.join(', ') || '–'} |`;
}

function renderFact(name: string, { required, limit }: Fact): string {
  const shown = required ? `**\`${name}\`**` : `\`${name}\``;
  return limit === undefined ? shown : `${shown} ${renderLimit(limit)}`;
}

function renderLimit({ unit, min, max }: Limit): string {
  return unit === 'value' ? `${min}…${max}` : `${min}–${max} ${unit}`;
}
