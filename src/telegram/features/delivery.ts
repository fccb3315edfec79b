import { deliveryTable } from '../../spreadsheets/delivery-table.ts';
import { writeXlsx } from '../../spreadsheets/write-xlsx.ts';
import { reportDelivery } from '../../usecases/delivery/report-delivery.ts';
import { type Feature, on } from '../feature.ts';
import { menuButton } from '../go.ts';
import type { Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import {
  chooseLatenessPeriod,
  closeMessage,
  openAreas,
  openDays,
  openDeadMessage,
  openDeadMessages,
  openDelivery,
  openLateness,
  sendAgain,
  sendDeliveryTable,
} from './delivery-actions.ts';
import { settle, showDeadMessage, showDeadMessages } from './delivery-dead.ts';
import { showLateness, showLatenessPeriods } from './delivery-lateness.ts';
import { areasScreen, daysScreen, type Report, weekScreen } from './delivery-screens.ts';

/** Reads anew for each screen; null where the person may not see it and was told so. */
async function read(turn: Turn, week: number): Promise<Report | null> {
  const outcome = await reportDelivery(turn.deps, { personId: turn.person.id, week });
  if (outcome.kind === 'report') return outcome;
  await turn.show({ text: turn.t('common:noRight'), buttons: [[menuButton(turn)]] });
  return null;
}

async function show(turn: Turn, week: number, draw: (report: Report) => Screen): Promise<void> {
  const report = await read(turn, week);
  if (report !== null) await turn.show(draw(report));
}

async function sendTable(turn: Turn, week: number): Promise<void> {
  const report = await read(turn, week);
  if (report === null) return;
  const { from, to, rows } = report;
  await turn.sendFile({
    bytes: await writeXlsx(deliveryTable(turn.t, rows)),
    name: `delivery-${from}-${to}.xlsx`,
    caption: turn.t('delivery:file', { from, to }),
  });
}

/** What was told to others and what became of it; what cannot arrive; who is late. All of it under `/admin`. */
export const deliveryFeature: Feature = {
  actions: [
    on(openDelivery, (turn, { week }) => show(turn, week, (report) => weekScreen(turn, report))),
    on(openDays, (turn, { week }) => show(turn, week, (report) => daysScreen(turn, report))),
    on(openAreas, (turn, { week, page }) => show(turn, week, (report) => areasScreen(turn, report, page))),
    on(sendDeliveryTable, (turn, { week }) => sendTable(turn, week)),
    on(openLateness, (turn, { period, page }) => showLateness(turn, period, page)),
    on(chooseLatenessPeriod, (turn, { page }) => showLatenessPeriods(turn, page)),
    on(openDeadMessages, (turn, { page }) => showDeadMessages(turn, page)),
    on(openDeadMessage, (turn, { message }) => showDeadMessage(turn, message)),
    on(sendAgain, (turn, { message }) => settle(turn, message, 'sendAgain')),
    on(closeMessage, (turn, { message }) => settle(turn, message, 'close')),
  ],
};
