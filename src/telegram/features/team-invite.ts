import { formatInvitationPayload } from '../../domain/people/invitation.ts';
import { whereMay } from '../../domain/people/permissions.ts';
import { GIVEN_ROLES, isGroupRole } from '../../domain/people/roles.ts';
import { readChoices } from '../../usecases/assignments/read-choices.ts';
import { createInvitation } from '../../usecases/invitations/create-invitation.ts';
import { longestName, longestPost, readFullName, readPost } from '../../usecases/invitations/read-name.ts';
import { type BoundAction, type DialogueHandler, onStep } from '../feature.ts';
import { actionButton } from '../screen.ts';
import { stepOf, type Turn } from '../turn.ts';
import { giveLink } from './invitation-link.ts';
import { openTeam } from './team-actions.ts';
import { showNoRight, showTeam } from './team-country.ts';
import { showGroup } from './team-group.ts';
import {
  back,
  cancel,
  create,
  drawInvite,
  pickGroup,
  pickHead,
  pickRole,
  takeAll,
  takeTicked,
  tick,
  turnTo,
} from './team-invite-screens.ts';
import {
  type InviteFields,
  type InviteState,
  invitable,
  nextStep,
  withoutLast,
} from './team-invite-steps.ts';

/** Begins an invitation, to the named group where it is asked for from there. What needs no choice is not asked. */
export async function beginInvite(turn: Turn, workingGroupId: string): Promise<void> {
  const roles = invitable(turn, workingGroupId === '' ? undefined : workingGroupId);
  const [only, ...others] = roles;
  if (only === undefined) return showNoRight(turn);
  const fields: InviteFields = { ticked: [], page: 0, given: [] };
  if (workingGroupId !== '') {
    fields.workingGroupId = workingGroupId;
    fields.given.push('workingGroupId');
  }
  if (others.length === 0) {
    fields.role = only;
    fields.given.push('role');
  }
  const state = await turn.begin<InviteFields>('invite', nextStep(fields), fields);
  await turn.show(await drawInvite(turn, state));
}

/** Takes an answer over and asks the next thing; a doubled tap sees what is asked now. */
async function goOn(turn: Turn, state: InviteState, answers: Partial<InviteFields>): Promise<void> {
  const fields: InviteFields = { ...state.fields, ticked: [], page: 0, ...answers };
  await move(turn, state, nextStep(fields), fields);
}

async function move(turn: Turn, state: InviteState, step: string, fields: InviteFields): Promise<void> {
  const next = await turn.advance(state, { step, fields, isActive: step !== 'left' });
  const now = next ?? (await turn.read<InviteFields>('invite')) ?? state;
  await turn.show(await drawInvite(turn, now));
}

async function takeText(turn: Turn, state: InviteState, text: string): Promise<void> {
  const { t } = turn;
  const tooLong = (max: number) => turn.say({ text: t('common:tooLong', { length: text.length, max }) });
  if (state.step === 'name') {
    const read = readFullName(text);
    switch (read.kind) {
      case 'ok':
        return goOn(turn, state, { fullName: read.text });
      case 'tooLong':
        return tooLong(longestName);
      case 'notFull':
        return turn.say({ text: t('team:invite.nameNotFull') });
      case 'notLetters':
        return turn.say({ text: t('team:invite.nameNotLetters') });
    }
  }
  if (state.step === 'post') {
    const read = readPost(text);
    switch (read.kind) {
      case 'ok':
        return goOn(turn, state, { post: read.text, ...(await onlyCity(turn, state)) });
      case 'tooLong':
        return tooLong(longestPost);
      case 'tooShort':
        return turn.say({ text: t('team:invite.postTooShort') });
    }
  }
  // At the other steps something is chosen, not typed: the choice is shown again.
  return turn.show(await drawInvite(turn, state));
}

/** In a group with one rated city there is nothing to choose between. */
async function onlyCity(turn: Turn, { fields }: InviteState): Promise<Partial<InviteFields>> {
  if (fields.role !== 'member') return {};
  const { cities } = await readChoices(turn.deps, fields.workingGroupId ?? '');
  return cities.length === 1 ? { cityIds: [], given: [...fields.given, 'cityIds'] } : {};
}

async function make(turn: Turn, state: InviteState): Promise<void> {
  const { t } = turn;
  const { role, workingGroupId = null, isHead = false, fullName = '', post = '' } = state.fields;
  if (role === undefined) return turn.show(await drawInvite(turn, state));
  const outcome = await createInvitation(turn.deps, {
    by: turn.person.id,
    role,
    workingGroupId,
    isHead,
    fullName,
    post,
    cityIds: state.fields.cityIds ?? [],
    sphereIds: state.fields.sphereIds ?? [],
    kpiCodes: [],
    at: stepOf(state),
  });
  switch (outcome.kind) {
    case 'created':
      return giveLink(turn, {
        link: `https://t.me/${turn.botName}?start=${formatInvitationPayload(outcome.token)}`,
        fullName,
        expiresAt: outcome.expiresAt,
      });
    case 'stale':
      return turn.show(await drawInvite(turn, (await turn.read<InviteFields>('invite')) ?? state));
    case 'noRight':
      return showNoRight(turn);
    case 'invalid':
    case 'noConfirmer':
      return turn.show({
        text: t('errors:notFound'),
        buttons: [[actionButton(t.plain('team:button.team'), openTeam, { page: 0 })]],
      });
  }
}

/** Leaves the invitation and shows the place where it began. */
async function leave(turn: Turn, state: InviteState): Promise<void> {
  await turn.advance(state, {
    step: 'left',
    fields: { ticked: [], page: 0, given: [] },
    isActive: false,
  });
  const { given, workingGroupId } = state.fields;
  if (given.includes('workingGroupId') && workingGroupId !== undefined)
    return showGroup(turn, workingGroupId, 0);
  return showTeam(turn);
}

type None = Record<string, never>;

export const inviteActions: readonly BoundAction[] = [
  onStep<{ role: 'id' }, InviteFields>(pickRole, (turn, { role }, state) => {
    const chosen = GIVEN_ROLES.find((one) => one === role);
    const where = chosen === undefined ? [] : whereMay(`invite:${chosen}`, turn.person, turn.now);
    if (chosen === undefined || where.length === 0) return showNoRight(turn);
    const [only, ...others] = where === 'country' ? [] : where;
    const isOne = isGroupRole(chosen) && only !== undefined && others.length === 0;
    const group = isOne && state.fields.workingGroupId === undefined ? { workingGroupId: only } : {};
    const given =
      'workingGroupId' in group ? [...state.fields.given, 'workingGroupId' as const] : state.fields.given;
    return goOn(turn, state, { role: chosen, ...group, given });
  }),
  onStep<{ group: 'id' }, InviteFields>(pickGroup, (turn, { group }, state) =>
    goOn(turn, state, { workingGroupId: group }),
  ),
  onStep<{ head: 'int' }, InviteFields>(pickHead, (turn, { head }, state) =>
    goOn(turn, state, { isHead: head === 1 }),
  ),
  onStep<{ page: 'int' }, InviteFields>(turnTo, (turn, { page }, state) =>
    move(turn, state, state.step, { ...state.fields, page }),
  ),
  onStep<{ choice: 'id' }, InviteFields>(tick, (turn, { choice }, state) => {
    const { ticked } = state.fields;
    const now = ticked.includes(choice) ? ticked.filter((id) => id !== choice) : [...ticked, choice];
    return move(turn, state, state.step, { ...state.fields, ticked: now });
  }),
  onStep<None, InviteFields>(takeAll, (turn, _, state) => goOn(turn, state, chosen(state, []))),
  onStep<None, InviteFields>(takeTicked, (turn, _, state) =>
    goOn(turn, state, chosen(state, state.fields.ticked)),
  ),
  onStep<None, InviteFields>(create, (turn, _, state) => make(turn, state)),
  onStep<None, InviteFields>(back, (turn, _, state) => {
    const fields = withoutLast(state.fields);
    return fields === null ? leave(turn, state) : move(turn, state, nextStep(fields), fields);
  }),
  onStep<None, InviteFields>(cancel, (turn, _, state) => leave(turn, state)),
];

function chosen({ step }: InviteState, ids: string[]): Partial<InviteFields> {
  return step === 'cities' ? { cityIds: ids } : { sphereIds: ids };
}

export const inviteDialogue: DialogueHandler<InviteFields> = {
  kind: 'invite',
  render: drawInvite,
  onText: takeText,
  hasUnsent: ({ step, fields }) => step !== 'done' && fields.fullName !== undefined,
};
