import type { Tx } from '../../storage/database.ts';

/** The sphere of each KPI: by the methodology in force, else by the newest that ever defined it. One query. */
export async function readSphereOfKpis(
  tx: Tx,
  kpiCodes: readonly string[],
): Promise<(kpiCode: string) => string> {
  if (kpiCodes.length === 0) return () => '';
  const definitions = await tx.kpiDefinition.findMany({
    where: { kpiCode: { in: [...kpiCodes] } },
    select: { kpiCode: true, sphereId: true },
    orderBy: [{ version: { active: 'asc' } }, { versionId: 'asc' }],
  });
  const spheres = new Map(definitions.map(({ kpiCode, sphereId }) => [kpiCode, sphereId]));
  return (kpiCode) => spheres.get(kpiCode) ?? '';
}
