import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import { beginDialogue } from '../../usecases/dialogue/dialogue-state.ts';
import { collectMyData } from '../../usecases/privacy/collect-my-data.ts';
import { type ConsentPurpose, consentPurposes } from '../../usecases/privacy/consent.ts';
import { deleteMe } from '../../usecases/privacy/delete-me.ts';
import type { Remains } from '../../usecases/privacy/erase-person.ts';
import { type PrivacyFacts, readPrivacy } from '../../usecases/privacy/read-privacy.ts';
import { withdrawConsent } from '../../usecases/privacy/withdraw-consent.ts';
import { defineAction } from '../callback-data.ts';
import { forgetPersonCommands } from '../commands.ts';
import { type DialogueHandler, type Feature, on, onStep } from '../feature.ts';
import { commandButton } from '../go.ts';
import { actionButton, type Screen } from '../screen.ts';
import { stepOf, type Turn } from '../turn.ts';
import { askConsent } from './privacy.ts';
import {
  askDeletion,
  askWithdrawal,
  consentsScreen,
  giveAhead,
  noticeScreen,
  sendMyData,
  showConsents,
} from './privacy-screens.ts';

const dataFileName = 'aqyldy-qala-my-data.json';

const confirmWithdrawal = defineAction('priv.wd', {}, 'withdrawal');
const deleteAll = defineAction('del.all', {}, 'deletion');
const deleteButTexts = defineAction('del.but', {}, 'deletion');

interface WithdrawalFields {
  purpose: ConsentPurpose;
}
type WithdrawalState = DialogueState<WithdrawalFields>;

/** Begins a dialogue of buttons only: what is typed goes on going where it went. */
async function beginAside<F extends object>(turn: Turn, kind: string, fields: F): Promise<DialogueState<F>> {
  const begun = await beginDialogue(turn.deps.db, {
    personId: turn.person.id,
    kind,
    step: 'confirm',
    fields,
    now: turn.deps.clock.now(),
    isActive: false,
  });
  return begun as unknown as DialogueState<F>;
}

function readPurpose(word: string): ConsentPurpose | null {
  return consentPurposes.find((purpose) => purpose === word) ?? null;
}

async function showConsentsNow(turn: Turn): Promise<void> {
  await turn.show(consentsScreen(turn, await readPrivacy(turn.deps, turn.person.id)));
}

async function withdrawalScreen(turn: Turn, state: WithdrawalState): Promise<Screen> {
  const { t } = turn;
  if (state.step !== 'confirm') {
    return consentsScreen(turn, await readPrivacy(turn.deps, turn.person.id));
  }
  return {
    text: t(`privacy:withdraw.${state.fields.purpose}`),
    buttons: [
      [actionButton(t.plain('privacy:button.confirmWithdraw'), confirmWithdrawal, {}, state.version)],
      [actionButton(t.plain('common:button.cancel'), showConsents, {})],
    ],
  };
}

async function deletionScreen(turn: Turn, state: DialogueState): Promise<Screen> {
  return deletionConfirmation(turn, state.version, await readPrivacy(turn.deps, turn.person.id));
}

function deletionConfirmation(turn: Turn, version: number, facts: PrivacyFacts): Screen {
  const { t } = turn;
  const stays = facts.isOnRecord ? t('privacy:deletion.official') : t('privacy:deletion.nothing');
  const hasTexts = facts.writtenFeedback > 0;
  const lines = [
    t('privacy:deletion.question'),
    t('privacy:deletion.deleted'),
    ...(facts.hasRole ? [t('privacy:deletion.roles')] : []),
    stays,
    ...(hasTexts ? [t('privacy:deletion.texts', { count: facts.writtenFeedback })] : []),
  ];
  return {
    text: lines.join('\n') as Screen['text'],
    buttons: [
      [actionButton(t.plain('privacy:button.deleteAll'), deleteAll, {}, version)],
      hasTexts ? [actionButton(t.plain('privacy:button.deleteButTexts'), deleteButTexts, {}, version)] : [],
      [commandButton(t.plain('common:button.cancel'), 'privacy')],
    ],
  };
}

async function remove(turn: Turn, state: DialogueState, keepTexts: boolean): Promise<void> {
  const outcome = await deleteMe(turn.deps, { personId: turn.person.id, keepTexts, at: stepOf(state) });
  switch (outcome.kind) {
    case 'deleted':
      await forgetPersonCommands(turn.messenger, turn.chatId);
      await turn.show({
        text: deletedText(turn, outcome.remains),
        buttons: [[commandButton(turn.t.plain('privacy:button.startAnew'), 'start')]],
      });
      return;
    case 'stale':
      return turn.go.command('privacy');
  }
}

function deletedText({ t }: Turn, remains: Remains): Screen['text'] {
  const what = (['official', 'feedback', 'consents'] as const)
    .filter((part) => remains[part])
    .map((part) => t.plain(`privacy:remains.${part}`));
  if (what.length === 0) return t('privacy:deletedAll');
  return t('privacy:deleted', { what: what.join('; ') });
}

const withdrawalDialogue: DialogueHandler<WithdrawalFields> = {
  kind: 'withdrawal',
  render: withdrawalScreen,
};
const deletionDialogue: DialogueHandler = { kind: 'deletion', render: deletionScreen };

/** Personal data: the notice, consents, my data as a file, deletion. */
export const privacyFeature: Feature = {
  commands: { privacy: (turn) => turn.show(noticeScreen(turn)) },
  actions: [
    on(showConsents, showConsentsNow),
    on(giveAhead, async (turn, { purpose: word }) => {
      const purpose = readPurpose(word);
      if (purpose === null) return showConsentsNow(turn);
      await askConsent(turn, purpose, null);
    }),
    on(askWithdrawal, async (turn, { purpose: word }) => {
      const purpose = readPurpose(word);
      const facts = await readPrivacy(turn.deps, turn.person.id);
      if (purpose === null || facts.consents[purpose] === null) {
        await turn.note(turn.t.plain('common:staleButton'));
        return turn.show(consentsScreen(turn, facts));
      }
      await turn.show(await withdrawalScreen(turn, await beginAside(turn, 'withdrawal', { purpose })));
    }),
    onStep<Record<string, never>, WithdrawalFields>(confirmWithdrawal, async (turn, _, state) => {
      const { purpose } = state.fields;
      const at = stepOf(state);
      const outcome = await withdrawConsent(turn.deps, { personId: turn.person.id, purpose, at });
      switch (outcome.kind) {
        case 'withdrawn': {
          const text = turn.t(`privacy:withdrawn.${purpose}`);
          if (outcome.rolesEnded > 0) {
            await turn.reload();
            await turn.refreshCommands();
          }
          return turn.show(consentsScreen(turn, await readPrivacy(turn.deps, turn.person.id), text));
        }
        case 'notGiven':
        case 'stale':
          return showConsentsNow(turn);
      }
    }),
    on(sendMyData, async (turn) => {
      const bytes = await collectMyData(turn.deps, turn.person.id);
      await turn.sendFile({ bytes, name: dataFileName, caption: turn.t('privacy:myData') });
    }),
    on(askDeletion, async (turn) => {
      await turn.show(await deletionScreen(turn, await beginAside(turn, 'deletion', {})));
    }),
    onStep<Record<string, never>, Record<string, unknown>>(deleteAll, (turn, _, state) =>
      remove(turn, state, false),
    ),
    onStep<Record<string, never>, Record<string, unknown>>(deleteButTexts, (turn, _, state) =>
      remove(turn, state, true),
    ),
  ],
  dialogues: [withdrawalDialogue, deletionDialogue],
};
