import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../sandbox/server/facts/fact.ts';
import { methodFacts } from '../../../sandbox/server/facts/methods.ts';
import { objectFacts, unionFacts } from '../../../sandbox/server/facts/objects.ts';

interface DescribedField {
  name: string;
  types: string[];
  required: boolean;
  description: string;
}

interface Description {
  methods: Record<string, { fields?: DescribedField[] }>;
  types: Record<string, { fields?: DescribedField[]; subtypes?: string[] }>;
}

/** Where the table and the description differ on purpose. */
const limitExceptions: Record<string, string> = {
  'sendLocation.latitude': 'bounds of the globe, which the description does not name',
  'sendLocation.longitude': 'bounds of the globe, which the description does not name',
  'sendPhoto.photo': 'the description bounds the size of the file, which the method itself checks',
  'answerInlineQuery.results': 'the bound stands in the text of the method, not of the parameter',
};

const file = path.resolve(import.meta.dirname, '../../../../shared/reference/bot-api-10.1.json');

if (existsSync(file))
  describe('the table of facts against the description of the Bot API', compareWithDescription);

function compareWithDescription(): void {
  const description = JSON.parse(readFileSync(file, 'utf8')) as Description;
  const owners: [string, Facts, DescribedField[]][] = [
    ...Object.entries<Facts>(methodFacts).map(([name, facts]): [string, Facts, DescribedField[]] => [
      name,
      facts,
      description.methods[name]?.fields ?? [],
    ]),
    ...Object.entries<Facts>(objectFacts).map(([name, facts]): [string, Facts, DescribedField[]] => [
      name,
      facts,
      description.types[name]?.fields ?? [],
    ]),
  ];

  it('knows each served method and object', () => {
    for (const name of Object.keys(methodFacts)) expect(description.methods).toHaveProperty(name);
    for (const name of Object.keys(objectFacts)) expect(description.types).toHaveProperty(name);
  });

  it.each(owners)('has the fields, types and required flags of %s', (_name, facts, fields) => {
    const described = Object.fromEntries(
      fields.map(({ name, types, required }) => [name, { types, required }]),
    );
    const known = Object.fromEntries(
      Object.entries(facts).map(([name, { types, required }]) => [name, { types, required }]),
    );
    expect(known).toEqual(described);
  });

  it('has every limit that a description names, and no other', () => {
    const differing = owners.flatMap(([owner, facts, fields]) =>
      fields
        .filter(({ name }) => facts[name]?.served === true)
        .filter(({ name, description: text }) => {
          const limit = facts[name]?.limit;
          return describedLimit(text) !== (limit === undefined ? undefined : `${limit.min}-${limit.max}`);
        })
        .map(({ name }) => `${owner}.${name}`),
    );
    expect(differing.toSorted()).toEqual(Object.keys(limitExceptions).toSorted());
  });

  it('knows only members that a union has', () => {
    for (const [union, members] of Object.entries(unionFacts)) {
      expect(description.types[union]?.subtypes).toEqual(expect.arrayContaining(Object.values(members)));
    }
  });
}

describe('the table of facts by itself', () => {
  const all = [...Object.entries<Facts>(methodFacts), ...Object.entries<Facts>(objectFacts)];

  it.each(all)('%s has sound types and limits', (_name, facts) => {
    for (const fact of Object.values(facts)) {
      expect(fact.types.length).toBeGreaterThan(0);
      expect(fact.required && !fact.served).toBe(false);
      if (fact.limit !== undefined) expect(fact.limit.min).toBeLessThan(fact.limit.max);
    }
  });

  it('describes each object that a served parameter may carry', () => {
    const scalars = ['Integer', 'Float', 'String', 'Boolean', 'InputFile'];
    const used = all
      .flatMap(([, facts]) => Object.values(facts))
      .filter(({ served }) => served)
      .flatMap(({ types }) => types.map((type) => type.replaceAll('Array of ', '')));
    const unknown = new Set(
      used.filter((type) => !scalars.includes(type) && !(type in objectFacts) && !(type in unionFacts)),
    );
    expect([...unknown].toSorted()).toEqual([
      // Albums of these kinds are refused; InlineQueryResult is checked by its type and id alone.
      'InlineQueryResult',
      'InputMediaAudio',
      'InputMediaLivePhoto',
      'InputMediaVideo',
    ]);
  });
});

/** The bound that a description names in words, as "min-max". */
function describedLimit(text: string): string | undefined {
  const range = [...text.matchAll(/(?<![\d.-])(\d+)-(\d+)(?![\d-])/g)].find(
    ([, min, max]) => Number(min) < Number(max),
  );
  if (range !== undefined) return `${range[1]}-${range[2]}`;
  const most = /(?:at most|can't exceed) (\d+)/i.exec(text);
  return most === null ? undefined : `0-${most[1]}`;
}
