import { listCalendarYears } from '../../usecases/methodology/list-calendar-years.ts';
import { listReopeningRequests } from '../../usecases/periods/list-reopening-requests.ts';
import { type Feature, on } from '../feature.ts';
import { menuButton } from '../go.ts';
import { inPairs, lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import {
  askForReopening,
  askToClose,
  closeForGood,
  openPeriod,
  openPeriods,
  reopen,
  reopenFor,
} from './admin-actions.ts';
import { adminAreas } from './admin-areas.ts';
import { beginReopening, reopenActions, reopenDialogue } from './period-reopening.ts';
import { askForReopeningOf, askToCloseReopening, closeReopeningNow } from './period-requests.ts';
import { showPeriod, showPeriods } from './periods.ts';

/** What the authorised body and administrators look after, area by area. */
async function showAdmin(turn: Turn): Promise<void> {
  const { t } = turn;
  const outcome = await listReopeningRequests(turn.deps, { personId: turn.person.id });
  switch (outcome.kind) {
    case 'noRight':
      return turn.show({ text: t('common:noRight'), buttons: [[menuButton(turn)]] });
    case 'requests': {
      const count = outcome.requests.length;
      const years = await listCalendarYears(turn.deps, { personId: turn.person.id });
      const missing = years.kind === 'years' ? years.missing : [];
      const areas = adminAreas.map((area) => area(turn)).filter((button) => button !== null);
      return turn.show({
        text: lines(
          count === 0 ? null : t('admin:asking', { count }),
          ...missing.map((year) => t('calendar:missingShort', { year: String(year) })),
          t('admin:choose'),
        ),
        buttons: [...inPairs(areas), [menuButton(turn)]],
      });
    }
  }
}

/** `/admin`, and the reporting periods that it leads to. */
export const adminFeature: Feature = {
  commands: { admin: showAdmin },
  dialogues: [reopenDialogue],
  actions: [
    on(openPeriods, (turn, { page }) => showPeriods(turn, page)),
    on(openPeriod, (turn, { period }) => showPeriod(turn, period)),
    on(reopen, (turn, { period }) => beginReopening(turn, period, null)),
    on(reopenFor, (turn, { period, group }) => beginReopening(turn, period, group)),
    on(askToClose, (turn, { reopening, period }) => askToCloseReopening(turn, reopening, period)),
    on(closeForGood, (turn, { reopening, period }) => closeReopeningNow(turn, reopening, period)),
    on(askForReopening, (turn, { period, group }) => askForReopeningOf(turn, period, group)),
    ...reopenActions,
  ],
};
