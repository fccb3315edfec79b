import { parseArgs } from 'node:util';
import { type BreakReason, verifyAudit } from '../usecases/audit/verify-audit.ts';
import type { Command } from './command.ts';

/** Recomputes the audit chains; tells the first broken link of each. */
export const auditVerify: Command = {
  name: 'audit verify',
  usage: '[CHAIN]',
  summary: 'Checks every audit chain, or that of one working group, link by link.',
  async run({ print, withDatabase }, args) {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
    const verdicts = await withDatabase((deps) => verifyAudit(deps.db, positionals[0]));
    if (verdicts.length === 0) {
      print(positionals[0] === undefined ? 'No events yet.' : `There is no chain ${positionals[0]}.`);
      return positionals[0] === undefined ? 0 : 1;
    }
    for (const verdict of verdicts) {
      if (verdict.kind === 'whole') {
        const erased = verdict.erased > 0 ? `, ${verdict.erased} payloads erased on record` : '';
        print(`${verdict.chain}: whole, ${verdict.length} events${erased}`);
      } else print(`${verdict.chain}: BROKEN at event ${verdict.number}: ${reasons[verdict.reason]}`);
    }
    return verdicts.every(({ kind }) => kind === 'whole') ? 0 : 1;
  },
};

const reasons: Readonly<Record<BreakReason, string>> = {
  eventChanged: 'the facts of the event were changed',
  linkBroken: 'it does not continue the event before it',
  numberMissing: 'an event is missing',
  payloadChanged: 'its payload was changed',
  payloadMissing: 'its payload is gone without a record of erasure',
  headChanged: 'the head of the chain names another length or hash',
  headMissing: 'the chain has no head',
};
