import type { Plugin } from 'vite';

/** Where recorded outcomes go: use case and kind of what it answered. */
export type OutcomeListener = (useCase: string, kind: string) => void;

const place = Symbol.for('aqyldy-qala.walk.outcomes');

/** Hears of every outcome of every use case, as long as `recordOutcomes` is among the plugins. */
export function onOutcome(listener: OutcomeListener): void {
  (globalThis as { [key: symbol]: unknown })[place] = listener;
}

/**
 * Lets every use case tell what it answered. It changes the sources on their way into the test, not the product:
 * each exported async function of `src/usecases` is wrapped by one that reports the `kind` of its result. Generic
 * ones are parts of others, which declare what comes of them.
 */
export function recordOutcomes(): Plugin {
  return {
    name: 'record-outcomes',
    enforce: 'pre',
    transform(source, id) {
      if (!/\/src\/usecases\/.+\.ts$/.test(id) || /\/usecases\/(dialogue\/|transaction\.ts)/.test(id))
        return null;
      const names: string[] = [];
      const renamed = source.replace(
        /^export (async )?function (\w+)(?=\()/gm,
        (_, keyword = '', name: string) => {
          names.push(name);
          return `${keyword}function ${name}__inner`;
        },
      );
      const wrappers = names.map(
        (name) => `
export const ${name} = (...args: any[]): any => {
  const answer = (${name}__inner as any)(...args);
  if (answer instanceof Promise) {
    answer.then((result) => {
      if (typeof result?.kind !== 'string') return;
      (globalThis as any)[Symbol.for('aqyldy-qala.walk.outcomes')]?.(${JSON.stringify(name)}, result.kind);
    }, () => undefined);
  }
  return answer;
};`,
      );
      return { code: renamed + wrappers.join('\n'), map: null };
    },
  };
}
