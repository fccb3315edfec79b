import type { Html } from '../../i18n/html.ts';
import { answerDeputy } from '../../usecases/absences/answer-deputy.ts';
import { endAbsence } from '../../usecases/absences/end-absence.ts';
import { type AbsenceCard, readAbsences } from '../../usecases/absences/read-absences.ts';
import { type Feature, on } from '../feature.ts';
import { commandButton, menuButton } from '../go.ts';
import { actionButton, type Button, lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { acceptAway, beginAway, declineAway, endAway, openAway } from './absence-actions.ts';
import { absenceActions, absenceDialogue, beginAbsence } from './absence-dialogue.ts';
import { personName } from './team-words.ts';

/** When the person is away and whom they stand in for. `opening` is the outcome of the last step. */
async function showAway(turn: Turn, opening?: Html): Promise<void> {
  const { t } = turn;
  const outcome = await readAbsences(turn.deps, { personId: turn.person.id });
  if (outcome.kind === 'noRight') {
    return turn.show({ text: t('common:noRight'), buttons: [[menuButton(turn)]] });
  }
  const { own, standing, colleagues } = outcome;
  await turn.show({
    text: lines(
      opening ?? null,
      own.length + standing.length === 0 && opening === undefined ? t('absence:title') : null,
      colleagues.length === 0 ? t('absence:nobody') : null,
      ...own.map((card) =>
        t(card.state === 'asked' ? 'absence:asked' : 'absence:agreed', wordsOf(turn, card)),
      ),
      ...standing.map((card) =>
        t(card.state === 'asked' ? 'absence:askedOfYou' : 'absence:standing', wordsOf(turn, card)),
      ),
    ),
    buttons: [
      colleagues.length === 0 ? [] : [actionButton(t.plain('absence:button.choose'), beginAway, {})],
      ...own.map((card) => [
        actionButton(t.plain('absence:button.cancel', { day: card.from }), endAway, { absence: card.id }),
      ]),
      ...standing.map((card) => standingButtons(turn, card)),
      [commandButton(t.plain('common:button.back'), 'settings')],
    ],
  });
}

function wordsOf({ t }: Turn, { from, to, otherName }: AbsenceCard) {
  return { from, to, name: personName(t, otherName) };
}

function standingButtons({ t }: Turn, { id, from, state }: AbsenceCard): Button[] {
  if (state !== 'asked') {
    return [actionButton(t.plain('absence:button.giveUp', { day: from }), endAway, { absence: id })];
  }
  return [
    actionButton(t.plain('absence:button.accept'), acceptAway, { absence: id }),
    actionButton(t.plain('absence:button.decline'), declineAway, { absence: id }),
  ];
}

async function answer(turn: Turn, absenceId: number, accepts: boolean): Promise<void> {
  const { t } = turn;
  const outcome = await answerDeputy(turn.deps, { personId: turn.person.id, absenceId, accepts });
  switch (outcome.kind) {
    case 'accepted': {
      const { from, to } = outcome;
      return showAway(
        turn,
        t('absence:answer.accepted', { from, to, name: personName(t, outcome.personName) }),
      );
    }
    case 'declined':
      return showAway(turn, t('absence:answer.declined'));
    case 'alreadyAnswered':
      return showAway(turn, t('absence:answer.already'));
    case 'gone':
      return showAway(turn, t('absence:answer.gone'));
    case 'isAway':
      return showAway(turn, t('absence:answer.isAway'));
    case 'noRight':
      return turn.show({ text: t('common:noRight'), buttons: [[menuButton(turn)]] });
    case 'notFound':
      return turn.show({ text: t('errors:notFound'), buttons: [[menuButton(turn)]] });
  }
}

async function end(turn: Turn, absenceId: number): Promise<void> {
  const { t } = turn;
  const outcome = await endAbsence(turn.deps, { personId: turn.person.id, absenceId });
  switch (outcome.kind) {
    case 'ended':
      return showAway(turn, outcome.isOwn ? t('absence:ended') : t('absence:gaveUp'));
    case 'alreadyEnded':
      return showAway(turn, t('absence:alreadyEnded'));
    case 'noRight':
      return turn.show({ text: t('common:noRight'), buttons: [[menuButton(turn)]] });
    case 'notFound':
      return turn.show({ text: t('errors:notFound'), buttons: [[menuButton(turn)]] });
  }
}

/** Being away, with a colleague who stands in. */
export const absenceFeature: Feature = {
  dialogues: [absenceDialogue],
  actions: [
    on(openAway, (turn) => showAway(turn)),
    on(beginAway, (turn) => beginAbsence(turn)),
    on(endAway, (turn, { absence }) => end(turn, absence)),
    on(acceptAway, (turn, { absence }) => answer(turn, absence, true)),
    on(declineAway, (turn, { absence }) => answer(turn, absence, false)),
    ...absenceActions((turn, opening) => showAway(turn, opening)),
  ],
};
