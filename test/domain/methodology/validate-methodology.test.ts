import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../src/domain/methodology/problem.ts';
import { validateMethodology } from '../../../src/domain/methodology/validate-methodology.ts';
import { type LooseFiles, readMethodologyFiles } from './methodology-files.ts';

/** Problems as short lines `file|row|id|field`, which is all that these tests compare. */
function problemsAfter(change: (files: LooseFiles) => void): string[] {
  const files = readMethodologyFiles();
  change(files);
  const result = validateMethodology(files);
  if (result.kind === 'ok') return [];
  return result.problems.map(({ file, row, field, message }) => {
    expect(message).not.toBe('');
    return [file, row?.index ?? '-', row?.id ?? '-', field ?? '-'].join('|');
  });
}

const city = (files: LooseFiles, id: string) => files['cities.json'].find((c: { id: string }) => c.id === id);
const kpi = (files: LooseFiles, n: number) => files['kpis.json'][n - 1];

const rule = { id: 'rule', kind: 'part_not_above_whole', part: 'UTL-01', whole: 'UTL-03', because: 'a test' };
const ruled =
  (...rules: object[]) =>
  (files: LooseFiles) =>
    files['cross-rules.json'].push(...rules.map((each) => ({ ...rule, ...each })));

/** Rules between KPIs that cannot be checked, or cannot hold. */
function crossRuleCases(): [string, (files: LooseFiles) => void, string[]][] {
  const first = (field: string) => [`cross-rules.json|1|rule|${field}`];
  return [
    ['a rule of another kind', ruled({ kind: 'sum' }), first('kind')],
    ['a rule about an unknown part', ruled({ part: 'UTL-99' }), first('part')],
    ['a rule about an unknown whole', ruled({ whole: 'UTL-99' }), first('whole')],
    ['a rule that ties a KPI to itself', ruled({ whole: 'UTL-01' }), first('whole')],
    ['a rule across units', ruled({ whole: 'UTL-05' }), first('whole')],
    ['a rule across periods', ruled({ whole: 'UTL-06' }), first('whole')],
    ['a rule whose whole is not asked everywhere', ruled({ whole: 'TRN-05' }), first('whole')],
    ['a rule without a reason', ruled({ because: ' ' }), first('because')],
    [
      'the same pair turned around',
      ruled({}, { id: 'again', part: 'UTL-03', whole: 'UTL-01' }),
      ['cross-rules.json|2|again|whole'],
    ],
    ['the same pair twice', ruled({}, { id: 'again' }), ['cross-rules.json|2|again|whole']],
    [
      'parts and wholes that go round',
      ruled(
        {},
        { id: 'next', part: 'UTL-03', whole: 'UTL-07' },
        { id: 'last', part: 'UTL-07', whole: 'UTL-01' },
      ),
      ['cross-rules.json|3|last|whole'],
    ],
  ];
}

describe('validateMethodology', () => {
  it('takes a rule that can hold, and no rule at all', () => {
    expect(problemsAfter(ruled({}))).toEqual([]);
    const chain = ruled({}, { id: 'over', whole: 'UTL-07' }, { id: 'next', part: 'UTL-03', whole: 'UTL-07' });
    expect(problemsAfter(chain)).toEqual([]);
    expect(problemsAfter((files) => (files['cross-rules.json'] = []))).toEqual([]);
  });

  const cases: [string, (files: LooseFiles) => void, string[]][] = [
    ['a file that does not belong', (f) => (f['extra.json'] = []), ['extra.json|-|-|-']],
    ['a file that is no list', (f) => (f['calendar.json'] = {}), ['calendar.json|-|-|-']],
    ['an empty list', (f) => (f['calendar.json'] = []), ['calendar.json|-|-|-']],
    ...crossRuleCases(),
    ['a row that is no object', (f) => f['spheres.json'].push(7), ['spheres.json|9|-|-']],
    ['a field too many', (f) => (kpi(f, 3).colour = 'red'), ['kpis.json|3|GOV-03|colour']],
    ['a field missing', (f) => delete kpi(f, 3).note, ['kpis.json|3|GOV-03|note']],
    ['an empty Kazakh name', (f) => (kpi(f, 2).name.kk = ' '), ['kpis.json|2|GOV-02|name.kk']],
    ['a missing Russian name', (f) => delete kpi(f, 2).name.ru, ['kpis.json|2|GOV-02|name.ru']],
    [
      'a settlement twice',
      (f) => f['cities.json'].push({ ...city(f, 'oral'), kato: null }),
      ['cities.json|211|oral|id'],
    ],
    ['a KATO code twice', (f) => (city(f, 'oral').kato = '311010000'), ['cities.json|13|taraz|kato']],
    [
      'a KATO code of eight digits',
      (f) => (city(f, 'ridder').kato = '63241000'),
      ['cities.json|41|ridder|kato'],
    ],
    ['an unknown category', (f) => (city(f, 'ridder').category = 'big'), ['cities.json|41|ridder|category']],
    ['half of a coordinate pair', (f) => (city(f, 'oral').lon = null), ['cities.json|12|oral|lon']],
    [
      'swapped coordinates',
      (f) => Object.assign(city(f, 'oral'), { lat: 51.4, lon: 11.2 }),
      ['cities.json|12|oral|lon'],
    ],
    [
      'coordinates without source',
      (f) => (city(f, 'oral').geoSource = null),
      ['cities.json|12|oral|geoSource'],
    ],
    [
      'an unknown oblast',
      (f) => (city(f, 'oral').region = 'uralsk'),
      ['cities.json|12|oral|region', 'cities.json|12|oral|workingGroup'],
    ],
    [
      'no oblast',
      (f) => (city(f, 'oral').region = null),
      ['cities.json|12|oral|region', 'cities.json|12|oral|workingGroup'],
    ],
    [
      'an oblast of a republican city',
      (f) => (city(f, 'astana').region = 'akmola'),
      ['cities.json|1|astana|region'],
    ],
    [
      'an unknown group',
      (f) => (city(f, 'oral').workingGroup = 'wg_x'),
      ['cities.json|12|oral|workingGroup'],
    ],
    [
      "another oblast's group",
      (f) => (city(f, 'oral').workingGroup = 'wg_abai'),
      ['cities.json|12|oral|workingGroup'],
    ],
    [
      'a population without date',
      (f) => (city(f, 'oral').populationAsOf = null),
      ['cities.json|12|oral|populationAsOf'],
    ],
    [
      'an unrated city without reason',
      (f) => (city(f, 'oral').rated = false),
      ['cities.json|12|oral|notRatedBecause'],
    ],
    [
      'an oblast centre in "raion"',
      (f) => Object.assign(city(f, 'oral'), { category: 'raion', raionCentre: true }),
      ['cities.json|12|oral|category'],
    ],
    [
      'no centre in "raion"',
      (f) => (city(f, 'alga').raionCentre = false),
      [`cities.json|68|alga|raionCentre`],
    ],
    [
      'an oblast without group',
      (f) => f['regions.json'].push({ id: 'new', kato: '640000000', name: { kk: 'Жаңа', ru: 'Новая' } }),
      ['regions.json|18|new|id'],
    ],
    [
      'a group without oblast',
      (f) => (f['working-groups.json'][0].region = null),
      ['regions.json|1|abai|id', 'working-groups.json|1|wg_abai|region', ...Array(11).fill('cities.json')],
    ],
    [
      'a group of an oblast with a city',
      (f) => (f['working-groups.json'][1].city = 'astana'),
      ['working-groups.json|2|wg_akmola|city', 'working-groups.json|2|wg_akmola|city'],
    ],
    [
      'a city group without city',
      (f) => (f['working-groups.json'][17].city = null),
      ['working-groups.json|18|wg_astana|city', 'cities.json|1|astana|workingGroup'],
    ],
    [
      'a group of an unknown city',
      (f) => (f['working-groups.json'][17].city = 'nursultan'),
      ['working-groups.json|18|wg_astana|city', 'cities.json|1|astana|workingGroup'],
    ],
    [
      'a city group with an oblast',
      (f) => (f['working-groups.json'][17].region = 'akmola'),
      ['working-groups.json|18|wg_astana|region'],
    ],
    ['an unknown sphere', (f) => (kpi(f, 1).sphere = 'sport'), ['kpis.json|1|GOV-01|sphere']],
    ['an unknown unit', (f) => (kpi(f, 1).unit = 'metres'), ['kpis.json|1|GOV-01|unit']],
    ['an unknown reference', (f) => (kpi(f, 1).refs[1] = 'ISO1'), ['kpis.json|1|GOV-01|refs.1']],
    ['a code of another form', (f) => (kpi(f, 1).code = 'gov1'), ['kpis.json|1|gov1|code']],
    [
      'min above max',
      (f) => (kpi(f, 14).min = '100'),
      [
        'kpis.json|14|UTL-06|max',
        'kpis.json|14|UTL-06|target.republican',
        'kpis.json|14|UTL-06|target.oblast',
        'kpis.json|14|UTL-06|target.raion',
      ],
    ],
    [
      'a target outside the limits',
      (f) => (kpi(f, 12).target.oblast = '61'),
      ['kpis.json|12|UTL-04|target.oblast'],
    ],
    [
      'a target with no distance to score',
      (f) => (kpi(f, 12).target.oblast = '60'),
      ['kpis.json|12|UTL-04|target.oblast'],
    ],
    ['a target missing', (f) => delete kpi(f, 12).target.raion, ['kpis.json|12|UTL-04|target.raion']],
    ['a target too many', (f) => kpi(f, 12).categories.pop(), ['kpis.json|12|UTL-04|target.raion']],
    ['a category twice', (f) => kpi(f, 12).categories.push('raion'), ['kpis.json|12|UTL-04|categories.3']],
    [
      'a target that is no decimal',
      (f) => (kpi(f, 12).target.raion = '1e1'),
      ['kpis.json|12|UTL-04|target.raion'],
    ],
    [
      'a target with too many decimals',
      (f) => (kpi(f, 12).target.raion = '25.55'),
      ['kpis.json|12|UTL-04|target.raion'],
    ],
    ['a limit with too many decimals', (f) => (kpi(f, 12).max = '60.25'), ['kpis.json|12|UTL-04|max']],
    ['more decimals than the unit has', (f) => (kpi(f, 12).decimals = 2), ['kpis.json|12|UTL-04|decimals']],
    ['a percentage above 100', (f) => (kpi(f, 12).max = '120'), ['kpis.json|12|UTL-04|max']],
    ['a negative share', (f) => (kpi(f, 12).min = '-5'), ['kpis.json|12|UTL-04|min']],
    ['a weight of nothing', (f) => (kpi(f, 12).weight = '0'), ['kpis.json|12|UTL-04|weight']],
    [
      'a weight that is no number',
      (f) => (kpi(f, 12).weight = 'heavy'),
      ['kpis.json|12|UTL-04|weight', 'kpis.json|12|UTL-04|weight'],
    ],
    [
      'unit limits in the wrong order',
      (f) => (f['units.json'][1].limits.max = '0'),
      ['units.json|2|hours|limits.max', 'kpis.json|3|GOV-03|max', 'kpis.json|13|UTL-05|max'],
    ],
    [
      'a date that does not exist',
      (f) => (f['calendar.json'][1].weekdayDaysOff[0] = '2026-02-30'),
      ['calendar.json|2|2026|weekdayDaysOff.0', 'calendar.json|3|2027|year'],
    ],
    [
      'a total that is wrong',
      (f) => (f['calendar.json'][1].counts.workingDays = 248),
      ['calendar.json|2|2026|counts.workingDays'],
    ],
    [
      'a weekend as weekday off',
      (f) => f['calendar.json'][1].weekdayDaysOff.push('2026-03-21'),
      ['calendar.json|2|2026|weekdayDaysOff.14'],
    ],
    [
      'a day off of another year',
      (f) => f['calendar.json'][1].weekdayDaysOff.push('2025-03-21'),
      ['calendar.json|2|2026|weekdayDaysOff.14', 'calendar.json|2|2026|weekdayDaysOff.14'],
    ],
    [
      'a day off listed twice',
      (f) => f['calendar.json'][1].weekdayDaysOff.push('2026-05-01'),
      ['calendar.json|2|2026|weekdayDaysOff.14'],
    ],
    [
      'a working Wednesday as extra',
      (f) => f['calendar.json'][1].extraWorkingDays.push('2026-04-01'),
      ['calendar.json|2|2026|extraWorkingDays.0'],
    ],
    [
      'a day off that nothing explains',
      (f) => {
        const y = f['calendar.json'][1];
        y.weekdayDaysOff.push('2026-04-01');
        y.counts.daysOff += 1;
        y.counts.workingDays -= 1;
      },
      ['calendar.json|2|2026|weekdayDaysOff.14'],
    ],
    [
      'a holiday that is worked',
      (f) => {
        const y = f['calendar.json'][1];
        y.weekdayDaysOff.splice(0, 1);
        y.counts.daysOff -= 1;
        y.counts.workingDays += 1;
      },
      ['calendar.json|2|2026|holidays.0.date'],
    ],
    [
      'a substitute that is worked',
      (f) => {
        const y = f['calendar.json'][1];
        y.weekdayDaysOff.splice(3, 1);
        y.counts.daysOff -= 1;
        y.counts.workingDays += 1;
      },
      ['calendar.json|2|2026|holidays.3.substitute'],
    ],
    [
      'a substitute for a religious day',
      (f) =>
        (f['calendar.json'][2].holidays.find((h: { key: string }) => h.key === 'kurban').substitute =
          '2027-05-10'),
      ['calendar.json|3|2027|holidays.11.substitute', 'calendar.json|3|2027|holidays.11.substitute'],
    ],
    [
      'a substitute for a weekday',
      (f) => (f['calendar.json'][1].holidays[0].substitute = '2026-01-07'),
      ['calendar.json|2|2026|holidays.0.substitute'],
    ],
    [
      'a holiday of another year',
      (f) => (f['calendar.json'][1].holidays[13].date = '2027-12-16'),
      [
        'calendar.json|2|2026|holidays.13.date',
        'calendar.json|2|2026|holidays.13.date',
        'calendar.json|2|2026|weekdayDaysOff.13',
      ],
    ],
    [
      'a moved day that is no working day',
      (f) => {
        const y = f['calendar.json'][0];
        y.extraWorkingDays.pop();
        y.counts.daysOff += 1;
        y.counts.workingDays -= 1;
      },
      ['calendar.json|1|2025|movedDays.0.from'],
    ],
    [
      'a moved day that is no day off',
      (f) => (f['calendar.json'][0].movedDays[0].to = '2025-01-06'),
      ['calendar.json|1|2025|movedDays.0.to', 'calendar.json|1|2025|weekdayDaysOff.2'],
    ],
    ['a gap between years', (f) => f['calendar.json'].splice(1, 1), ['calendar.json|2|2027|year']],
    [
      'a year twice',
      (f) => f['calendar.json'].push(structuredClone(f['calendar.json'][0])),
      ['calendar.json|4|2025|year'],
    ],
    [
      'an unknown time zone',
      (f) => (f['reporting.json'].timeZone = 'Asia/Astana_'),
      ['reporting.json|-|-|timeZone'],
    ],
    [
      'an impossible due time',
      (f) => (f['reporting.json'].dueTime = '24:00'),
      ['reporting.json|-|-|dueTime'],
    ],
    [
      'no days to report',
      (f) => (f['reporting.json'].dueWorkingDays.month = 0),
      ['reporting.json|-|-|dueWorkingDays.month'],
    ],
    [
      'no default method',
      (f) => (f['rating-methods.json'][0].default = false),
      ['rating-methods.json|-|-|default', ...Array(3).fill('rating-methods.json|-|-|categories')],
    ],
    [
      'two default methods',
      (f) => (f['rating-methods.json'][1].default = true),
      ['rating-methods.json|2|predecessor_bands|default'],
    ],
    [
      'a method with an unknown sphere',
      (f) => (f['rating-methods.json'][0].groups[0].spheres[0].sphere = 'sport'),
      ['rating-methods.json|1|starter|groups.0.spheres.0.sphere', 'rating-methods.json|1|starter|groups'],
    ],
    [
      'a method with an unrated sphere',
      (f) => f['rating-methods.json'][0].groups[0].spheres.push({ sphere: 'social', weight: '1' }),
      ['rating-methods.json|1|starter|groups.0.spheres.5.sphere'],
    ],
    [
      'a sphere weighed twice',
      (f) => f['rating-methods.json'][1].groups[2].spheres.push({ sphere: 'ecology', weight: '1' }),
      ['rating-methods.json|2|predecessor_bands|groups.2.spheres.1.sphere'],
    ],
    [
      'a group id twice',
      (f) => (f['rating-methods.json'][1].groups[2].id = 'priority'),
      ['rating-methods.json|2|predecessor_bands|groups.2.id'],
    ],
    [
      'bands out of order',
      (f) => (f['rating-methods.json'][1].normalisation.bands[1].upTo = '10'),
      ['rating-methods.json|2|predecessor_bands|normalisation.bands.1.upTo'],
    ],
    [
      'points out of order',
      (f) => (f['rating-methods.json'][1].normalisation.bands[1].points = '1'),
      ['rating-methods.json|2|predecessor_bands|normalisation.bands.1.points'],
    ],
    [
      'points above the maximum',
      (f) => (f['rating-methods.json'][1].normalisation.bands[4].points = '6'),
      ['rating-methods.json|2|predecessor_bands|normalisation.bands.4.points'],
    ],
    [
      'bands that end early',
      (f) => f['rating-methods.json'][1].normalisation.bands.pop(),
      ['rating-methods.json|2|predecessor_bands|normalisation.bands.3.upTo'],
    ],
    [
      'a method of an unknown kind',
      (f) => (f['rating-methods.json'][0].normalisation.kind = 'magic'),
      [
        'rating-methods.json|1|starter|normalisation.kind',
        'rating-methods.json|-|-|default',
        ...Array(3).fill('rating-methods.json|-|-|categories'),
      ],
    ],
    [
      'a method with a category twice',
      (f) => f['rating-methods.json'][0].categories.push('raion'),
      ['rating-methods.json|1|starter|categories.3'],
    ],
    [
      'a category of the country twice',
      (f) => (f['methodology.json'].categories[1].id = 'raion'),
      ['methodology.json|-|-|categories.2.id'],
    ],
  ];

  it.each(cases)('reports %s, and where', (_name, change, expected) => {
    const problems = problemsAfter(change);
    // A name alone stands for any problem of that file that follows from the one under test.
    expect(problems.map((line, i) => (expected[i]?.endsWith('.json') ? line.split('|')[0] : line))).toEqual(
      expected,
    );
  });

  it('reports a missing file, and the rows that need it', () => {
    const problems = problemsAfter((files) => delete files['units.json']);
    expect(problems[0]).toBe('units.json|-|-|-');
    expect(problems.slice(1).every((line) => line.startsWith('kpis.json|') && line.endsWith('|unit'))).toBe(
      true,
    );
    expect(problems).toHaveLength(46);
  });

  it('reports problems of all files at once', () => {
    const problems = problemsAfter((files) => {
      city(files, 'oral').name.kk = '';
      kpi(files, 5).direction = 'sideways';
      files['calendar.json'][2].counts.daysOff = 1;
      files['methodology.json'].version = '';
    });
    expect(problems).toEqual([
      'methodology.json|-|-|version',
      'cities.json|12|oral|name.kk',
      'kpis.json|5|GOV-05|direction',
      'calendar.json|3|2027|counts.daysOff',
    ]);
  });
});

describe('formatProblem', () => {
  it('names file, row, field and what is wrong in one line', () => {
    const row = { index: 3, id: 'GOV-03' };
    expect(formatProblem({ file: 'kpis.json', row, field: 'target.oblast', message: 'is missing' })).toBe(
      'kpis.json, row 3 (GOV-03), target.oblast: is missing',
    );
    expect(
      formatProblem({ file: 'kpis.json', row: { index: 3, id: null }, field: null, message: 'is odd' }),
    ).toBe('kpis.json, row 3: is odd');
    expect(
      formatProblem({ file: 'units.json', row: null, field: null, message: 'the file is missing' }),
    ).toBe('units.json: the file is missing');
  });
});
