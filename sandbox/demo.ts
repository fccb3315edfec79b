import { startDemoTown } from './demo-town.ts';

// `npm run demo`: the whole product on this machine, with no token and no internet. PORT chooses the port.
const started = performance.now();
const asked = Number(process.env.PORT ?? 0);
const town = await startDemoTown({ port: Number.isInteger(asked) ? asked : 0 });
const seconds = ((performance.now() - started) / 1_000).toFixed(1);

console.log(`
Aqyldy Qala: a demo with invented people and values. Nothing leaves this machine.

  Open  ${town.url}

Be a citizen, a member, a coordinator, the authorised body, side by side; move the clock.
Ready in ${seconds} s. Ctrl+C ends it, and everything you did is gone.
`);

let closing = false;
async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  await town.close();
  process.exit(0);
}
process.on('SIGINT', close);
process.on('SIGTERM', close);
