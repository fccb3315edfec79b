import type { Invitation } from '../../storage/generated/client.ts';
import { giveRole } from '../roles/give-role.ts';
import type { Work } from '../transaction.ts';

/**
 * What a confirmed invitation brings, within a unit of work: the role, the name and the post that the inviter
 * typed, and what a member answers for. No city named means every rated city of the group.
 */
export async function acceptGuest(
  work: Work,
  invitation: Invitation,
  guest: { id: number; actor: string; givenById: number | null },
): Promise<void> {
  const { tx, now } = work;
  const { role, workingGroupId, isHead, fullName, post } = invitation;
  await giveRole(work, {
    personId: guest.id,
    role,
    workingGroupId,
    isHead,
    source: invitation.invitedById === null ? 'cli' : 'invitation',
    givenById: guest.givenById,
    actor: guest.actor,
  });
  await tx.person.update({ where: { id: guest.id }, data: { fullName, post } });
  if (role !== 'member' || workingGroupId === null) return;
  const cities = await tx.city.findMany({
    where: {
      workingGroupId,
      isRated: true,
      ...(invitation.cityIds.length === 0 ? {} : { id: { in: invitation.cityIds } }),
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const held = await tx.assignment.findMany({
    where: { personId: guest.id, workingGroupId, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
    select: { cityId: true, sphereId: true, kpiCode: true },
  });
  const wanted = cities.flatMap(({ id: cityId }) => dutiesIn(cityId, invitation));
  const fresh = wanted.filter(
    (duty) =>
      !held.some(
        (one) => one.cityId === duty.cityId && one.sphereId === duty.sphereId && one.kpiCode === duty.kpiCode,
      ),
  );
  await tx.assignment.createMany({
    data: fresh.map((duty) => ({
      ...duty,
      personId: guest.id,
      workingGroupId,
      givenById: guest.givenById,
      startsAt: now,
    })),
  });
}

interface Duty {
  cityId: string;
  sphereId: string | null;
  kpiCode: string | null;
}

function dutiesIn(cityId: string, { sphereIds, kpiCodes }: Invitation): Duty[] {
  if (sphereIds.length === 0 && kpiCodes.length === 0) return [{ cityId, sphereId: null, kpiCode: null }];
  return [
    ...sphereIds.map((sphereId) => ({ cityId, sphereId, kpiCode: null })),
    ...kpiCodes.map((kpiCode) => ({ cityId, sphereId: null, kpiCode })),
  ];
}
