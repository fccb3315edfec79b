/** What a word or sign after a number measures; the first nine are the units that KPIs have. */
export type UnitKind =
  | 'percent'
  | 'hours'
  | 'minutes'
  | 'count'
  | 'index'
  | 'per_10k'
  | 'per_100k'
  | 'ug_m3'
  | 'm2_per_capita'
  | 'seconds'
  | 'days'
  | 'weeks'
  | 'months'
  | 'years'
  | 'money'
  | 'people'
  | 'distance'
  | 'area'
  | 'mass'
  | 'concentration'
  | 'volume'
  | 'energy'
  | 'per_mille';

/** The ways people write each unit, in Kazakh, Russian and by sign; matched whole, in lower case. */
const UNIT_PATTERNS: readonly (readonly [UnitKind, RegExp])[] = [
  ['percent', /^(?:%|пайыз(?:ы|дан|ға)?|процент(?:а|ов|ы)?|проц\.?|пайыздық тармақ|п\.? ?п\.?|percent)$/],
  ['hours', /^(?:сағат(?:тан|ы)?|сағ\.?|час(?:а|ов|ы)?|ч\.?|h|hours?)$/],
  ['minutes', /^(?:минут(?:а|ы|у|тан)?|мин\.?|min|minutes?)$/],
  [
    'count',
    /^(?:бірлік|бірл\.?|дана|шт\.?|штук[аи]?|ед\.?|единиц[аы]?|жиынтық|набор(?:а|ов)?|рет|раза?|units?)$/,
  ],
  ['index', /^(?:индекс(?:і|а)?|балл(?:а|ов)?|index)$/],
  [
    'per_10k',
    /^(?:на (?:10 ?000|10 ?тыс(?:\.|яч)?) ?(?:жит(?:\.|елей)?|чел(?:\.|овек)?|населения)?|(?:10 ?000|10 мың) (?:тұрғынға|адамға) шаққанда)$/,
  ],
  [
    'per_100k',
    /^(?:на (?:100 ?000|100 ?тыс(?:\.|яч)?) ?(?:жит(?:\.|елей)?|чел(?:\.|овек)?|населения)?|(?:100 ?000|100 мың) (?:тұрғынға|адамға) шаққанда)$/,
  ],
  ['ug_m3', /^(?:(?:мкг|µg|μg|ug) ?\/ ?(?:м|m|куб\. ?м)(?:³|3|\^3)?)$/],
  [
    'm2_per_capita',
    /^(?:(?:м|m)(?:²|2|\^2)(?: ?\/ ?(?:чел\.?|адам|жителя|тұрғын)| на (?:жителя|человека))?|кв\.? ?м\.?(?: на (?:жителя|человека))?|шаршы метр|бір (?:тұрғынға|адамға) шаққанда (?:м²|м2|шаршы метр))$/,
  ],
  ['days', /^(?:күн(?:нен)?|д(?:ень|ня|ней|н\.?)|сут(?:ок|ки)\.?|days?)$/],
  ['seconds', /^(?:секунд(?:а|ы|у|тан)?|сек\.?)$/],
  ['weeks', /^(?:апта(?:дан)?|недел[яиюь]|нед\.?|weeks?)$/],
  ['months', /^(?:ай(?:дан)?|мес\.?|месяц(?:а|ев)?|months?)$/],
  ['years', /^(?:жыл(?:дан)?|год(?:а|у)?|лет|years?)$/],
  ['money', /^(?:тг\.?|теңге|тенге|₸|kzt|руб\.?|рубл(?:ь|я|ей)|доллар(?:а|ов)?|\$|€|₽)$/],
  ['people', /^(?:адам|чел\.?|человека?|тұрғын|жител(?:ь|я|ей))$/],
  ['distance', /^(?:км|шақырым|километр(?:а|ов)?|м|m|метр(?:а|ов)?|km)$/],
  ['area', /^(?:га|гектар(?:а|ов)?|км²|км2|кв\.? ?км)$/],
  ['mass', /^(?:т|тонна|тонн[аы]?|кг|килограмм(?:а|ов)?|kg)$/],
  ['volume', /^(?:л|литр(?:а|ов)?|м³|м3|m³|m3|куб\.? ?м\.?|текше метр|кубометр(?:а|ов)?)$/],
  ['energy', /^(?:(?:к|м)вт[·*. -]?(?:ч|сағ)\.?|гкал|kwh|mwh)$/],
  ['per_mille', /^(?:‰|промилле)$/],
  ['concentration', /^(?:мг ?\/ ?(?:м³|м3|л)|mg ?\/ ?(?:m³|m3|l))$/],
];

/** The unit that a text names, or null when it names none. */
export function readUnit(text: string): UnitKind | null {
  const normal = text.trim().toLowerCase();
  return UNIT_PATTERNS.find(([, pattern]) => pattern.test(normal))?.[0] ?? null;
}

/** The power of ten that a word after a number stands for ("млн", "мың"), or null. */
export function readMultiplier(word: string): number | null {
  const normal = word.toLowerCase();
  if (/^(?:мың|тыс\.?|тысяч[аиу]?)$/.test(normal)) return 3;
  if (/^(?:млн\.?|миллион(?:а|ов)?)$/.test(normal)) return 6;
  if (/^(?:млрд\.?|миллиард(?:а|ов)?)$/.test(normal)) return 9;
  return null;
}
