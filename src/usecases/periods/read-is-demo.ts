import type { Tx } from '../../storage/database.ts';

/** Whether this installation shows invented data. False while it has not begun. */
export async function readIsDemo(tx: Tx): Promise<boolean> {
  const installation = await tx.installation.findUnique({ where: { id: 1 }, select: { isDemo: true } });
  return installation?.isDemo ?? false;
}
