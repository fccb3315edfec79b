import { listDeadMessages, readDeadMessage } from '../../../src/usecases/delivery/list-dead-messages.ts';
import { reportDelivery } from '../../../src/usecases/delivery/report-delivery.ts';
import { settleDeadMessage } from '../../../src/usecases/delivery/settle-dead-message.ts';
import { createOutboxMessage } from '../../setup/outbox.ts';
import type { Town } from './people.ts';
import type { Row } from './rows.ts';

const kindOf = async (outcome: Promise<{ kind: string }>) => (await outcome).kind;
const dead = ({ db, deps, people }: Town) =>
  createOutboxMessage(db, { recipientId: people.member.id, reason: 'unknown', at: deps.clock.now() });

/** What is done with messages that are owed. */
export const deliveryRows: readonly Row[] = [
  {
    name: 'reportDelivery',
    allowed: '------++-',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(reportDelivery(deps, { personId, week: 0 })),
  },
  {
    name: 'listDeadMessages',
    allowed: '-------+-',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(listDeadMessages(deps, { personId, page: 0 })),
  },
  {
    name: 'readDeadMessage',
    allowed: '-------+-',
    async prepare(town, personId) {
      const messageId = await dead(town);
      return () => kindOf(readDeadMessage(town.deps, { personId, messageId }));
    },
  },
  {
    name: 'settleDeadMessage',
    allowed: '-------+-',
    async prepare(town, personId) {
      const messageId = await dead(town);
      return () => kindOf(settleDeadMessage(town.deps, { personId, messageId, how: 'close' }));
    },
  },
];
