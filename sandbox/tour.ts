import { readMethodology } from '../src/storage/read-methodology.ts';
import { startDemoTown } from './demo-town.ts';
import { guestsOf, scripts } from './tour/cast.ts';
import { playTour } from './tour/play.ts';
import { createInk, layOut } from './tour/print.ts';

// `npm run tour`: the main job, played over one simulated quarter by two casts, one in each language.
const started = performance.now();
const ink = createInk(process.stdout.isTTY === true);
const { methodology } = await readMethodology();
const town = await startDemoTown({ frozen: true, guests: scripts.flatMap(guestsOf) });
const { people, failure } = await playTour(town.url, methodology, (title, seconds) =>
  console.log(`✓ ${title} ${ink.faint(`(${seconds.toFixed(1)} s)`)}`),
);
await town.close();

for (const { name, role, language, transcript } of people) {
  const chat = { name, role, language, entries: transcript.entries };
  console.log(layOut(chat, methodology.reporting.timeZone, ink).join('\n'));
}
const seconds = ((performance.now() - started) / 1_000).toFixed(1);
if (failure === null) {
  console.log(`\nAll of it went as it must, in ${seconds} s.`);
} else {
  const reason = failure.error instanceof Error ? failure.error.message : String(failure.error);
  console.error(`\n✗ ${failure.scene}\n${reason}`);
}
process.exit(failure === null ? 0 : 1);
