import type { Language } from '../../src/i18n/language.ts';
import type { SubmissionVersion } from '../../src/storage/generated/client.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildReportingTown, plain, type ReportingJourney } from './reporting-people.ts';

export interface WholeJourney extends ReportingJourney {
  /** Whoever is to be invited: unknown to the bot so far. */
  newcomer: Actor;
  /** The lines of the newest message. */
  screen(who: Actor): string[];
  /** The newest keyboard's labels. */
  labels(who: Actor): string[];
  /** Everything in the chat, message by message. */
  texts(who: Actor): string[];
  /** Ten minutes later: what came meanwhile is told together then. */
  gather(): Promise<void>;
  sendFile(bytes: Uint8Array, fileName: string, mimeType: string): Promise<string>;
  /** The KPI that the newcomer is asked for, by their dialogue in the database. */
  askedFor(): Promise<string>;
  /** A number that nothing is odd about, as a person would type it. */
  usual(kpiCode: string): string;
  /** A version of the losses of water of Oral. */
  waterVersion(number: number): Promise<SubmissionVersion>;
}

/** A reporting town where nobody answers for anything yet and earlier quarters are done with, and a newcomer. */
export async function buildWholeJourney(language: Language): Promise<WholeJourney> {
  const town = await buildReportingTown(language);
  const { clock } = town;
  const { db } = town.database;
  await db.assignment.deleteMany();
  await db.submissionVersion.updateMany({ data: { state: 'verified', verifiedAt: clock.now() } });
  await db.person.update({ where: { id: town.people.authority.id }, data: { fullName: 'Жүнісова Әсел' } });
  const newcomer = town.person(150, language);
  const definitions = await db.kpiDefinition.findMany({ where: { version: { active: true } } });
  const usualValues = new Map(
    definitions.map(({ kpiCode, min, max, decimals }) => {
      const middle = min.plus(max).div(2).toFixed(Math.min(decimals, 1));
      return [kpiCode, middle.replace('.', ',').replace(/,0$/, '')];
    }),
  );
  return {
    ...town,
    newcomer,
    screen: (who) => plain(who.last().text).split('\n'),
    labels: (who) => who.keyboard().flat().map(plain),
    texts: (who) => who.messages().map(({ text, caption }) => plain(text ?? caption)),
    async gather() {
      clock.advance(10 * 60_000);
      await town.app.tick();
      await town.settle();
    },
    sendFile: (bytes, fileName, mimeType) =>
      town.after(newcomer.sendDocument(bytes, { fileName, mimeType }), newcomer),
    async askedFor() {
      const { fields } = await db.dialogue.findFirstOrThrow({
        where: { person: { identity: { externalId: '150' } }, kind: 'submit' },
      });
      return (fields as { slot: { kpiCode: string } }).slot.kpiCode;
    },
    usual: (kpiCode) => usualValues.get(kpiCode) ?? '5',
    waterVersion: (number) =>
      db.submissionVersion.findFirstOrThrow({
        where: { number, submission: { cityId: 'oral', kpiCode: 'UTL-04', period: { key: '2026-Q3' } } },
      }),
  };
}
