/** The condition, for Prisma, of a role or assignment that has begun and not ended at an instant. */
export function inForce(now: Date) {
  return { startsAt: { lte: now }, OR: [{ endsAt: null }, { endsAt: { gt: now } }] };
}
