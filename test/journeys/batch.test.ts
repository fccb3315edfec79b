import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { type Filling, fillTemplate } from '../setup/fill-template.ts';
import { createPerson } from '../setup/people.ts';
import { buildReportingTown, plain, workingGroup } from './reporting-people.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const words = {
  kk: {
    open: 'Бірнешеуін жіберу',
    ways: [
      'Бірнеше мәнді бірден жіберудің екі жолы бар.',
      '1. Excel үлгісі: «Мәні» бағанын толтырып, файлды осында жіберіңіз.',
      '2. Хабар: әр жолға бір көрсеткіш, мысалы:',
      'GOV-01 85,5',
      'Алдымен тексеріп, көрсетеміз, содан кейін өзіңіз жібересіз.',
    ],
    template: 'Excel үлгісі',
    caption: (count: number) =>
      `${count} көрсеткіштің үлгісі. Сары ұяшықтарды толтырып, файлды осында жіберіңіз.`,
    counts: '46 жол оқылды: жіберуге дайыны – 38, түсіндірілетіні – 1, қабылданбайтыны – 7.',
    refused: [
      '6. Ақсай, Электрондық қызметтер – формула тұр, санның өзін жазыңыз',
      '7. Ақсай, Ашық деректер – ұяшықтар біріктірілген, оларды бөліңіз',
      '8. Астана, SDU жүйесіне тапсыру – басқа жұмыс тобының қаласы',
      '9. Ақсай, Жол картасын орындау – «шамамен 5»: сан емес',
      '10. Ақсай, «Ақылды» су есептегіштері – 130: 0–100 аралығынан тыс',
      '11. Ақсай, «Ақылды» электр есептегіші – себебі жазылмаған',
      '12. UTL-03 – жолдың жасырын кілті өзгерген, жаңа үлгі алыңыз',
    ],
    filterRefused: 'Қабылданбайтыны',
    filterAsks: 'Түсіндірілетіні',
    asks: '39. Орал, Су ысырабы: 2,3 % – үтірі не нөлі қате болуы мүмкін',
    next: 'Келесі',
    explain: 'Түсіндіру: 1',
    askReason: '1 мән әдеттегіден өзгеше. Дұрыс болса, ортақ себебін таңдаңыз немесе бір сөйлеммен жазыңыз.',
    shortReason: 'Бұдан себебі түсініксіз. Бір сөйлеммен жазыңыз.',
    explained: 'Түсіндірме: «Құбырлар ауыстырылды».',
    send: (count: number) => `${count} мәнді жіберу`,
    sent: [
      '✅ 39 мән қабылданды.',
      'Енді олар тексеріледі.',
      '7 жол жіберілген жоқ: түзетіп, қайта жіберіңіз.',
    ],
    showRest: 'Қалғанын көру',
    rest: 'Қалғаны Excel-де',
    drop: 'Басынан бастау',
    allSent: ['✅ 5 мән қабылданды.', 'Енді олар тексеріледі.'],
    overtaken: 'бұл көрсеткіштің жаңа мәні бұрын жіберілген',
    stale: 'Бұл батырма ескірген. Қазіргі күйі төменде.',
    lines: [
      '5 жол оқылды: жіберуге дайыны – 1, түсіндірілетіні – 0, қабылданбайтыны – 4.',
      '1. Орал, «Ақылды» су есептегіштері: 85,5 %',
      '2. Астана тобы 40 – коды танылмады, мысалы: GOV-01 85,5',
      '4. gov-1 7 – қаласын жазыңыз, мысалы: GOV-01 Орал 85,5',
      '5. UTL-02 Астана 7 – бұл қала Сізге тапсырылмаған',
      '6. XXX-01 5 – мұндай көрсеткіш Сізден күтілмейді',
    ],
    ambiguous: [
      '3 жол оқылды: жіберуге дайыны – 1, түсіндірілетіні – 0, қабылданбайтыны – 0.',
      '2 мән екі түрлі оқылады: дұрысын таңдаңыз.',
      '1. Ақсай, Электр жарығының үзілуі: «1,234» – 1 234 не 1,2',
      '2. Ақсай, «Ақылды» су есептегіштері: «0,85» – 85 не 0,9',
      '3. Ақсай, «Ақылды» электр есептегіші: 7 %',
    ],
    readAs: (row: number, value: string) => `${row}-жол: ${value}`,
    filterAmbiguous: 'Нақтыланатыны',
    filterAll: 'Бәрі',
    notLines: 'Жолдар танылмады. Әр жолды көрсеткіш кодынан бастаңыз, мысалы: GOV-01 85,5.',
    tooManyLines: 'Бір хабарда ең көбі 200 жол болады. Қалғанын бөлек жіберіңіз.',
    onlyFile: 'Мұнда Excel файлы немесе мәтін керек. Үлгіні толтырып, файл ретінде жіберіңіз.',
    notAWorkbook: 'Бұл – Excel файлы емес. Үлгіні толтырып, .xlsx күйінде жіберіңіз.',
    tooLarge: 'Файл тым үлкен. Үлгіні ғана толтырып, қайта жіберіңіз.',
    wrongTemplate: 'Бұл файл біздің үлгі емес. Үлгіні алып, соны толтырыңыз.',
    empty: 'Файлда бірде-бір мән толтырылмаған. «Мәні» бағанын толтырып, қайта жіберіңіз.',
    encrypted: 'Файлға құпиясөз қойылған. Оны алып тастап, қайта жіберіңіз.',
    old: 'Бұл – Excel-дің ескі пішімі. Файлды .xlsx деп сақтап, қайта жіберіңіз.',
    unknown: 'Түсіне алмадық. Мәзірден таңдаңыз.',
    noRight: 'Бұған рұқсатыңыз жоқ. Рұқсатты үйлестіруші береді.',
    absence: 'Үйдегі жылу есептегіштері',
  },
  ru: {
    open: 'Несколько сразу',
    ways: [
      'Отправить много значений сразу можно двумя способами.',
      '1. Шаблон Excel: заполните столбец «Значение» и пришлите файл сюда.',
      '2. Сообщение: по одному показателю в строке, например:',
      'GOV-01 85,5',
      'Сначала всё проверим и покажем, потом Вы отправите.',
    ],
    template: 'Шаблон Excel',
    caption: (count: number) => `Шаблон: ${count} показателей. Заполните жёлтые ячейки и пришлите файл сюда.`,
    counts: 'Прочитано строк: 46. Можно отправить — 38, нужно пояснить — 1, не приняты — 7.',
    refused: [
      '6. Аксай, Электронные услуги — в ячейке формула, впишите само число',
      '7. Аксай, Открытые данные — ячейки объединены, разъедините их',
      '8. Астана, Передача в SDU в срок — город другой рабочей группы',
      '9. Аксай, Дорожная карта в срок — «шамамен 5»: не число',
      '10. Аксай, «Умные» счётчики воды — 130: вне пределов 0–100',
      '11. Аксай, «Умные» электросчётчики — не указана причина',
      '12. UTL-03 — скрытый ключ строки изменён, возьмите новый шаблон',
    ],
    filterRefused: 'Не приняты',
    filterAsks: 'Пояснить',
    asks: '39. Уральск, Потери воды: 2,3 % — возможна ошибка в запятой или нулях',
    next: 'Дальше',
    explain: 'Пояснить: 1',
    askReason:
      '1 значение не такое, как обычно. Если всё верно, выберите общую причину или напишите её одним предложением.',
    shortReason: 'Причина отсюда не ясна. Напишите её одним предложением.',
    explained: 'Пояснение: «Құбырлар ауыстырылды».',
    send: (count: number) => `Отправить ${count} ${count === 1 ? 'значение' : 'значений'}`,
    sent: [
      '✅ Принято 39 значений.',
      'Теперь их проверят.',
      'Не отправлено 7 строк: исправьте и пришлите ещё раз.',
    ],
    showRest: 'Посмотреть остальное',
    rest: 'Остальное в Excel',
    drop: 'Начать сначала',
    allSent: ['✅ Принято 5 значений.', 'Теперь их проверят.'],
    overtaken: 'более новое значение уже отправлено',
    stale: 'Эта кнопка устарела. Актуальное — ниже.',
    lines: [
      'Прочитано строк: 5. Можно отправить — 1, нужно пояснить — 0, не приняты — 4.',
      '1. Уральск, «Умные» счётчики воды: 85,5 %',
      '2. Астана тобы 40 — код не распознан, например: GOV-01 85,5',
      '4. gov-1 7 — укажите город, например: GOV-01 Уральск 85,5',
      '5. UTL-02 Астана 7 — этот город поручен не Вам',
      '6. XXX-01 5 — такого показателя от Вас не ждут',
    ],
    ambiguous: [
      'Прочитано строк: 3. Можно отправить — 1, нужно пояснить — 0, не приняты — 0.',
      '2 значения читаются двояко: выберите верное.',
      '1. Аксай, Перерывы электричества: «1,234» — 1 234 или 1,2',
      '2. Аксай, «Умные» счётчики воды: «0,85» — 85 или 0,9',
      '3. Аксай, «Умные» электросчётчики: 7 %',
    ],
    readAs: (row: number, value: string) => `Строка ${row}: ${value}`,
    filterAmbiguous: 'Уточнить',
    filterAll: 'Все',
    notLines: 'Строки не распознаны. Начинайте каждую с кода показателя, например: GOV-01 85,5.',
    tooManyLines: 'В одном сообщении — не больше 200 строк. Остальные пришлите отдельно.',
    onlyFile: 'Здесь нужен файл Excel или текст. Заполните шаблон и пришлите его файлом.',
    notAWorkbook: 'Это не файл Excel. Заполните шаблон и пришлите его в формате .xlsx.',
    tooLarge: 'Файл слишком большой. Заполните только шаблон и пришлите ещё раз.',
    wrongTemplate: 'Это не наш шаблон. Возьмите шаблон и заполните его.',
    empty: 'В файле не заполнено ни одно значение. Заполните столбец «Значение» и пришлите ещё раз.',
    encrypted: 'Файл закрыт паролем. Снимите пароль и пришлите ещё раз.',
    old: 'Это старый формат Excel. Сохраните файл как .xlsx и пришлите ещё раз.',
    unknown: 'Не удалось понять. Выберите в меню.',
    noRight: 'У Вас нет прав на это. Их даёт координатор.',
    absence: 'Общедомовой учёт тепла',
  },
} as const;

/** What a person did to the first rows of the template, each in another way. */
const firstRows: readonly Filling[] = [
  { cell: '<f>1+1</f><v>2</v>' },
  { value: '50', merge: true },
  { value: '50', key: (key) => key.replace(/aq1\|\w+\|/, 'aq1|astana|') },
  { value: 'шамамен 5' },
  { value: '130' },
  { value: 'дерек жоқ' },
  { value: '5', key: () => 'aq1|aksai|UTL-01|2026-Q3|0' },
  { value: 'нет данных', explanation: 'Есептегіш бұзылды' },
];

describe.each(['kk', 'ru'] as const)('many values at once, in %s', async (language: Language) => {
  const w = words[language];
  const town = await buildReportingTown(language);
  const { as, say, press, tap, dataOf } = town;
  const { db } = town.database;
  afterAll(() => town.close());
  const person = await createPerson(db, {
    language,
    telegramId: 120,
    fullName: 'Сәбит Нұр',
    roles: [{ role: 'member', workingGroupId: workingGroup }],
    // 26 values of Aksai; of Oral the 20 that nobody else answers for more closely, and one that another does too.
    assignments: [{ cityId: 'oral' }, { cityId: 'aksai' }, { cityId: 'oral', kpiCode: 'UTL-04' }],
  });
  const many = town.person(120, language);
  const linesOf = (text: string) => text.split('\n');
  const caption = () => plain(many.messages().findLast(({ document }) => document)?.caption);
  const ofPerson = () => db.submissionVersion.count({ where: { submittedById: person.id } });
  let template = new Uint8Array();

  async function sendFile(bytes: Uint8Array, fileName = 'kpi-values.xlsx', who = many): Promise<string> {
    return plain(await town.after(who.sendDocument(bytes, { fileName, mimeType: xlsx }), who));
  }

  it('shows both ways, and gives a template of what is owed', async () => {
    await say(many, '/submit');
    expect(linesOf((await press(many, w.open)).last)).toEqual(w.ways);
    await press(many, w.template);
    const file = await town.server.fileOf(many);
    expect(file.name).toBe('kpi-values.xlsx');
    expect(caption()).toBe(w.caption(46));
    template = new Uint8Array(file.bytes);
  });

  it('shows each row of the file that came back: taken, odd, or refused and why', async () => {
    const filled = fillTemplate(template, (code, index) => {
      const first = firstRows[index];
      if (first !== undefined) return first;
      return { value: code === 'UTL-04' ? '2,3' : '5' };
    });
    expect(linesOf(await sendFile(filled))[0]).toBe(w.counts);
    expect(await ofPerson()).toBe(0);
    const refused = (await press(many, w.filterRefused)).pressed;
    expect(linesOf(refused)).toEqual([w.counts, ...w.refused]);
    const asked = (await press(many, w.filterAsks)).pressed;
    expect(linesOf(asked)).toEqual([w.counts, w.asks]);
  });

  it('takes one explanation for what is odd', async () => {
    expect((await press(many, w.explain)).pressed).toBe(w.askReason);
    expect(await say(many, '..')).toBe(w.shortReason);
    expect(linesOf(await say(many, 'Құбырлар ауыстырылды'))[1]).toBe(w.explained);
  });

  it('sends the accepted ones with one button, once, and keeps the rest', async () => {
    const { messageId, data } = dataOf(many, w.send(39));
    expect(linesOf((await tap(many, messageId, data)).pressed)).toEqual(w.sent);
    expect(await ofPerson()).toBe(39);
    const again = await tap(many, messageId, data);
    expect(again.note).toBe(w.stale);
    expect(await ofPerson()).toBe(39);
    const odd = await db.submissionVersion.findFirstOrThrow({
      where: { submittedById: person.id, submission: { kpiCode: 'UTL-04', cityId: 'oral' } },
    });
    expect(odd).toMatchObject({ explanation: 'Құбырлар ауыстырылды', flags: ['likelySlip'] });
    const none = await db.submissionVersion.findFirstOrThrow({
      where: { submittedById: person.id, kind: 'no_data' },
    });
    expect(none).toMatchObject({ value: null, reason: 'Есептегіш бұзылды' });
  });

  it('gives the refused rows as a file again, to be corrected and sent', async () => {
    expect(linesOf((await press(many, w.showRest)).pressed).slice(1)).toEqual(w.refused);
    await press(many, w.rest);
    expect(caption()).toBe(w.caption(5));
    const file = await town.server.fileOf(many);
    const corrected = fillTemplate(new Uint8Array(file.bytes), () => ({ value: '7' }));
    await sendFile(corrected);
    expect(linesOf((await press(many, w.send(5))).pressed)).toEqual(w.allSent);
    expect(await ofPerson()).toBe(44);
  });

  it('refuses the rows of a template that is older than what was sent', async () => {
    const late = fillTemplate(template, (_, index) => (index > 30 ? { value: '9' } : null));
    expect(await sendFile(late)).toContain(w.overtaken);
    expect(many.keyboard()[0]).not.toContain(w.send(1));
    expect(linesOf((await press(many, w.drop)).pressed)).toEqual(w.ways);
  });

  it('refuses what is no such file in one sentence, and goes on', async () => {
    const compound = (name: string) =>
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.from(name, 'utf16le')]);
    const program = new Uint8Array([0x4d, 0x5a, ...new Uint8Array(500)]);
    expect(await sendFile(program)).toBe(w.notAWorkbook);
    expect(await sendFile(program, 'virus.exe')).toBe(w.notAWorkbook);
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(64 * 1024 * 1024) });
    expect(await sendFile(bomb)).toBe(w.tooLarge);
    expect(await sendFile(compound('EncryptedPackage'))).toBe(w.encrypted);
    expect(await sendFile(compound('Workbook'), 'old.xls')).toBe(w.old);
    const other = {
      'xl/workbook.xml': strToU8('<workbook/>'),
      'xl/worksheets/sheet1.xml': strToU8('<worksheet/>'),
    };
    expect(await sendFile(zipSync(other))).toBe(w.wrongTemplate);
    expect(await sendFile(template)).toBe(w.empty);
    expect(plain(await town.after(many.sendLocation({ latitude: 51, longitude: 51 }), many))).toBe(
      w.onlyFile,
    );
    expect(many.keyboard()[0]).toEqual([w.template, expect.any(String)]);
  });

  it('does the same with a message of lines', async () => {
    // Corrected, so that there is something to send.
    await db.evidence.deleteMany();
    await db.submissionVersion.updateMany({
      where: { submittedById: person.id },
      data: { state: 'returned' },
    });
    const text = 'UTL-01 Орал 85,5\nАстана тобы 40\n\ngov-1 7\nUTL-02 Астана 7\nXXX-01 5';
    expect(linesOf(await say(many, text))).toEqual(w.lines);
    const before = await ofPerson();
    await press(many, w.send(1));
    expect(await ofPerson()).toBe(before + 1);
    expect(await say(many, 'сәлем')).toBe(w.notLines);
    expect(await say(many, Array.from({ length: 201 }, () => 'UTL-01 5').join('\n'))).toBe(w.tooManyLines);
  });

  it('asks which way to read is meant, and sends it with the others then', async () => {
    const text = 'UTL-05 Ақсай 1,234\nUTL-01 Ақсай 0,85\nUTL-02 Ақсай 7';
    await db.evidence.deleteMany();
    await db.submissionVersion.updateMany({
      where: { submittedById: person.id },
      data: { state: 'returned' },
    });
    expect(linesOf(await say(many, text))).toEqual(w.ambiguous);
    expect(many.keyboard().slice(0, 3)).toEqual([
      [w.send(1)],
      [w.readAs(1, '1\u00a0234'), w.readAs(1, '1,2')],
      [w.readAs(2, '85'), w.readAs(2, '0,9')],
    ]);
    // The wrong one first: it can be chosen again.
    await press(many, w.readAs(2, '0,9'));
    expect(many.keyboard()[2]).toEqual([w.readAs(2, '85')]);
    await press(many, w.readAs(2, '85'));
    await press(many, w.filterAmbiguous);
    await press(many, w.readAs(1, '1,2'));
    const before = await ofPerson();
    await press(many, /^(3 мәнді жіберу|Отправить 3 значения)$/);
    expect(await ofPerson()).toBe(before + 3);
    const sent = await db.submissionVersion.findMany({
      where: { submittedById: person.id },
      orderBy: { id: 'desc' },
      take: 3,
    });
    expect(sent.map(({ value }) => value?.toFixed()).sort()).toEqual(['1.2', '7', '85']);
  });

  it('takes forty lines at once', async () => {
    const codes = await db.kpiDefinition.findMany({
      where: { version: { active: true }, period: 'quarter' },
      select: { kpiCode: true, categories: true },
      orderBy: { position: 'asc' },
    });
    const text = ['Орал', 'Ақсай']
      .flatMap((city) => codes.map(({ kpiCode }) => `${kpiCode.toLowerCase()} ${city} 6`))
      .slice(0, 40)
      .join('\n');
    await say(many, text);
    const before = await ofPerson();
    const { text: label = '' } = many.messages().at(-1)?.inlineKeyboard?.flat().at(0) ?? {};
    const count = Number(/\d+/.exec(label)?.[0]);
    expect(count).toBeGreaterThan(20);
    await press(many, plain(label));
    expect(await ofPerson()).toBe(before + count);
  });

  it('takes a template and lines also where nothing asks for them, and where a value is asked for', async () => {
    await db.dialogue.updateMany({ where: { personId: person.id }, data: { isActive: false } });
    expect(await sendFile(template)).toBe(w.empty);
    expect(await say(many, 'сәлем')).toContain(w.unknown);
    expect(await say(many, 'XXX-01 5')).toContain('XXX-01 5');
    await say(as.member, '/submit');
    const question = { messageId: as.member.last().id, data: dataOfQuestion() };
    await tap(as.member, question.messageId, question.data);
    expect(await say(as.member, 'XXX-01 5\nXXX-02 6')).toMatch(/^2 жол|^Прочитано строк: 2\./);
    await tap(as.member, question.messageId, question.data);
    const filled = fillTemplate(template, (_, index) => (index === 20 ? { value: '5' } : null));
    expect(await sendFile(filled, 'kpi-values.xlsx', as.member)).toMatch(/^1 жол|^Прочитано строк: 1\./);

    function dataOfQuestion(): string {
      const { data } = dataOf(as.member, /Су ысырабы|Потери воды/);
      return data;
    }
  });

  it('is offered wherever more than one value is owed in the list', async () => {
    const owing = async (telegramId: number, cities: readonly string[]) => {
      await createPerson(db, {
        language,
        telegramId,
        roles: [{ role: 'member', workingGroupId: workingGroup }],
        assignments: cities.map((cityId) => ({ cityId, kpiCode: 'TRN-03' })),
      });
      await db.evidence.deleteMany();
      await db.submissionVersion.updateMany({
        where: { submission: { kpiCode: 'TRN-03' } },
        data: { state: 'returned' },
      });
      const actor = town.person(telegramId, language);
      await say(actor, '/submit');
      return actor.keyboard().flat();
    };
    // One in each of two cities; and one at all.
    expect(await owing(121, ['oral', 'aksai'])).toContain(w.open);
    expect(await owing(122, ['oral'])).not.toContain(w.open);
  });

  it('is nothing for whoever submits nothing', async () => {
    expect(await sendFile(template, 'kpi-values.xlsx', as.citizen)).toContain(w.unknown);
    expect(await say(as.citizen, 'UTL-01 5')).toContain(w.unknown);
    for (const data of ['1|bat.open', '1|bat.file', '1|bat.rest|1']) {
      expect((await tap(as.citizen, as.citizen.last().id, data)).last).toBe(w.noRight);
    }
  });

  it('leaves no call that Telegram would refuse', () => expect(town.troubles()).toEqual([]));
});
