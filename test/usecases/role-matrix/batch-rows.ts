import type { Prisma } from '../../../src/storage/generated/client.ts';
import type { BatchRow } from '../../../src/usecases/reporting/batch/batch-row.ts';
import { chooseReading } from '../../../src/usecases/reporting/batch/choose-reading.ts';
import { listTemplateRows } from '../../../src/usecases/reporting/batch/list-template-rows.ts';
import { readBatch } from '../../../src/usecases/reporting/batch/read-batch.ts';
import { sendBatch } from '../../../src/usecases/reporting/batch/send-batch.ts';
import { startBatch } from '../../../src/usecases/reporting/batch/start-batch.ts';
import type { Town } from './people.ts';
import type { Row } from './rows.ts';

const kindOf = async (outcome: Promise<{ kind: string }>) => (await outcome).kind;
const submits = '-++++----';
const rowsWith = (text: string): readonly BatchRow[] => [
  {
    number: 6,
    label: 'UTL-07',
    key: { cityId: 'oral', kpiCode: 'UTL-07', periodKey: '2026-Q3', newest: 0 },
    content: { kind: 'value', text, explanation: null },
  },
];

let keys = 0;

/** A batch of one value of the group’s city, brought by whoever asks. */
async function bring({ db, deps }: Town, personId: number, text = '12,5'): Promise<number> {
  keys += 1;
  const { id } = await db.valueBatch.create({
    data: {
      personId,
      source: 'file',
      rows: rowsWith(text) as unknown as Prisma.InputJsonArray,
      createdAt: deps.clock.now(),
      actionKey: `matrix:${keys}`,
    },
  });
  return id;
}

/** What is done with many values at once: whoever submits anything may bring them, each row is judged by itself. */
export const batchRows: readonly Row[] = [
  {
    name: 'listTemplateRows',
    allowed: submits,
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(listTemplateRows(deps, { personId })),
  },
  {
    name: 'startBatch',
    allowed: submits,
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(
          startBatch(deps, {
            personId,
            given: { source: 'file', fileName: 'a.xlsx', rows: rowsWith('12,5') },
            actionKey: `matrix-start:${personId}`,
          }),
        ),
  },
  {
    name: 'readBatch',
    allowed: submits,
    async prepare(town, personId) {
      const batchId = await bring(town, personId);
      return () => kindOf(readBatch(town.deps, { personId, batchId, explanation: null }));
    },
  },
  {
    name: 'chooseReading',
    allowed: '-+-------',
    async prepare(town, personId) {
      const batchId = await bring(town, personId, '0,85');
      const at = await town.step(personId);
      return () => kindOf(chooseReading(town.deps, { personId, batchId, row: 6, reading: '85', at }));
    },
  },
  {
    name: 'sendBatch',
    allowed: '-+-------',
    async prepare(town, personId) {
      const batchId = await bring(town, personId);
      const at = await town.step(personId);
      const next = () => ({ step: 'sent', fields: {} });
      return () =>
        kindOf(sendBatch(town.deps, { personId, batchId, explanation: 'ready:realChange', at, next }));
    },
  },
];
