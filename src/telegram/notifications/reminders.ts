import { escapeHtml, type Html, joinHtml } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { textOf } from '../../i18n/text-of.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Deps } from '../../usecases/deps.ts';
import { priceOfDelay } from '../../usecases/rating/price-of-delay.ts';
import { type DigestGroup, type DigestItem, readDigest } from '../../usecases/reminders/read-digest.ts';
import type { ReminderMessage } from '../../usecases/reminders/reminder-message.ts';
import { messageId, openSnooze } from '../features/snooze-actions.ts';
import { openValue } from '../features/submit-actions.ts';
import { commandButton } from '../go.ts';
import { notification } from '../notification.ts';
import { actionButton, type Button, type Screen } from '../screen.ts';

/** Deadlines that get a line of their own; the things of later ones are only counted. */
const mostLines = 4;
/** Things that are named for one deadline; the others are only counted. */
const mostNames = 5;
/** Cities for which the price of a delay is told. */
const mostPrices = 2;
/** Letters on a button. */
const longestLabel = 24;

/** The one message of a day: what is owed, by when, how much time is left, and what a delay costs. */
export const reminderDigest = notification({
  kind: 'reminder.digest',
  async render({ deps, recipient, t }, { date }) {
    const digest = await readDigest(deps, { personId: recipient.id, date });
    if (digest.kind === 'untrue') return null;
    if (digest.kind === 'notNow') return { holdUntil: digest.until };
    return drawDigest(deps, t, digest.groups, { date });
  },
});

/** What a person put off, told again at its time: what of it is still owed. */
export const reminderAgain = notification({
  kind: 'reminder.again',
  async render({ deps, recipient, t }, { snoozeId }) {
    const digest = await readDigest(deps, { personId: recipient.id, snoozeId });
    if (digest.kind === 'untrue') return null;
    if (digest.kind === 'notNow') return { holdUntil: digest.until };
    return drawDigest(deps, t, digest.groups, { snoozeId });
  },
});

/** A message of reminders: what is owed, the way into each dialogue, and the way to put it off while it is in time. */
export async function drawDigest(
  deps: Deps,
  t: Translate,
  groups: readonly DigestGroup[],
  message: ReminderMessage,
): Promise<Screen> {
  const later = groups.every(({ isOverdue }) => isOverdue)
    ? []
    : [actionButton(t.plain('common:button.later'), openSnooze, { message: messageId(message) })];
  const rows = digestButtons(t, groups);
  const last = rows.length > 1 ? (rows.at(-1) ?? []) : [];
  return {
    text: joinHtml([...digestLines(t, groups), ...(await priceLines(deps, t, groups))]),
    buttons: [...(rows.length > 1 ? rows.slice(0, -1) : rows), [...last, ...later]],
  };
}

/** The most pressing thing by its name, where it fits and is unmistakable; and the list of all of them. */
function digestButtons(t: Translate, groups: readonly DigestGroup[]): Button[][] {
  const items = groups.flatMap((group) => group.items);
  const list = commandButton(t.plain('reminders:button.submit'), 'submit');
  const [first] = items;
  if (first === undefined || citiesOf(groups) > 1) return [[list]];
  const name = textOf(t.language, 'short', first);
  if (name.length > longestLabel) return [[list]];
  const { cityId, kpiCode, periodId } = first;
  const open = actionButton(name, openValue, { city: cityId, kpi: kpiCode, period: periodId });
  return items.length === 1 ? [[open]] : [[open], [list]];
}

function citiesOf(groups: readonly DigestGroup[]): number {
  return new Set(groups.flatMap(({ items }) => items.map(({ cityId }) => cityId))).size;
}

function digestLines(t: Translate, groups: readonly DigestGroup[]): Html[] {
  const namesCities = citiesOf(groups) > 1;
  const shown = groups.slice(0, mostLines);
  const lines = shown.map((group) => lineOf(t, group, whatOf(t, group.items, namesCities)));
  const lastOverdue = shown.findLastIndex(({ isOverdue }) => isOverdue);
  if (lastOverdue >= 0) {
    lines[lastOverdue] = `${lines[lastOverdue]} ${t('reminders:overdueNote')}` as Html;
  }
  const mark = lastOverdue >= 0 ? '⚠️' : '⏰';
  lines[0] = `${mark} ${lines[0]}` as Html;
  const later = groups.slice(mostLines).reduce((sum, { items }) => sum + items.length, 0);
  if (later > 0) lines.push(t('reminders:laterOnes', { count: later }));
  return lines;
}

/** What it costs to leave out what the message names: the city's place with and without it, else its points. */
async function priceLines(deps: Deps, t: Translate, groups: readonly DigestGroup[]): Promise<Html[]> {
  const items = groups.flatMap((group) => group.items);
  const cityIds = [...new Set(items.map(({ cityId }) => cityId))];
  const lines: Html[] = [];
  for (const cityId of cityIds.slice(0, mostPrices)) {
    const missing = items.filter((item) => item.cityId === cityId);
    const price = await priceOfDelay(deps, { cityId, missing });
    if (price?.placeWith == null || price.scoreWith === null) continue;
    const { placeWith, placeWithout, scoreWith, scoreWithout } = price;
    if (placeWithout === null || scoreWithout === null) continue;
    const points = (hundredths: number) => t.plain('common:points', { count: (hundredths / 100).toFixed(2) });
    const text =
      placeWith === placeWithout
        ? t.plain('reminders:priceInPoints', { handed: points(scoreWith), left: points(scoreWithout) })
        : t.plain('reminders:price', { handed: placeWith, left: placeWithout });
    const [first] = missing;
    const city = first === undefined ? undefined : textOf(t.language, 'city', first);
    lines.push(
      cityIds.length === 1 || city === undefined
        ? escapeHtml(text)
        : t('reminders:priceOfCity', { city, price: nameInSentence(text) }),
    );
  }
  return lines;
}

function lineOf(t: Translate, group: DigestGroup, what: string): Html {
  if (group.isOverdue) return t('reminders:overdue', { day: group.dueOn, what });
  if (group.workingDaysLeft <= 0) return t('reminders:today', { time: group.dueTime, what });
  return t('reminders:left', { count: group.workingDaysLeft, day: group.dueOn, what });
}

/** The names of the first few things, with their cities where the message has several. */
function whatOf(t: Translate, items: readonly DigestItem[], namesCities: boolean): string {
  const named = items.slice(0, mostNames);
  const nameOf = (item: DigestItem) => nameInSentence(textOf(t.language, 'short', item));
  const cityOf = (item: DigestItem) => textOf(t.language, 'city', item);
  const names = namesCities
    ? [...new Set(named.map(cityOf))]
        .map((city) => {
          const ofCity = named.filter((item) => cityOf(item) === city).map(nameOf);
          return t.plain('reminders:ofCity', { city, names: ofCity.join(', ') });
        })
        .join('; ')
    : named.map(nameOf).join(', ');
  const more = items.length - named.length;
  return more > 0 ? t.plain('reminders:andMore', { names, more }) : names;
}
