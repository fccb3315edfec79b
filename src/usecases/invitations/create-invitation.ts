import { invitationExpiry, makeInvitationToken } from '../../domain/people/invitation.ts';
import { may } from '../../domain/people/permissions.ts';
import { isGroupRole } from '../../domain/people/roles.ts';
import type { Tx } from '../../storage/database.ts';
import type { RoleName } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { loadActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import { findConfirmers } from './find-confirmers.ts';
import { hashToken } from './invitation-rows.ts';
import { readFullName, readPost } from './read-name.ts';

export interface NewInvitation {
  role: RoleName;
  /** Null for the roles of the whole country. */
  workingGroupId: string | null;
  /** The coordinator to whom matters are escalated. */
  isHead: boolean;
  fullName: string;
  post: string;
  /** What a member will answer for; no city means all rated cities of the group, no sphere or KPI all of them. */
  cityIds: readonly string[];
  sphereIds: readonly string[];
  kpiCodes: readonly string[];
}

export type CreateInvitationOutcome =
  /** `token` is known here only; the database keeps its hash. */
  | { kind: 'created'; invitationId: number; token: string; expiresAt: Date }
  | { kind: 'noRight' }
  /** Something in it does not exist or does not fit the role; `value` is what was given. */
  | { kind: 'invalid'; field: 'group' | 'head' | 'name' | 'post' | 'city' | 'sphere' | 'kpi'; value: string }
  /** Nobody holds a role that could confirm who came by an invitation of the command line. */
  | { kind: 'noConfirmer' }
  | { kind: 'stale' };

/**
 * Makes a single-use invitation that expires after the configured hours. `by` is the inviter, who will be
 * asked to confirm who came, or `cli`: then whoever may invite to the role confirms, or nobody has to where
 * `confirmedAhead` (the operator hands the link over in person and vouches for it).
 * From a dialogue (`at`) the dialogue is left at the step `done` with the invitation's id.
 */
export async function createInvitation(
  deps: Deps,
  input: NewInvitation & { by: number | 'cli'; confirmedAhead?: boolean; at?: DialogueStep },
): Promise<CreateInvitationOutcome> {
  const { by, at, role } = input;
  const confirmedAhead = by === 'cli' && input.confirmedAhead === true;
  return transact(deps, async ({ tx, now, audit }) => {
    if (at !== undefined && !(await advanceDialogue(tx, at, { step: 'done', isActive: false, now }))) {
      return { kind: 'stale' };
    }
    const workingGroupId = isGroupRole(role) ? input.workingGroupId : null;
    const inviter = by === 'cli' ? null : await loadActor(tx, by, now);
    if (inviter !== null && !may(`invite:${role}`, inviter, { workingGroupId }, now))
      return { kind: 'noRight' };
    const checked = await check(tx, { ...input, workingGroupId });
    if (checked.kind === 'invalid') return checked;
    if (by === 'cli' && !confirmedAhead) {
      const confirmers = await findConfirmers(tx, { role, workingGroupId }, now);
      if (confirmers.length === 0) return { kind: 'noConfirmer' };
    }
    const token = makeInvitationToken(deps.random);
    const expiresAt = invitationExpiry(now, deps.settings.invitationHours);
    const hasDuties = role === 'member';
    const invitation = await tx.invitation.create({
      data: {
        tokenHash: hashToken(token),
        role,
        workingGroupId,
        isHead: role === 'coordinator' && input.isHead,
        fullName: checked.fullName,
        post: checked.post,
        cityIds: hasDuties ? [...input.cityIds] : [],
        sphereIds: hasDuties ? [...input.sphereIds] : [],
        kpiCodes: hasDuties ? [...input.kpiCodes] : [],
        invitedById: inviter?.id ?? null,
        confirmedAhead,
        createdAt: now,
        expiresAt,
      },
    });
    if (at !== undefined) {
      await tx.dialogue.update({
        where: { personId_kind: { personId: at.personId, kind: at.kind } },
        data: { fields: { invitationId: invitation.id } },
      });
    }
    audit({
      chain: workingGroupId ?? 'country',
      kind: 'invitation.made',
      actor: inviter?.ref ?? 'cli',
      subject: `invitation:${invitation.id}`,
      payload: { role, workingGroupId, isHead: invitation.isHead, confirmedAhead },
    });
    return { kind: 'created', invitationId: invitation.id, token, expiresAt };
  });
}

type Checked =
  | { kind: 'ok'; fullName: string; post: string }
  | Extract<CreateInvitationOutcome, { kind: 'invalid' }>;

/** Holds what was given against the methodology data: an invitation must not fail when it is confirmed. */
async function check(tx: Tx, input: NewInvitation): Promise<Checked> {
  const { role, workingGroupId, cityIds, sphereIds, kpiCodes } = input;
  const name = readFullName(input.fullName);
  if (name.kind !== 'ok') return { kind: 'invalid', field: 'name', value: input.fullName };
  const post = readPost(input.post);
  if (post.kind !== 'ok') return { kind: 'invalid', field: 'post', value: input.post };
  if (isGroupRole(role)) {
    const group = await tx.workingGroup.findUnique({ where: { id: workingGroupId ?? '' } });
    if (group === null) return { kind: 'invalid', field: 'group', value: workingGroupId ?? '' };
  }
  if (input.isHead && role !== 'coordinator') return { kind: 'invalid', field: 'head', value: role };
  const cities = await tx.city.findMany({
    where: { id: { in: [...cityIds] }, workingGroupId: workingGroupId ?? '', isRated: true },
    select: { id: true },
  });
  const unknownCity = missing(
    cityIds,
    cities.map(({ id }) => id),
  );
  if (unknownCity !== undefined) return { kind: 'invalid', field: 'city', value: unknownCity };
  const spheres = await tx.sphere.findMany({ where: { id: { in: [...sphereIds] } }, select: { id: true } });
  const unknownSphere = missing(
    sphereIds,
    spheres.map(({ id }) => id),
  );
  if (unknownSphere !== undefined) return { kind: 'invalid', field: 'sphere', value: unknownSphere };
  const kpis = await tx.kpi.findMany({ where: { code: { in: [...kpiCodes] } }, select: { code: true } });
  const unknownKpi = missing(
    kpiCodes,
    kpis.map(({ code }) => code),
  );
  if (unknownKpi !== undefined) return { kind: 'invalid', field: 'kpi', value: unknownKpi };
  return { kind: 'ok', fullName: name.text, post: post.text };
}

function missing(asked: readonly string[], found: readonly string[]): string | undefined {
  return asked.find((id) => !found.includes(id));
}
