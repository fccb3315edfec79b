import { bold, type Html } from '../../i18n/html.ts';
import { failedReasons } from '../../usecases/delivery/dead-message.ts';
import {
  type DeliveryCounts,
  type DeliveryReportOutcome,
  mostWeeks,
} from '../../usecases/delivery/report-delivery.ts';
import { commandButton, menuButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, type Button, inPairs, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import {
  openAreas,
  openDays,
  openDeadMessages,
  openDelivery,
  openLateness,
  sendDeliveryTable,
} from './delivery-actions.ts';

export type Report = Extract<DeliveryReportOutcome, { kind: 'report' }>;

/** Areas on a page. */
const areasOnPage = 6;

/** A week in a few lines, and the ways to its days, its areas, and what needs somebody. */
export function weekScreen(turn: Turn, report: Report): Screen {
  const { t } = turn;
  const { week, whole } = report;
  const reasons = failedReasons
    .filter((reason) => (whole.failedFor[reason] ?? 0) > 0)
    .map((reason) =>
      t.plain('delivery:failedFor', {
        reason: t.plain(`delivery:reason.${reason}`),
        number: whole.failedFor[reason] ?? 0,
      }),
    );
  const isNothing = whole.planned === 0;
  const details: Button[] = [
    actionButton(t.plain('delivery:button.days'), openDays, { week }),
    actionButton(t.plain('delivery:button.areas'), openAreas, { week, page: 0 }),
  ];
  return {
    text: lines(
      title(turn, report),
      isNothing ? t('delivery:nothing') : t('delivery:planned', countsOf(whole)),
      reasons.length === 0 ? null : t('delivery:failed', { reasons: reasons.join('; ') }),
      t('delivery:blocked', { number: report.blocked }),
      report.maySettle && report.dead > 0 ? t('delivery:dead.title', { count: report.dead }) : null,
    ),
    buttons: [
      ...(isNothing ? [] : [details]),
      ...inPairs([
        ...(report.maySettle && report.dead > 0
          ? [actionButton(t.plain('delivery:button.dead'), openDeadMessages, { page: 0 })]
          : []),
        ...(report.mayViewLateness
          ? [actionButton(t.plain('delivery:button.late'), openLateness, { period: 0, page: 0 })]
          : []),
        ...(isNothing ? [] : [actionButton(t.plain('delivery:button.xlsx'), sendDeliveryTable, { week })]),
      ]),
      [
        ...(week < mostWeeks
          ? [actionButton(t.plain('delivery:button.earlier'), openDelivery, { week: week + 1 })]
          : []),
        ...(week > 0
          ? [actionButton(t.plain('delivery:button.later'), openDelivery, { week: week - 1 })]
          : []),
      ],
      [commandButton(t.plain('common:button.back'), 'admin'), menuButton(turn)],
    ],
  };
}

/** A line for each day of the week. */
export function daysScreen(turn: Turn, report: Report): Screen {
  const { t } = turn;
  return {
    text: lines(
      title(turn, report),
      ...report.days.map(({ day, counts }) =>
        t('delivery:row', { name: t.plain('delivery:day', { day }), ...countsOf(counts) }),
      ),
    ),
    buttons: [backRow(turn, report)],
  };
}

/** A line for each thing that messages of the week were about. */
export function areasScreen(turn: Turn, report: Report, page: number): Screen {
  const { t } = turn;
  const { week } = report;
  const shown = pageOf(report.areas, page, areasOnPage);
  return {
    text: lines(
      title(turn, report),
      ...(shown.items.length === 0 ? [t('delivery:nothing')] : []),
      ...shown.items.map(({ area, counts }) =>
        t('delivery:row', { name: t.plain(`delivery:area.${area}`), ...countsOf(counts) }),
      ),
    ),
    buttons: [
      pageButtons(turn, shown, (text, to) => actionButton(text, openAreas, { week, page: to })),
      backRow(turn, report),
    ],
  };
}

function title({ t }: Turn, { from, to }: Report): Html {
  return bold(t('delivery:title', { from, to }));
}

function countsOf({ planned, sent, waiting, dropped, failed }: DeliveryCounts) {
  return { planned, sent, waiting, dropped, failed };
}

function backRow(turn: Turn, { week }: Report): Button[] {
  return [actionButton(turn.t.plain('common:button.back'), openDelivery, { week }), menuButton(turn)];
}
