import { afterAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { beginDialogue } from '../../src/usecases/dialogue/dialogue-state.ts';
import { submitValue } from '../../src/usecases/reporting/submit-value.ts';
import { buildReportingTown, plain } from './reporting-people.ts';

const words = {
  kk: {
    list: 'Орал, 2026 жылғы III тоқсан: 0/5 тапсырылды.',
    progress: 'Тұрғын үй-коммуналдық шаруашылық: 0/2; Қауіпсіздік: 0/3.',
    due: '⏰ 7 жұмыс күні қалды, соңғы күн – 14 қазан, 18:00.',
    kpi: 'Су ысырабы',
    question: [
      'Су ысырабы, % – сумен жабдықтау желілеріндегі су ысырабы',
      'Орал, 2026 жылғы III тоқсан',
      'Нысаналы мән 20, аз болғаны жақсы',
      '█▄▃▁ 25,4 (2025 жылғы III тоқсан) → 23,0 (2026 жылғы II тоқсан)',
      'Рейтингте әзірге алдыңғы мән: 23 %.',
      'Нысанаға жетсе, балл: 92,50 → 100,00 (алдын ала).',
      '⏰ 7 жұмыс күні қалды, соңғы күн – 14 қазан, 18:00.',
      'Мәнін жазыңыз, мысалы: 22,5',
    ],
    confirm: '22,5 % жіберілсін бе?',
    send: 'Жіберу',
    fix: 'Түзету',
    back: 'Артқа',
    menu: 'Мәзір',
    copy: 'Нөмірді көшіру',
    absence: 'Мән жоқ',
    later: 'Кейінірек',
    twice: /^Бұл мән бұрын қабылданған: rc_[0-9A-Z]{8}\.$/,
    resume: 'Жалғастыру',
    resumeTyped: 'Осыны жалғастыру',
    submit: 'Мән енгізу',
    receipt:
      /^✅ Қабылданды: 22,5 %, rc_[0-9A-Z]{8}\.\nОрал, су ысырабы, III тоқсан\nЕнді үйлестіруші тексереді\.\nТағы 4 көрсеткіш қалды\.$/,
    notified: 'Тексеруді күтіп тұр: Орал, су ысырабы, 22,5 %.',
    second: 'Электр жарығының үзілуі',
    readAs: '«1,234» қалай оқылады?',
    hours: '1,2 сағат жіберілсін бе?',
    third: 'Қылмыстық құқық бұзушылық',
    fourth: 'Объектілердегі бейнебақылау',
    stale: 'Бұл батырма ескірген. Қазіргі күйі төменде.',
    noRight: 'Бұған рұқсатыңыз жоқ. Рұқсатты үйлестіруші береді.',
    notFound: 'Бұл жазба табылмады. Тізімнен қайта таңдаңыз.',
    notAssigned: 'Бұл көрсеткіш Сізге тапсырылмаған. Оны үйлестіруші тапсырады.',
    bad: {
      'шамамен 85': '«шамамен 85» – нақты сан емес. Бір сан жазыңыз, мысалы: 22,5.',
      '<b>5</b>': '«<b>5</b>» – нақты сан емес. Бір сан жазыңыз, мысалы: 22,5.',
      '130': '130 % қабылданбайды: 0–100 аралығында болуы керек. Қайта жазыңыз.',
      '-3': '−3 % қабылданбайды: 0–100 аралығында болуы керек. Қайта жазыңыз.',
      '22,555': '22,555 қабылданбайды: үтірден кейін ең көбі 1 цифр. Дөңгелектеп, қайта жазыңыз.',
      '22 сағат': '«сағат» – басқа өлшем бірлігі, мұнда «%» керек. Тек санын жазыңыз.',
    },
    long: 'Мәтін тым ұзын, ол сан ретінде оқылмайды. Бір сан жазыңыз, мысалы: 22,5.',
    tooLong: /^Хабар тым ұзын: 4 000 таңба/,
    sticker: 'Мұнда мәтін керек. Жауабыңызды сөзбен жазыңыз.',
    voice: 'Дауыстық хабар қабылданбайды. Жауабыңызды мәтінмен жазыңыз.',
    slip: '⚠️ 2,3 % – әдеттегіден 10 есе аз. Үтір дұрыс тұр ма?',
    correctTo: '23 деп түзету',
    isRight: '2,3 дұрыс',
    draft: 'Жазғаныңыз сақтаулы: «2,3».',
    why: '2,3 % дұрыс болса, себебін таңдаңыз немесе бір сөйлеммен жазыңыз.',
    noReason: 'Бұдан себебі түсініксіз. Бір сөйлеммен жазыңыз.',
    explained: 'Түсіндірме: «Шынымен өзгерді».',
    ready: 'Шынымен өзгерді',
    above: '⚠️ 61 % – күтілгеннен көп: каталогтағы жоғарғы шегі – 60.',
    outlier: '61 % – әдеттегіден өзгеше: бұрын шамамен 24,0 болған. Дұрыс па?',
    pick: 'Алдымен тізімнен көрсеткішті таңдаңыз.',
    locked: 'III тоқсан жабық, жазғаныңыз сақталды. Оны уәкілетті орган ғана ашады.',
    late: '«Кешікті» деп белгіленді.',
    lateCorrection: 'Мерзім 14 қазанда өтті. Мән уақытында тапсырылған: түзету «кешікті» деп белгіленбейді.',
    corrected: '15 қазан, 10:00, түзету, алғашқысы мерзімінде',
    overdue: '⚠️ Мерзім 14 қазанда өтті. Әлі де жіберуге болады, «кешікті» деп белгіленеді.',
    overtaken: 'Осы арада бұл мәнді басқа адам жіберді. Жазғаныңыз сақталды, қазіргі күйі төменде.',
    sentByOther: 'Жіберілгені: 41 %, күйі – жіберілді. Жаңасы оның орнын басады.',
    saved: 'Жазғаныңыз сақтаулы: «40».',
    recycling: 'Қалдықтарды қайта өңдеу',
    state: 'Күйі: жіберілді',
    sender: 'Жіберген: Оспанов Марат, жұмыс тобының мүшесі; 5 қазан, 10:00, мерзімінде',
    nothing: '✅ Қазір тапсыратын көрсеткіш жоқ.',
    unassigned: 'Сізге көрсеткіш тапсырылмаған. Оны үйлестіруші тапсырады.',
  },
  ru: {
    list: 'Уральск, III квартал 2026 г.: сдано 0/5.',
    progress: 'Жилищно-коммунальное хозяйство: 0/2; Безопасность: 0/3.',
    due: '⏰ Осталось 7 рабочих дней, последний день — 14 октября, 18:00.',
    kpi: 'Потери воды',
    question: [
      'Потери воды, % — потери воды в сетях водоснабжения',
      'Уральск, III квартал 2026 г.',
      'Цель 20, чем меньше, тем лучше',
      '█▄▃▁ 25,4 (III квартал 2025 г.) → 23,0 (II квартал 2026 г.)',
      'В рейтинге пока прошлое значение: 23 %.',
      'Если достичь цели, балл: 92,50 → 100,00 (предварительно).',
      '⏰ Осталось 7 рабочих дней, последний день — 14 октября, 18:00.',
      'Напишите значение, например: 22,5',
    ],
    confirm: 'Отправить 22,5 %?',
    send: 'Отправить',
    fix: 'Исправить',
    back: 'Назад',
    menu: 'Меню',
    copy: 'Копировать номер',
    absence: 'Нет значения',
    later: 'Позже',
    twice: /^Это значение уже принято: rc_[0-9A-Z]{8}\.$/,
    resume: 'Продолжить',
    resumeTyped: 'Продолжить с этим',
    submit: 'Ввести значения',
    receipt:
      /^✅ Принято: 22,5 %, rc_[0-9A-Z]{8}\.\nУральск, потери воды, III квартал\nТеперь проверит координатор\.\nОсталось ещё 4 показателя\.$/,
    notified: 'Ждёт проверки: Уральск, потери воды, 22,5 %.',
    second: 'Перерывы электричества',
    readAs: 'Как читать «1,234»?',
    hours: 'Отправить 1,2 часа?',
    third: 'Уголовные правонарушения',
    fourth: 'Видеонаблюдение объектов',
    stale: 'Эта кнопка устарела. Актуальное — ниже.',
    noRight: 'У Вас нет прав на это. Их даёт координатор.',
    notFound: 'Запись не найдена. Выберите заново в списке.',
    notAssigned: 'Этот показатель поручен не Вам. Поручает его координатор.',
    bad: {
      'около 85': '«около 85» — не точное число. Напишите одно, например: 22,5.',
      '<b>5</b>': '«<b>5</b>» — не точное число. Напишите одно, например: 22,5.',
      '130': '130 % не подходит: допустимо 0–100. Напишите ещё раз.',
      '-3': '−3 % не подходит: допустимо 0–100. Напишите ещё раз.',
      '22,555': '22,555 не подходит: знаков после запятой — не больше 1. Округлите и напишите ещё раз.',
      '22 часа': '«часа» — другая единица, здесь нужна «%». Напишите только число.',
    },
    long: 'Текст слишком длинный и не читается как число. Напишите одно число, например: 22,5.',
    tooLong: /^Сообщение слишком длинное: знаков 4 000/,
    sticker: 'Здесь нужен текст. Напишите ответ словами.',
    voice: 'Голосовые сообщения не принимаем. Напишите ответ текстом.',
    slip: '⚠️ 2,3 % — в 10 раз меньше обычного. Запятая на месте?',
    correctTo: 'Исправить на 23',
    isRight: '2,3 верно',
    draft: 'Введённое сохранено: «2,3».',
    why: 'Если 2,3 % верно, выберите причину или напишите её одним предложением.',
    noReason: 'Причина отсюда не ясна. Напишите её одним предложением.',
    explained: 'Пояснение: «Изменилось на деле».',
    ready: 'Изменилось на деле',
    above: '⚠️ 61 % — больше ожидаемого: верхняя граница в каталоге — 60.',
    outlier: '61 % — не как обычно: раньше было около 24,0. Всё верно?',
    pick: 'Сначала выберите показатель в списке.',
    locked: 'III квартал закрыт, введённое сохранено. Открыть его может только уполномоченный орган.',
    late: 'Отмечено «с опозданием».',
    lateCorrection:
      'Срок прошёл 14 октября. Значение сдано вовремя: у исправления не будет отметки «с опозданием».',
    corrected: '15 октября, 10:00, исправление, впервые — в срок',
    overdue: '⚠️ Срок прошёл 14 октября. Отправить ещё можно, будет отметка «с опозданием».',
    overtaken: 'Тем временем это значение отправил другой человек. Введённое сохранено, актуальное — ниже.',
    sentByOther: 'Отправлено ранее: 41 %, состояние — отправлено. Новое его заменит.',
    saved: 'Введённое сохранено: «40».',
    recycling: 'Переработка отходов',
    state: 'Состояние: отправлено',
    sender: 'Отправитель: Оспанов Марат, член рабочей группы; 5 октября, 10:00, в срок',
    nothing: '✅ Сейчас сдавать нечего.',
    unassigned: 'Вам пока не поручен ни один показатель. Поручает их координатор.',
  },
} satisfies Record<Language, object>;

describe.each(['kk', 'ru'] as const)('submitting in %s', async (language) => {
  const town = await buildReportingTown(language);
  const w = words[language];
  const { say, press, tap, as } = town;
  const { db } = town.database;
  const { member } = as;
  afterAll(async () => {
    expect(town.troubles()).toEqual([]);
    await town.close();
  });
  const versionsOf = (kpiCode: string, cityId = 'oral') =>
    db.submissionVersion.findMany({
      where: { submission: { kpiCode, cityId, period: { key: '2026-Q3' } } },
      orderBy: { number: 'asc' },
    });
  const slot = async (kpiCode: string) => {
    const { id } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    return `oral|${kpiCode}|${id.toString(36)}`;
  };

  it('goes from what is owed to the question', async () => {
    expect(await say(member, '/submit')).toContain(w.list);
    expect(plain(member.last().text)).toContain(w.due);
    expect(plain(member.last().text)).toContain(w.progress);
    expect(member.keyboard()).toHaveLength(8);
    expect(member.keyboard()[0]).toEqual([w.resume]);
    expect(await say(member, '22,5')).toContain(w.pick);
    expect((await press(member, w.kpi)).last).toBe(w.question.join('\n'));
    expect(member.keyboard()).toEqual([[w.absence, w.later], [w.back]]);
  });

  it('answers what cannot be taken in one sentence, and the question stays', async () => {
    for (const [typed, answer] of Object.entries(w.bad)) {
      expect(await say(member, typed), typed).toBe(answer);
      expect(member.keyboard(), typed).toEqual([[w.back]]);
    }
    expect(await say(member, '5'.repeat(100))).toBe(w.long);
    expect(await say(member, 'ы'.repeat(4_000))).toMatch(w.tooLong);
    expect(plain(await town.after(member.sendSticker(), member))).toBe(w.sticker);
    expect(plain(await town.after(member.sendVoice(), member))).toBe(w.voice);
    expect(await versionsOf('UTL-04')).toEqual([]);
  });

  it('asks about an odd value, offers the correction, and wants a word of explanation', async () => {
    expect(await say(member, '2,3')).toContain(w.slip);
    expect((await press(member, w.correctTo)).last).toContain(
      language === 'kk' ? '23 % жіберілсін бе?' : 'Отправить 23 %?',
    );
    expect((await say(member, '61')).split('\n').slice(0, 2)).toEqual([w.above, w.outlier]);
    await say(member, '2,3');
    expect((await press(member, w.isRight)).last).toContain(w.why);
    expect(await say(member, '..')).toBe(w.noReason);
    const confirm = await press(member, w.ready);
    expect(confirm.pressed).toContain(w.explained);
    const question = await press(member, w.fix);
    expect(question.pressed).toContain(w.draft);
    expect((await press(member, w.resumeTyped)).pressed).toContain(w.slip);
    expect(await versionsOf('UTL-04')).toEqual([]);
  });

  it('keeps the place over commands, /cancel and another language', async () => {
    expect(await say(member, '22,5 %')).toContain(w.confirm);
    await say(member, '/help');
    expect(await say(member, '/submit')).toContain(w.confirm);
    await say(member, '/cancel');
    expect(member.keyboard().flat()).toContain(w.resume);
    expect((await press(member, w.resume)).last).toContain(w.confirm);
    const other = language === 'kk' ? 'Русский' : 'Қазақша';
    const own = language === 'kk' ? 'Қазақша' : 'Русский';
    await say(member, '/language');
    await press(member, other);
    expect(await say(member, '/submit')).toContain(words[language === 'kk' ? 'ru' : 'kk'].confirm);
    await say(member, '/language');
    await press(member, own);
    expect(await say(member, '/submit')).toContain(w.confirm);
  });

  it('sends once however often it is tapped, gives a receipt, and tells the coordinators', async () => {
    const { messageId, data } = town.dataOf(member, w.send);
    const taps = await Promise.all([member.tap(messageId, data), member.tap(messageId, data)]);
    await town.settle();
    const answers = taps.map(({ id }) => member.callbackAnswers.find(({ callbackId }) => callbackId === id));
    expect(answers.every((answer) => answer !== undefined)).toBe(true);
    expect(plain(answers[1]?.text)).toMatch(w.twice);
    const receipt = plain(member.messages().find(({ id }) => id === messageId)?.text);
    expect(receipt).toMatch(w.receipt);
    const sent = member.messages().find(({ id }) => id === messageId);
    expect(sent?.inlineKeyboard?.flat().map(({ text }) => text)).toEqual([w.copy, w.fix]);
    expect(plain(member.last().text)).toContain(w.second);
    const [version, ...more] = await versionsOf('UTL-04');
    expect(more).toEqual([]);
    expect(version).toMatchObject({
      state: 'submitted',
      isOnTime: true,
      submittedById: town.people.member.id,
    });
    expect(version?.value?.toFixed()).toBe('22.5');
    const copied = await member.press(w.copy);
    expect(copied.copied).toBe(version?.receipt);
    for (const who of [as.head, as.coordinator]) expect(plain(who.last().text)).toContain(w.notified);
    for (const who of [as.observer, as.authority, as.stranger]) {
      expect(plain(who.last().text)).not.toContain(w.notified);
    }
    const late = await tap(member, messageId, data);
    expect(late.note).toMatch(w.twice);
    expect(late.pressed).toMatch(w.receipt);
    expect(await versionsOf('UTL-04')).toHaveLength(1);
  });

  it('offers both readings of an ambiguous number', async () => {
    expect(await say(member, '/submit')).toContain(w.second);
    expect(await say(member, '1,234')).toBe(w.readAs);
    expect(member.keyboard().map((row) => row.map(plain))).toEqual([['1 234', '1,2'], [w.back]]);
    expect((await press(member, '1,2')).last).toContain(w.hours);
    await press(member, w.send);
    expect((await versionsOf('UTL-05'))[0]?.value?.toFixed()).toBe('1.2');
  });

  it('keeps what was typed for one value while another is answered', async () => {
    await tap(member, member.last().id, `1|sub.open|${await slot('SAF-04')}`);
    await say(member, '35');
    await tap(member, member.last().id, `1|sub.open|${await slot('SAF-01')}`);
    expect(plain(member.last().text)).not.toContain('35');
    await tap(member, member.last().id, `1|sub.open|${await slot('SAF-04')}`);
    expect(plain(member.last().text)).toContain('«35»');
    expect(plain(member.last().text)).toContain(w.third);
    expect((await press(member, w.back)).last).toContain('2/5');
  });

  it('refuses forged and unknown ids politely, and changes nothing', async () => {
    const on = member.last().id;
    const { id } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const period = id.toString(36);
    const refusals: [string, string][] = [
      [`1|sub.open|astana|GOV-01|${period}`, w.noRight],
      [`1|sub.open|oral|GOV-01|${period}`, w.notAssigned],
      [`1|sub.open|oral|XXX-99|${period}`, w.notFound],
      [`1|sub.open|atlantis|GOV-01|${period}`, w.notFound],
      ['1|sub.open|oral|UTL-04|zzzzz', w.notFound],
    ];
    for (const [data, answer] of refusals) {
      expect((await tap(member, on, data)).pressed, data).toBe(answer);
      await say(member, '/submit');
    }
    for (const data of ['1|sub.open|oral', '1|sub.nothing', 'garbage', '1|sub.send|zzzz', '9|sub.list|0']) {
      expect((await tap(member, member.last().id, data)).note, data).toBe(w.stale);
    }
    const { version } = await db.dialogue.findFirstOrThrow({
      where: { personId: town.people.member.id, kind: 'submit' },
    });
    const stranger = await tap(as.stranger, as.stranger.last().id, `1|sub.send|${version.toString(36)}`);
    expect(stranger.note).toBe(w.stale);
    expect(await db.submissionVersion.count({ where: { submission: { period: { key: '2026-Q3' } } } })).toBe(
      2,
    );
  });

  it('tells whoever may not submit, and whoever has nothing to', async () => {
    for (const who of [as.observer, as.authority, as.citizen]) {
      expect(await say(who, '/submit')).toBe(w.noRight);
      expect(who.keyboard()).toEqual([[w.menu]]);
    }
    await db.assignment.deleteMany({ where: { personId: town.people.stranger.id } });
    expect(await say(as.stranger, '/submit')).toBe(w.unassigned);
  });

  it('opens the card of a receipt for those entitled, in any spelling, and for nobody else', async () => {
    const [version] = await versionsOf('UTL-04');
    const receipt = version?.receipt ?? '';
    for (const who of [as.observer, as.head, as.authority]) {
      const card = await say(who, `/start ${receipt.toLowerCase()}`);
      expect(card).toContain(`${receipt}: 22,5 %`);
      expect(card).toContain(w.state);
      expect(card).toContain(w.sender);
    }
    expect(await say(member, `/start ${receipt}`)).toContain(w.sender);
    expect(member.keyboard().flat()).toContain(w.fix);
    for (const who of [as.citizen, as.stranger]) expect(await say(who, `/start ${receipt}`)).toBe(w.noRight);
    expect(await say(as.citizen, '/start rc_00000000')).toBe(w.noRight);
    expect(await say(member, '/start rc_00000000')).toBe(w.notFound);
    expect(await say(member, '/start rc_x')).toBe(w.notFound);
  });

  it('tells who comes second that somebody else has just sent it, and keeps what they typed', async () => {
    await db.assignment.create({
      data: {
        personId: town.people.coordinator.id,
        workingGroupId: 'wg_west_kazakhstan',
        cityId: 'oral',
        kpiCode: 'ECO-03',
        startsAt: new Date('2026-01-01T00:00+05:00'),
      },
    });
    await db.assignment.create({
      data: {
        personId: town.people.colleague.id,
        workingGroupId: 'wg_west_kazakhstan',
        cityId: 'oral',
        kpiCode: 'ECO-03',
        startsAt: new Date('2026-01-01T00:00+05:00'),
      },
    });
    const { colleague } = as;
    await say(colleague, '/submit');
    await press(colleague, w.recycling);
    await say(colleague, '40');
    const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const personId = town.people.coordinator.id;
    const state = await beginDialogue(db, {
      personId,
      kind: 'submit',
      step: 'confirm',
      fields: {},
      now: town.clock.now(),
    });
    const other = await submitValue(town.app.deps, {
      personId,
      at: { personId, kind: 'submit', version: state.version },
      next: (receipt) => ({ step: 'receipt', fields: { receipt } }),
      slot: { cityId: 'oral', kpiCode: 'ECO-03', periodId },
      newest: 0,
      text: '41',
    });
    expect(other.kind).toBe('accepted');
    const seen = await press(colleague, w.send);
    expect(seen.note).toBe(w.overtaken);
    expect(seen.pressed).toContain(w.sentByOther);
    expect(seen.pressed).toContain(w.saved);
    expect(await versionsOf('ECO-03')).toHaveLength(1);
    await press(colleague, w.resumeTyped);
    await press(colleague, w.send);
    expect((await versionsOf('ECO-03')).map(({ value }) => value?.toFixed())).toEqual(['41', '40']);
  });

  it('takes values late, and none when the period has locked; what was typed is kept', async () => {
    await say(member, '/menu');
    town.clock.moveTo('2026-10-15T10:00+05:00');
    await tap(member, member.last().id, `1|sub.open|${await slot('SAF-01')}`);
    expect(plain(member.last().text)).toContain(w.overdue);
    await say(member, '55');
    expect((await press(member, w.send)).pressed).toContain(w.late);
    expect((await versionsOf('SAF-01'))[0]).toMatchObject({ isOnTime: false });

    const { colleague } = as;
    await tap(colleague, colleague.last().id, `1|sub.open|${await slot('ECO-03')}`);
    expect(plain(colleague.last().text)).toContain(w.lateCorrection);
    await say(colleague, '42');
    expect((await press(colleague, w.send)).pressed).not.toContain(w.late);
    const corrected = (await versionsOf('ECO-03')).at(-1);
    expect(corrected).toMatchObject({ isOnTime: true });
    expect(await say(colleague, `/start ${corrected?.receipt}`)).toContain(w.corrected);

    expect(plain(member.last().text)).toContain(w.fourth);
    await say(member, '70');
    town.clock.moveTo('2026-10-22T00:00+05:00');
    expect((await press(member, w.send)).last).toBe(w.locked);
    expect(await versionsOf('SAF-02')).toEqual([]);
    const dialogue = await db.dialogue.findFirstOrThrow({
      where: { personId: town.people.member.id, kind: 'submit' },
    });
    expect(dialogue.fields).toMatchObject({ typed: '70' });
  });
});
