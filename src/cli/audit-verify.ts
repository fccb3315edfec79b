import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { compareValues, type ValuesVerdict } from '../usecases/audit/compare-values.ts';
import {
  type Anchor,
  type BreakReason,
  type ChainVerdict,
  verifyAudit,
} from '../usecases/audit/verify-audit.ts';
import { type Command, Refusal, UsageProblem } from './command.ts';

/** Recomputes the audit chains, and compares the values with them; tells the first broken link of each. */
export const auditVerify: Command = {
  name: 'audit verify',
  usage: '[CHAIN] [--head CHAIN:NUMBER:HASH]... [--since FILE]',
  summary: 'Checks the audit chains link by link, values against them, and heads noted earlier.',
  async run({ print, withDatabase }, args) {
    const { values, positionals } = parseArgs({
      args,
      options: { head: { type: 'string', multiple: true }, since: { type: 'string' } },
      allowPositionals: true,
    });
    const only = positionals[0];
    const anchors = [
      ...(values.head ?? []).map(readHead),
      ...(values.since === undefined ? [] : await readNoted(values.since)),
    ];
    return withDatabase(async ({ db }) => {
      const verdicts = await verifyAudit(db, { only, anchors });
      if (verdicts.length === 0 && only !== undefined) {
        print(`There is no chain ${only}.`);
        return 1;
      }
      if (verdicts.length === 0) print('No events yet.');
      for (const verdict of verdicts) print(lineOf(verdict));
      const compared = only === 'country' ? null : await compareValues(db, only);
      for (const line of compared === null ? [] : linesOf(compared)) print(line);
      const isWhole = verdicts.every(({ kind }) => kind === 'whole');
      return isWhole && (compared === null || areAsTold(compared)) ? 0 : 1;
    });
  },
};

const headForm = /([a-z][a-z0-9_]*):(\d{1,9}):([0-9a-f]{64})/;

function readHead(text: string): Anchor {
  const anchor = findHead(text);
  if (anchor === null || !new RegExp(`^${headForm.source}$`).test(text)) {
    throw new UsageProblem(`--head ${text} is not CHAIN:NUMBER:HASH.`);
  }
  return anchor;
}

function findHead(line: string): Anchor | null {
  const [, chain, number, hash] = headForm.exec(line) ?? [];
  return chain === undefined || hash === undefined ? null : { chain, number: Number(number), hash };
}

/** Heads in what an earlier check printed; its other lines say nothing here. */
async function readNoted(file: string): Promise<Anchor[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Refusal(`The file ${file} cannot be read.`);
  });
  const anchors = text.split('\n').flatMap((line) => findHead(line) ?? []);
  if (anchors.length === 0) throw new Refusal(`The file ${file} holds no head of a chain.`);
  return anchors;
}

function lineOf(verdict: ChainVerdict): string {
  const { chain } = verdict;
  if (verdict.kind === 'broken')
    return `${chain}: BROKEN at event ${verdict.number}: ${reasons[verdict.reason]}`;
  const erased = verdict.erased > 0 ? `, ${verdict.erased} payloads erased on record` : '';
  return `${chain}: whole, ${verdict.length} events${erased}, head ${chain}:${verdict.length}:${verdict.head}`;
}

function linesOf({ agreeing, seeded, differing, examples, vanished }: ValuesVerdict): string[] {
  const ofDemo = seeded > 0 ? `, ${seeded} of the demo have no event of their own` : '';
  const shown = examples.map(({ receipt, chain, what, step, event }) =>
    what === 'unrecorded'
      ? `value ${receipt}: DIFFERS: no event of ${chain} tells of it`
      : `value ${receipt}: DIFFERS (${what}) in what was ${step}, from ${event === null ? chain : `${chain}:${event}`}`,
  );
  const more = differing - examples.length;
  return [
    `values: ${agreeing} are as the audit tells${ofDemo}${differing > 0 ? `, ${differing} are not` : ''}`,
    ...shown,
    ...(more > 0 ? [`and ${more} values more`] : []),
    ...vanished.map(({ chain, number }) => `event ${chain}:${number}: the value that it tells of is GONE`),
  ];
}

function areAsTold({ differing, vanished }: ValuesVerdict): boolean {
  return differing === 0 && vanished.length === 0;
}

const reasons: Readonly<Record<BreakReason, string>> = {
  eventChanged: 'the facts of the event were changed',
  linkBroken: 'it does not continue the event before it',
  numberMissing: 'an event is missing',
  payloadChanged: 'its payload was changed',
  payloadMissing: 'its payload is gone without a mark of erasure',
  erasureUnrecorded: 'its payload is gone, and no event records the erasure',
  erasureUnfinished: 'its payload is marked as erased and still there',
  headChanged: 'the head of the chain names another length or hash',
  headMissing: 'the chain has no head',
  anchorMissing: 'the chain ends before the head that was noted earlier',
  anchorChanged: 'it has another hash than the head that was noted earlier',
};
