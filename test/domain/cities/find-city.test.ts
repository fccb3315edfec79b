import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCitySearch } from '../../../src/domain/cities/find-city.ts';
import { loadMethodology } from '../methodology/methodology-files.ts';

const { cities } = loadMethodology();
const search = createCitySearch(cities);
const exactIds = (query: string) => search.find(query).exact.map((match) => match.city.id);
const closeIds = (query: string) => search.find(query).close.map((match) => match.city.id);
const allIds = (query: string) => [...exactIds(query), ...closeIds(query)];

describe('what people type', () => {
  it.each([
    ['Орал', 'oral'],
    ['орал', 'oral'],
    ['Уральск', 'oral'],
    ['УРАЛЬСК', 'oral'],
    ['Oral', 'oral'],
    ['Uralsk', 'oral'],
    ['Өскемен', 'oskemen'],
    ['оскемен', 'oskemen'],
    ['Oskemen', 'oskemen'],
    ['Усть-Каменогорск', 'oskemen'],
    ['усть каменогорск', 'oskemen'],
    ['устькаменогорск', 'oskemen'],
    ['Ust-Kamenogorsk', 'oskemen'],
    ['каменогорск', 'oskemen'],
    ['Көкшетау', 'kokshetau'],
    ['кокшетау', 'kokshetau'],
    ['Kokshetau', 'kokshetau'],
    ['Kökşetau', 'kokshetau'],
    ['Almaty', 'almaty'],
    ['Алма-Ата', 'almaty'],
    ['г. Алматы', 'almaty'],
    ['Алматы қаласы', 'almaty'],
    ['город Алматы', 'almaty'],
    ['Нур-Султан', 'astana'],
    ['нурсултан', 'astana'],
    ['Целиноград', 'astana'],
    ['Tselinograd', 'astana'],
    ['Семипалатинск', 'semey'],
    ['Актюбинск', 'aktobe_city'],
    ['Aqtöbe', 'aktobe_city'],
    ['Гурьев', 'atyrau_city'],
    ['Жамбыл', 'taraz'],
    ['Dzhambul', 'taraz'],
    ['Qyzylorda', 'kyzylorda_city'],
    ['Kyzylorda', 'kyzylorda_city'],
    ['Кызыл-Орда', 'kyzylorda_city'],
    ['Шиели', 'shieli'],
    ['Жаңаөзен', 'zhanaozen'],
    ['Zhanaozen', 'zhanaozen'],
    ['Jezqazğan', 'zhezkazgan'],
    ['Семиозерное', 'auliekol'],
    ['Chapayev', 'chapaev'],
    ['Shchuchinsk', 'shchuchinsk'],
    ['Момышулы', 'bauyrzhan_momyshuly'],
    ['имени Турара Рыскулова', 'turar_ryskulov'],
    ['Өтеген батыр', 'otegen_batyr'],
  ])('%s is %s', (query, id) => {
    expect(exactIds(query)[0]).toBe(id);
  });

  it.each([
    ['Уралск', 'oral'],
    ['Коктшетау', 'kokshetau'],
    ['Кокшеату', 'kokshetau'],
    ['Шымкнт', 'shymkent'],
    ['Karganda', 'karaganda_city'],
    ['Павладар', 'pavlodar_city'],
    ['Екибастус', 'ekibastuz'],
    ['Петропавлавск', 'petropavl'],
    ['Петрапавл', 'petropavl'],
    ['город Паввлодар', 'pavlodar_city'],
  ])('%s, with a slip, is %s', (query, id) => {
    expect(allIds(query)[0]).toBe(id);
  });

  it('puts beginnings before inner parts, and the bigger before the smaller', () => {
    expect(exactIds('ал').slice(0, 2)).toEqual(['almaty', 'alatau']);
    expect(exactIds('кара')[0]).toBe('karaganda_city');
    const inner = exactIds('тау');
    expect(inner).toContain('aktau');
    expect(inner).toContain('temirtau');
    expect(search.find('т').exact.every(({ city }) => startsWithT(city))).toBe(true);
  });

  it('finds a beginning that has a slip in it', () => {
    expect(closeIds('Копшета')).toContain('kokshetau');
  });

  it.each(['', '   ', '?', '🏙️'])('finds nothing for %j', (query) => {
    expect(search.find(query)).toEqual({ exact: [], close: [] });
  });

  it('does not take the word for a kind of place as a name', () => {
    expect(exactIds('город')).toEqual([]);
    expect(exactIds('қаласы')).toEqual([]);
  });

  it('finds no settlement for what is none', () => {
    expect(search.find('Ташкент')).toEqual({ exact: [], close: [] });
    expect(search.find('Москва')).toEqual({ exact: [], close: [] });
  });
});

/** Whether a word of one of the settlement's names begins with т. */
function startsWithT(city: (typeof cities)[number]): boolean {
  const names = [city.shortName.kk, city.shortName.ru, ...city.also];
  return names.some((name) =>
    name
      .toLowerCase()
      .split(/[ -]/)
      .some((word) => word.startsWith('т')),
  );
}

describe('names that repeat', () => {
  it('marks them, so that the oblast can be shown', () => {
    const abai = search.find('Абай').exact.filter((match) => match.nameRepeats);
    expect(abai.map((match) => match.city.id)).toEqual(['abai_karaganda', 'abai_keles']);
    const aktogay = search.find('Актогай').exact.filter((match) => match.nameRepeats);
    expect(aktogay.map((match) => match.city.region).sort()).toEqual(['karaganda', 'pavlodar']);
  });

  it('leaves the others unmarked', () => {
    expect(search.find('Орал').exact[0]?.nameRepeats).toBe(false);
  });
});

describe('every settlement', () => {
  const names = cities.flatMap((city) =>
    [city.shortName.kk, city.shortName.ru, city.name.kk, city.name.ru, ...city.also].map((name) => ({
      city,
      name,
    })),
  );

  it('is found by each of its names, whole and in part', () => {
    for (const { city, name } of names) {
      expect(exactIds(name), name).toContain(city.id);
      expect(exactIds(name.toUpperCase()), name).toContain(city.id);
    }
  });

  it('is found without a Kazakh keyboard', () => {
    const plain: Record<string, string> = {
      ә: 'а',
      ғ: 'г',
      қ: 'к',
      ң: 'н',
      ө: 'о',
      ұ: 'у',
      ү: 'у',
      һ: 'х',
      і: 'и',
    };
    for (const { city, name } of names) {
      const typed = name.toLowerCase().replace(/[әғқңөұүһі]/g, (letter) => plain[letter] ?? '');
      expect(exactIds(typed), typed).toContain(city.id);
    }
  });

  it('is found by the beginning of any of its names', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.integer({ min: 1, max: 12 }), ({ city, name }, length) => {
        const short = name.replace(/^(город|село|посёлок|имени) (имени )?/, '');
        expect(exactIds(short.slice(0, length).trim())).toContain(city.id);
      }),
      { numRuns: 500 },
    );
  });

  it('is found with any one slip of a letter', () => {
    const alphabet = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя';
    const long = names.filter(({ name }) => name.length >= 4);
    const slip = fc.record({
      subject: fc.constantFrom(...long),
      kind: fc.constantFrom('lost', 'added', 'replaced', 'swapped'),
      at: fc.nat(),
      letter: fc.constantFrom(...alphabet),
    });
    fc.assert(
      fc.property(slip, ({ subject, kind, at, letter }) => {
        const { city, name } = subject;
        const letters = [...name];
        const places = letters.flatMap((char, i) => (/\p{L}/u.test(char) ? [i] : []));
        const place = places[at % places.length] ?? 0;
        if (kind === 'lost') letters.splice(place, 1);
        else if (kind === 'added') letters.splice(place, 0, letter);
        else if (kind === 'replaced') letters.splice(place, 1, letter);
        else {
          const next = letters[place + 1];
          if (next === undefined || !/\p{L}/u.test(next)) return;
          letters.splice(place, 2, next, letters[place] ?? '');
        }
        expect(allIds(letters.join('')), letters.join('')).toContain(city.id);
      }),
      { numRuns: 3000 },
    );
  });
});
