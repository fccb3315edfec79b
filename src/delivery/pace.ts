/** Spaces requests evenly, so that no second sees more than the rate. */
export interface Pace {
  /** Milliseconds until the next request may start; 0: now. */
  wait(): number;
  /**
   * Takes the next place and waits for it. False: the place is void, because a pause began meanwhile or the
   * signal was given; the request must not be made.
   */
  take(signal: AbortSignal): Promise<boolean>;
  /** Lets nothing start for so many milliseconds from now. */
  pause(milliseconds: number): void;
}

/** How late a timer may fire without the rate being lost, in milliseconds. */
const lateness = 5;

/**
 * A bucket that holds one request: `rate` a second, evenly. Time is monotonic (a clock that is set does not
 * disturb it) and, like sleeping, injected.
 */
export function createPace(parts: {
  rate: number;
  monotonic(): number;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}): Pace {
  const interval = 1_000 / parts.rate;
  let next = Number.NEGATIVE_INFINITY;
  let pauses = 0;

  return {
    wait: () => Math.max(0, next - parts.monotonic()),
    async take(signal) {
      const seen = pauses;
      const start = Math.max(next, parts.monotonic() - lateness);
      next = start + interval;
      while (!signal.aborted && pauses === seen) {
        const left = start - parts.monotonic();
        if (left <= 0) return true;
        await parts.sleep(left, signal);
      }
      return false;
    },
    pause(milliseconds) {
      pauses += 1;
      next = Math.max(next, parts.monotonic() + milliseconds);
    },
  };
}

/** Waits in real time, or until the signal is given. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
    function end(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
}
