import { StartupProblem } from '../src/startup-problem.ts';
import { type DemoTown, startDemoTown } from './demo-town.ts';

// `npm run demo`: the whole product on this machine, with no token and no internet. PORT chooses the port.
const started = performance.now();
let town: DemoTown | undefined;
let isClosing = false;

/** Ends cleanly, also while it is still starting. */
async function close(): Promise<void> {
  if (isClosing) return;
  isClosing = true;
  await town?.close();
  process.exit(0);
}
process.on('SIGINT', close);
process.on('SIGTERM', close);

try {
  town = await startDemoTown({ port: readPort(process.env.PORT) });
} catch (error) {
  if (!(error instanceof StartupProblem)) throw error;
  console.error(error.message);
  process.exit(1);
}
const seconds = ((performance.now() - started) / 1_000).toFixed(1);
console.log(`
Aqyldy Qala: a demo with invented people and values. Nothing leaves this machine.

  Open  ${town.url}

Be a citizen, a member, a coordinator, the authorised body, side by side; move the clock.
Ready in ${seconds} s. Ctrl+C ends it, and everything you did is gone.
`);

function readPort(text = '0'): number {
  const port = Number(text);
  if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new StartupProblem(`PORT: «${text}» is not a port, which is a number from 0 to 65535.`);
  }
  return port;
}
