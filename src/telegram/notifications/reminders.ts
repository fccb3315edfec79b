import { escapeHtml, type Html, joinHtml } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Deps } from '../../usecases/deps.ts';
import { priceOfDelay } from '../../usecases/rating/price-of-delay.ts';
import {
  type DigestContent,
  type DigestGroup,
  readDigest,
  readDigestLeft,
} from '../../usecases/reminders/read-digest.ts';
import type { ReminderMessage } from '../../usecases/reminders/reminder-message.ts';
import type { CommandName } from '../commands.ts';
import { goFromDigest, initiativeFromDigest, valueFromDigest } from '../features/digest-actions.ts';
import { messageId, openSnooze } from '../features/snooze-actions.ts';
import { type Edit, type Hold, type NotificationContext, notification } from '../notification.ts';
import { waysToDo } from '../owed-buttons.ts';
import { actionButton, type Button, inPairs, type Screen } from '../screen.ts';
import { countCities, digestLines, reportsOf } from './digest-lines.ts';

/** Cities for which the price of a delay is told. */
const mostPrices = 2;
/** Letters on a button. */
const longestLabel = 24;

/** The one message of a day: what is owed, by when, how much time is left, and what a delay costs. */
export const reminderDigest = notification({
  kind: 'reminder.digest',
  render: tell,
});

/** What a person put off, told again at its time: what of it is still owed. */
export const reminderAgain = notification({
  kind: 'reminder.again',
  render: tell,
});

async function tell(
  { deps, recipient, t }: NotificationContext,
  message: ReminderMessage,
): Promise<Screen | Hold | null> {
  const digest = await readDigest(deps, { personId: recipient.id, ...message });
  if (digest.kind === 'untrue') return null;
  if (digest.kind === 'notNow') return { holdUntil: digest.until };
  return drawDigest(deps, t, digest, message);
}

/** The same message, once something in it was done: what is left, or one line where nothing is. */
export const reminderDigestEdit = notification({
  kind: 'reminder.digestEdit',
  async render({ deps, recipient, t }, { date }) {
    const digest = await readDigestLeft(deps, { personId: recipient.id, date });
    switch (digest.kind) {
      case 'untrue':
        return null;
      case 'allDone':
        return inPlaceOf(digest.messageRef, { text: t('reminders:allDone') });
      case 'left':
        return inPlaceOf(digest.messageRef, await drawDigest(deps, t, digest, { date }));
    }
  },
});

function inPlaceOf(messageRef: string, screen: Screen): Edit {
  return { inPlaceOf: Number(messageRef), screen, nextAt: null };
}

/** A message of reminders: what is owed, the way into each dialogue, and the way to put it off while it is in time. */
export async function drawDigest(
  deps: Deps,
  t: Translate,
  digest: DigestContent,
  message: ReminderMessage,
): Promise<Screen> {
  const { groups, lateOfOthers } = digest;
  const later = [...groups, ...lateOfOthers].every(({ isOverdue }) => isOverdue)
    ? []
    : [actionButton(t.plain('common:button.later'), openSnooze, { message: messageId(message) })];
  const rows = digestButtons(t, digest);
  const last = rows.length > 1 && (rows.at(-1) ?? []).length === 1 ? (rows.at(-1) ?? []) : [];
  return {
    text: joinHtml([...digestLines(t, digest), ...(await priceLines(deps, t, groups))]),
    buttons: [...(last.length > 0 ? rows.slice(0, -1) : rows), [...last, ...later]],
  };
}

/** A way straight into each dialogue: the most pressing report first, then what else there is to do. */
function digestButtons(t: Translate, { groups, lateOfOthers }: DigestContent): Button[][] {
  const go = (text: string, command: CommandName) => actionButton(text, goFromDigest, { command });
  const things = groups.flatMap(({ items }) => items);
  const [initiative, ...otherInitiatives] = things.filter((thing) => thing.kind === 'milestone');
  const open =
    initiative !== undefined && otherInitiatives.length === 0
      ? [
          actionButton(t.plain('reminders:button.initiative'), initiativeFromDigest, {
            id: initiative.initiativeId,
          }),
        ]
      : [];
  const others = [
    ...waysToDo(t, open.length > 0 ? things.filter(({ kind }) => kind !== 'milestone') : things, go),
    ...open,
    ...(things.some(({ kind }) => kind === 'publication')
      ? [go(t.plain('reminders:button.deadlines'), 'deadlines')]
      : []),
    ...(lateOfOthers.length > 0 ? [go(t.plain('reminders:button.reassign'), 'team')] : []),
  ];
  return [...reportButtons(t, groups), ...inPairs(others)];
}

/** The most pressing report by its name, where it fits and is unmistakable; and the list of all of them. */
function reportButtons(t: Translate, groups: readonly DigestGroup[]): Button[][] {
  const reports = reportsOf(groups);
  const [first] = reports;
  if (first === undefined) return [];
  const list = actionButton(t.plain('reminders:button.submit'), goFromDigest, { command: 'submit' });
  const name = first.kpi[t.language];
  if (countCities(reports) > 1 || name.length > longestLabel) return [[list]];
  const { cityId, kpiCode, periodId } = first;
  const open = actionButton(name, valueFromDigest, { city: cityId, kpi: kpiCode, period: periodId });
  return reports.length === 1 ? [[open]] : [[open], [list]];
}

/** What it costs to leave out what the message names: the city's place with and without it, else its points. */
async function priceLines(deps: Deps, t: Translate, groups: readonly DigestGroup[]): Promise<Html[]> {
  const reports = reportsOf(groups);
  const cityIds = [...new Set(reports.map(({ cityId }) => cityId))];
  const lines: Html[] = [];
  for (const cityId of cityIds.slice(0, mostPrices)) {
    const missing = reports.filter((report) => report.cityId === cityId);
    const price = await priceOfDelay(deps, { cityId, missing });
    if (price?.placeWith == null || price.scoreWith === null) continue;
    const { placeWith, placeWithout, scoreWith, scoreWithout } = price;
    if (placeWithout === null || scoreWithout === null) continue;
    const points = (hundredths: number) => t.plain('common:points', { count: (hundredths / 100).toFixed(2) });
    const text =
      placeWith === placeWithout
        ? t.plain('reminders:priceInPoints', { handed: points(scoreWith), left: points(scoreWithout) })
        : t.plain('reminders:price', { handed: placeWith, left: placeWithout });
    const city = missing[0]?.city[t.language];
    lines.push(
      cityIds.length === 1 || city === undefined
        ? escapeHtml(text)
        : t('reminders:priceOfCity', { city, price: nameInSentence(text) }),
    );
  }
  return lines;
}
