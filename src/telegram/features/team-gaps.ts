import { clipText } from '../../i18n/clean-text.ts';
import { textOf } from '../../i18n/text-of.ts';
import { listGaps } from '../../usecases/assignments/list-gaps.ts';
import { menuButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { assignIn, openCityGap, openGaps, openGroup } from './team-actions.ts';
import { personName, teamPageSize } from './team-words.ts';

/** As much of the KPIs of one sphere as a screen names. */
const longestKpis = 160;

/** What of the group nobody is assigned to, city by city, with the way to assign it. */
export async function showGaps(turn: Turn, workingGroupId: string, page: number): Promise<void> {
  const { t, language } = turn;
  const found = await listGaps(turn.deps, { personId: turn.person.id, workingGroupId });
  if (found.kind === 'noRight') {
    return turn.show({ text: t('common:noRight'), buttons: [[menuButton(turn)]] });
  }
  const { gaps, fallsTo } = found;
  const total = gaps.reduce((sum, { count }) => sum + count, 0);
  const shown = pageOf(gaps, page, teamPageSize);
  await turn.show({
    text: lines(
      total === 0 ? t('team:gaps.none') : t('team:group.unassigned', { count: total }),
      total === 0 || fallsTo === null
        ? null
        : t('team:gaps.fallsTo', { name: personName(t, fallsTo.fullName) }),
      ...shown.items.map((gap) =>
        t('team:gaps.line', {
          city: textOf(language, 'name', gap),
          spheres: gap.spheres
            .map((sphere) =>
              t.plain('team:gaps.sphere', { sphere: textOf(language, 'name', sphere), number: sphere.count }),
            )
            .join(', '),
        }),
      ),
    ),
    buttons: [
      ...shown.items.map((gap) => [
        actionButton(t.plain('team:button.fillCity', { city: textOf(language, 'name', gap) }), openCityGap, {
          group: workingGroupId,
          city: gap.cityId,
          page: 0,
        }),
      ]),
      pageButtons(turn, shown, (text, to) =>
        actionButton(text, openGaps, { group: workingGroupId, page: to }),
      ),
      [actionButton(t.plain('common:button.back'), openGroup, { group: workingGroupId, page: 0 })],
    ],
  });
}

/** What of one city nobody is assigned to, and whom it can be assigned to. */
export async function showCityGap(
  turn: Turn,
  workingGroupId: string,
  cityId: string,
  page: number,
): Promise<void> {
  const { t, language } = turn;
  const found = await listGaps(turn.deps, { personId: turn.person.id, workingGroupId });
  const gap = found.kind === 'listed' ? found.gaps.find((one) => one.cityId === cityId) : undefined;
  if (found.kind !== 'listed' || gap === undefined) return showGaps(turn, workingGroupId, 0);
  const shown = pageOf(found.people, page);
  await turn.show({
    text: lines(
      t('team:gaps.cityTitle', { city: textOf(language, 'name', gap), count: gap.count }),
      ...gap.spheres.map(({ isWhole, kpis, ...sphere }) =>
        isWhole
          ? t('team:gaps.whole', { sphere: textOf(language, 'name', sphere) })
          : t('team:gaps.parts', {
              sphere: textOf(language, 'name', sphere),
              kpis: clipText(kpis.map((kpi) => textOf(language, 'name', kpi)).join(', '), longestKpis),
            }),
      ),
      t('team:gaps.choosePerson'),
    ),
    buttons: [
      ...shown.items.map(({ grantId, fullName }) => [
        actionButton(personName(t, fullName), assignIn, { grant: grantId, city: cityId }),
      ]),
      pageButtons(turn, shown, (text, to) =>
        actionButton(text, openCityGap, { group: workingGroupId, city: cityId, page: to }),
      ),
      [actionButton(t.plain('common:button.back'), openGaps, { group: workingGroupId, page: 0 })],
    ],
  });
}
