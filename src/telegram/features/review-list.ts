import type { Html } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import type { RefusedVersion } from '../../usecases/reporting/decide-values.ts';
import type { WaitingValue } from '../../usecases/reporting/list-review-queue.ts';
import { type ReviewRow, readReviewRows } from '../../usecases/reporting/read-review-rows.ts';
import { defineAction } from '../callback-data.ts';
import { menuButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, type Button, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { allSpheres, backFrom, headLine, oddLine, openPlace, openTop, within } from './review-places.ts';
import { type ReviewFields, reviewKind } from './review-screens.ts';
import { valueWords } from './submit-words.ts';

/** Chooses a value of the list, or lets it go. */
export const tick = defineAction('rev.tick', { version: 'int' }, reviewKind);
export const turnPage = defineAction('rev.page', { page: 'int' }, reviewKind);
export const openCard = defineAction('rev.card', { version: 'int' }, reviewKind);
/** Decides on what was chosen. */
export const decideTicked = defineAction('rev.some', {}, reviewKind);
/** Approves everything in the list that no check found odd. */
export const approvePlain = defineAction('rev.plain', {}, reviewKind);
/** Verifies a whole city: first asked, then done. */
export const askWhole = defineAction('rev.whole', {}, reviewKind);
export const decideWhole = defineAction('rev.city.ok', {}, reviewKind);

const rowsPerPage = 5;
/** Values that the outcome names. */
const rowsNamed = 6;

type State = DialogueState<ReviewFields>;

/** What of the open list still waits, in its order. */
export function stillWaiting(queue: readonly WaitingValue[], { shown }: ReviewFields): WaitingValue[] {
  const waiting = new Map(queue.map((value) => [value.versionId, value]));
  return shown.flatMap((id) => waiting.get(id) ?? []);
}

/** The values of a place: each in a line, to be opened, or chosen and decided on together. */
export async function listScreen(
  turn: Turn,
  queue: readonly WaitingValue[],
  { fields, version: dialogue }: State,
): Promise<Screen> {
  const { t, language } = turn;
  const { level, place } = fields;
  const listed = stillWaiting(queue, fields);
  const shown = pageOf(listed, fields.page, rowsPerPage);
  const rows = await readReviewRows(
    turn.deps.db,
    shown.items.map(({ versionId }) => versionId),
  );
  const first = shown.page * rowsPerPage + 1;
  const severalPeriods = new Set(rows.map(({ periodKey }) => periodKey)).size > 1;
  const ticked = listed.filter(({ versionId }) => fields.ticked.includes(versionId)).length;
  const fresh = within(queue, place).length - listed.length;
  return {
    text: lines(
      await headLine(turn, listed, level, place),
      oddLine(turn, listed),
      ...rows.map((row, index) => rowLine(turn, row, first + index, severalPeriods)),
      fresh > 0 ? t('review:list.fresh', { count: fresh }) : t('review:list.hint'),
    ),
    buttons: [
      rows.map(({ versionId }, index) => {
        const n = first + index;
        const mark = fields.ticked.includes(versionId)
          ? t.plain('review:button.ticked', { n })
          : t.plain('review:button.tick', { n });
        return actionButton(mark, tick, { version: versionId }, dialogue);
      }),
      // A row for each name: beside anything else it would be cut.
      ...rows.map(({ versionId, kpi }) => [
        actionButton(kpi.shortName[language], openCard, { version: versionId }, dialogue),
      ]),
      ...decisionRows(turn, listed, ticked, fields, dialogue),
      pageButtons(turn, shown, (text, page) => actionButton(text, turnPage, { page }, dialogue)),
      fresh > 0 ? [listButton(t.plain('review:button.refresh'), fields)] : [],
      [...backFrom(turn, queue, level, place), menuButton(turn)],
    ],
  };
}

function decisionRows(
  { t }: Turn,
  listed: readonly WaitingValue[],
  ticked: number,
  { level, place }: ReviewFields,
  dialogue: number,
): Button[][] {
  const isReview = level === 'review';
  const some = isReview
    ? t.plain('review:button.approveTicked', { total: ticked })
    : t.plain('review:button.verifyTicked', { total: ticked });
  const plain = listed.filter(({ wantsALook }) => !wantsALook).length;
  const wholeCity = place.cityId !== null && (place.sphereId === null || place.sphereId === allSpheres);
  return [
    ticked > 0 ? [actionButton(some, decideTicked, {}, dialogue)] : [],
    isReview && plain > 0
      ? [actionButton(t.plain('review:button.approvePlain', { total: plain }), approvePlain, {}, dialogue)]
      : [],
    !isReview && wholeCity
      ? [actionButton(t.plain('review:button.verifyCity', { total: listed.length }), askWhole, {}, dialogue)]
      : [],
  ];
}

/** Opens the list of the same place anew, with all that waits there now. */
export function listButton(label: string, { level, place }: ReviewFields): Button {
  const { cityId, sphereId } = place;
  return cityId === null
    ? actionButton(label, openTop, { level, page: 0 })
    : actionButton(label, openPlace, { level, city: cityId, sphere: sphereId ?? allSpheres });
}

/** One value in a line: «2. Су ысырабы: 22,5 % (↓ 0,5; 2 файл; ескерту)». */
function rowLine(turn: Turn, row: ReviewRow, n: number, withPeriod: boolean): Html {
  const { t, language } = turn;
  const named = { n, kpi: row.kpi.shortName[language], value: valueWords(t, row.kpi, row) };
  const facts = [
    ...(withPeriod ? [t.plain('review:list.period', { period: row.periodKey })] : []),
    ...changeWords(t, row.change),
    ...(row.files > 0 ? [t.plain('review:files', { count: row.files })] : []),
    ...(row.hasLink ? [t.plain('evidence:what.link')] : []),
    ...(row.grade === 'estimate' ? [t.plain('states:grade.estimate')] : []),
    ...(row.isOnTime ? [] : [t.plain('review:list.late')]),
    ...(row.flags.length > 0 ? [t.plain('review:list.odd')] : []),
  ];
  return facts.length === 0
    ? t('review:list.row', named)
    : t('review:list.rowWith', { ...named, facts: facts.join('; ') });
}

function changeWords(t: Translate, change: string | null): string[] {
  if (change === null) return [];
  if (change === '0') return [t.plain('review:list.same')];
  const by = change.replace('-', '');
  return [change.startsWith('-') ? t.plain('review:list.down', { by }) : t.plain('review:list.up', { by })];
}

/** Whether the whole city is meant, and what of it a reviewer might want to look at first. */
export async function wholeScreen(
  turn: Turn,
  queue: readonly WaitingValue[],
  { fields, version: dialogue }: State,
): Promise<Screen> {
  const { t, language } = turn;
  const listed = stillWaiting(queue, fields);
  const rows = await readReviewRows(
    turn.deps.db,
    listed.map(({ versionId }) => versionId),
  );
  const odd = rows.filter(({ flags }) => flags.length > 0).length;
  const statements = rows.filter(({ kind }) => kind !== 'value').length;
  const city = rows[0]?.city[language] ?? '';
  return {
    text: lines(
      t('review:verify.askCity', { city, count: listed.length }),
      odd === 0 ? null : t('review:places.odd', { total: odd }),
      statements === 0 ? null : t('review:verify.statements', { total: statements }),
    ),
    buttons: [
      [
        actionButton(
          t.plain('review:button.verifyCity', { total: listed.length }),
          decideWhole,
          {},
          dialogue,
        ),
      ],
      [actionButton(t.plain('common:button.back'), turnPage, { page: fields.page }, dialogue)],
    ],
  };
}

/** What was decided together, what was not and why; it stays on the screen until the person goes on. */
export async function doneScreen(
  turn: Turn,
  queue: readonly WaitingValue[],
  { fields }: State,
): Promise<Screen> {
  const { t } = turn;
  const { done } = fields;
  if (done === null) return { text: t('review:empty'), buttons: [[menuButton(turn)]] };
  const named = await readReviewRows(turn.deps.db, done.versionIds.slice(0, rowsNamed));
  const rest = done.versionIds.length - named.length;
  const count = done.versionIds.length;
  return {
    text: lines(
      done.state === 'verified' ? t('review:many.verified', { count }) : t('review:many.approved', { count }),
      ...named.map((row) => decidedRow(turn, row)),
      rest > 0 ? t('review:many.more', { rest }) : null,
      done.refused.length === 0 ? null : t('review:many.refused', { why: whyWords(t, done.refused) }),
    ),
    buttons: [queue.length > 0 ? [nextButton(turn, queue, fields)] : [], [menuButton(turn)]],
  };
}

/** Back to the list while something waits in it, else to what waits elsewhere. */
function nextButton(turn: Turn, queue: readonly WaitingValue[], fields: ReviewFields): Button {
  const label = turn.t.plain('review:button.list');
  return within(queue, fields.place).length > 0
    ? listButton(label, fields)
    : actionButton(label, openTop, { level: fields.level, page: 0 });
}

/** A value with its city in one line. */
export function decidedRow({ t, language }: Pick<Turn, 't' | 'language'>, row: ReviewRow): Html {
  return t('review:many.row', {
    city: row.city[language],
    kpi: nameInSentence(row.kpi.shortName[language]),
    value: valueWords(t, row.kpi, row),
  });
}

function whyWords(t: Translate, refused: readonly RefusedVersion[]): string {
  const reasons = ['wantsALook', 'alreadyDecided', 'superseded', 'other'] as const;
  const reasonOf = ({ why }: RefusedVersion) => reasons.find((reason) => reason === why) ?? 'other';
  return reasons
    .map((reason) => ({ reason, total: refused.filter((one) => reasonOf(one) === reason).length }))
    .filter(({ total }) => total > 0)
    .map(({ reason, total }) => t.plain(`review:many.why.${reason}`, { total }))
    .join('; ');
}
