import { expect, it } from 'vitest';
import { renderCoverage } from '../../../sandbox/server/coverage.ts';
import { methodFacts } from '../../../sandbox/server/facts/methods.ts';
import { handlers } from '../../../sandbox/server/methods/registry.ts';

it('documents exactly the methods and parameters of the table of facts', async () => {
  await expect(renderCoverage()).toMatchFileSnapshot('../../../docs/sandbox-coverage.md');
});

it('has work behind each method of the table', () => {
  expect(Object.keys(handlers).toSorted()).toEqual(Object.keys(methodFacts).toSorted());
  expect(Object.values(handlers).every((handler) => typeof handler === 'function')).toBe(true);
});
