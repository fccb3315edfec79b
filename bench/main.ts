import { runBatchBench } from './batch.ts';
import { runUpdatesBench } from './updates.ts';

// `npm run bench`: measures what we claim, contenders side by side in one run. `-- --updates 5000` asks for more.
// `-- --batch` reads, checks and sends a file of 2,000 values instead.
if (process.argv.includes('--batch')) {
  await runBatchBench();
  process.exit(0);
}
const at = process.argv.indexOf('--updates');
const updates = at < 0 ? 2_000 : Number(process.argv[at + 1]);
if (!Number.isInteger(updates) || updates < 100) {
  process.stderr.write('--updates takes a whole number from 100\n');
  process.exit(2);
}
await runUpdatesBench(updates);
process.exit(0);
