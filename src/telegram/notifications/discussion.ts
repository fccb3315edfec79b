import { clipText } from '../../i18n/clean-text.ts';
import { escapeHtml, quote } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { longestContribution } from '../../usecases/reporting/discuss-value.ts';
import { type NewContribution, readContributions } from '../../usecases/reporting/read-discussion.ts';
import { openDiscussion } from '../features/discussion-actions.ts';
import { dayAndTime, officialWords } from '../features/submit-words.ts';
import { commandButton } from '../go.ts';
import { joining, type NotificationContext, notification } from '../notification.ts';
import { actionButton, type Button, lines } from '../screen.ts';

/** Threads that one message names. */
const mostThreads = 6;

/** To those concerned with a value: what somebody wrote about it. Dropped where they may not see it any more. */
export const valueDiscussed = notification({
  kind: 'value.discussed',
  async render(context, { messageId }) {
    const [one = null] = await read(context, [{ messageId }]);
    if (one === null) return null;
    const { t, deps } = context;
    const when = dayAndTime(one.at, deps.settings.timeZone);
    return {
      text: lines(
        t('discussion:new', aboutOf(context, one)),
        t('discussion:said', { who: officialWords(t, one.author), ...when }),
        quote(escapeHtml(clipText(one.text, longestContribution))),
      ),
      buttons: [[openButton(context, one, t.plain('discussion:button.open'))]],
    };
  },
  join: joining({
    read,
    async draw(context, parts: readonly NewContribution[]) {
      const { t } = context;
      const threads = [...new Set(parts.map(({ about }) => about.submissionId))].map((id) =>
        parts.filter(({ about }) => about.submissionId === id),
      );
      const [first = []] = threads;
      const [one] = first;
      const rest = threads.length - mostThreads;
      return {
        text: lines(
          t('discussion:newMany', { count: parts.length }),
          ...threads
            .slice(0, mostThreads)
            .flatMap((messages) =>
              messages[0] === undefined
                ? []
                : [t('discussion:ofValue', { ...aboutOf(context, messages[0]), total: messages.length })],
            ),
          rest > 0 ? t('review:many.more', { rest }) : null,
        ),
        buttons: [
          ...threads.slice(0, mostThreads).flatMap(([message]) => {
            if (message === undefined) return [];
            const { city, kpi } = aboutOf(context, message);
            return [
              [
                openButton(
                  context,
                  message,
                  threads.length === 1 ? t.plain('discussion:button.open') : `${city}, ${kpi}`,
                ),
              ],
            ];
          }),
          one === undefined ? [commandButton(t.plain('common:button.menu'), 'menu')] : [],
        ],
      };
    },
  }),
});

function read({ deps, recipient }: NotificationContext, all: readonly { messageId: number }[]) {
  return readContributions(deps, {
    personId: recipient.id,
    messageIds: all.map(({ messageId }) => messageId),
  });
}

function aboutOf({ language }: NotificationContext, { about }: NewContribution) {
  return {
    city: about.city[language],
    kpi: nameInSentence(about.kpi[language]),
    period: about.periodKey,
  };
}

function openButton(_: NotificationContext, { about }: NewContribution, label: string): Button {
  return actionButton(label, openDiscussion, { submission: about.submissionId, page: 0 });
}
