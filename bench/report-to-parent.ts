/** Tells the bench where to post, and afterwards how much memory is resident, in MB. */
export function reportToParent(url: string): void {
  process.on('message', (message) => {
    if (message === 'resident') process.send?.(Math.round(process.memoryUsage().rss / 1_048_576));
  });
  process.on('SIGTERM', () => process.exit(0));
  process.send?.(url);
}
