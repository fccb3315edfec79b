import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { png } from '../sandbox/server/fixture.ts';
import { buildReportingTown, ids, plain, workingGroup } from './reporting-people.ts';

const words = {
  kk: {
    send: 'Жіберу',
    attach: 'Дәлел қосу',
    grade: 'Дереккөзі',
    done: 'Дайын',
    back: 'Артқа',
    menu: 'Мәзір',
    approve: 'Мақұлдау',
    return: 'Қайтару',
    fix: 'Түзету',
    open: (count: number) => `Дәлелін ашу (${count})`,
    history: 'Тарихы',
    filesOf: (version: number, count: number) => `${version}-нұсқа: дәлелін ашу (${count})`,
    openedSecond: 'Дәлел: 1 файл. Орал, су ысырабы, 22,6 %',
    removeFile: (number: number) => `${number}-файлды өшіру`,
    removeLink: 'Сілтемені өшіру',
    removeComment: 'Түсініктемені өшіру',
    nothing: [
      'Дәлел әлі қосылған жоқ.',
      'Орал, су ысырабы, III тоқсан',
      'Фото, құжат, сілтеме немесе түсініктеме жіберіңіз.',
      'Ең көбі 10 файл, әр файлдың шегі – 20 МБ.',
    ],
    oneFile: 'Дәлел: 1 файл.',
    firstNames: 'Файлдар: 1) фото',
    names: 'Файлдар: 1) фото; 2) Су өлшеу актісі.pdf',
    all: 'Дәлел: 2 файл, сілтеме, түсініктеме.',
    link: 'Сілтеме: stat.gov.kz',
    comment: 'Түсініктеме: «Есептеуіш тексерілді.»',
    badLink: 'Сілтеме http:// немесе https:// деп басталуы керек. Қайта жіберіңіз.',
    longLink: 'Сілтеме тым ұзын: 520 таңба, ең көбі 500. Қысқарақ сілтеме жіберіңіз.',
    shortComment: 'Түсініктеме тым қысқа. Бір сөйлеммен жазыңыз.',
    longComment: 'Түсініктеме тым ұзын: 577 таңба, ең көбі 500. Қысқартып, қайта жазыңыз.',
    sticker: 'Мұндай хабар дәлелге қосылмайды. Фото, құжат, сілтеме немесе түсініктеме жіберіңіз.',
    tooLarge: 'Файл тым үлкен: ең көбі 20 МБ. Кішірек файл жіберіңіз.',
    refused: 'Файлды ала алмадық. Қайта жіберіңіз.',
    tooMany: 'Артық файл қосылмады: ең көбі 10 файл болады. Керегін қосу үшін басқасын өшіріңіз.',
    caption: 'Файлға жазылған мәтін түсініктемеге алынбады: тым қысқа немесе тым ұзын.',
    askGrade: 'Дереккөзін таңдаңыз.',
    grades: [['Өлшенген', 'Тіркелімнен'], ['Іріктемеден', 'Шамамен есептелген'], ['Артқа']],
    register: 'Тіркелімнен',
    confirm: ['22,5 % жіберілсін бе?', 'Орал, су ысырабы, III тоқсан'],
    confirmed: ['Дәлел: 2 файл, сілтеме, түсініктеме.', 'Дереккөзі: тіркелімнен'],
    attached: (count: number) => `Дәлелге қосылды: ${count} файл.`,
    attachedWithComment: (count: number) => `Дәлелге қосылды: ${count} файл, түсініктеме.`,
    taken: 'Дәлелге қосылды.',
    nowValue: 'Енді көрсеткіштің мәнін жазыңыз.',
    card: ['Дереккөзі: тіркелімнен, 2 файл', 'Сілтеме: stat.gov.kz', 'Түсініктеме: «Есептеуіш тексерілді.»'],
    opened: 'Дәлел: 2 файл. Орал, су ысырабы, 22,5 %',
    above: 'Жоғарыда: 2 файл.',
    aboveSecond: 'Жоғарыда: 1 файл.',
    toReview: 'Тексеруге оралу',
    noRight: 'Бұған рұқсатыңыз жоқ. Рұқсатты үйлестіруші береді.',
    notFound: 'Бұл жазба табылмады. Тізімнен қайта таңдаңыз.',
    lost: 'Файл қоймада жоқ. Оны жіберген адамнан қайта сұраңыз.',
    gone: 'Кейбір файлдың мерзімі өтіп, өшірілді. Керек болса, қайта жіберіңіз.',
    typo: 'Теру қатесі сияқты',
    pick: 'Алдымен тізімнен көрсеткішті таңдаңыз.',
    place: 'Мұндай хабар қабылданбайды. Жауабыңызды мәтінмен жазыңыз.',
  },
  ru: {
    send: 'Отправить',
    attach: 'Приложить файл',
    grade: 'Источник',
    done: 'Готово',
    back: 'Назад',
    menu: 'Меню',
    approve: 'Одобрить',
    return: 'Вернуть',
    fix: 'Исправить',
    open: (count: number) => `Открыть файлы (${count})`,
    history: 'История',
    filesOf: (version: number, count: number) => `Версия ${version}: файлы (${count})`,
    openedSecond: 'Подтверждение: 1 файл. Уральск, потери воды, 22,6 %',
    removeFile: (number: number) => `Убрать файл ${number}`,
    removeLink: 'Убрать ссылку',
    removeComment: 'Убрать комментарий',
    nothing: [
      'Подтверждения пока нет.',
      'Уральск, потери воды, III квартал',
      'Пришлите фото, документ, ссылку или комментарий.',
      'Файлов не больше 10, каждый до 20 МБ.',
    ],
    oneFile: 'Подтверждение: 1 файл.',
    firstNames: 'Файлы: 1) фото',
    names: 'Файлы: 1) фото; 2) Су өлшеу актісі.pdf',
    all: 'Подтверждение: 2 файла, ссылка, комментарий.',
    link: 'Ссылка: stat.gov.kz',
    comment: 'Комментарий: «Есептеуіш тексерілді.»',
    badLink: 'Ссылка должна начинаться с http:// или https://. Пришлите ещё раз.',
    longLink: 'Ссылка слишком длинная: знаков 520, допустимо 500. Пришлите короче.',
    shortComment: 'Комментарий слишком короткий. Напишите одно предложение.',
    longComment: 'Комментарий слишком длинный: знаков 577, допустимо 500. Сократите и напишите ещё раз.',
    sticker: 'Такое приложить нельзя. Пришлите фото, документ, ссылку или комментарий.',
    tooLarge: 'Файл слишком большой: допустимо 20 МБ. Отправьте файл поменьше.',
    refused: 'Файл получить не удалось. Пришлите его ещё раз.',
    tooMany: 'Лишнее не приложено: файлов бывает не больше 10. Чтобы добавить нужный, уберите другой.',
    caption: 'Подпись не стала комментарием: она слишком короткая или слишком длинная.',
    askGrade: 'Выберите источник данных.',
    grades: [['Измерено', 'Из реестра'], ['По выборке', 'Оценка'], ['Назад']],
    register: 'Из реестра',
    confirm: ['Отправить 22,5 %?', 'Уральск, потери воды, III квартал'],
    confirmed: ['Подтверждение: 2 файла, ссылка, комментарий.', 'Источник: из реестра'],
    attached: (count: number) => `Приложено: ${count} файл${count === 1 ? '' : 'а'}.`,
    attachedWithComment: (count: number) => `Приложено: ${count} файл${count === 1 ? '' : 'а'}, комментарий.`,
    taken: 'Приложено.',
    nowValue: 'Теперь напишите значение показателя.',
    card: ['Источник: из реестра, 2 файла', 'Ссылка: stat.gov.kz', 'Комментарий: «Есептеуіш тексерілді.»'],
    opened: 'Подтверждение: 2 файла. Уральск, потери воды, 22,5 %',
    above: 'Выше — 2 файла.',
    aboveSecond: 'Выше — 1 файл.',
    toReview: 'Вернуться к проверке',
    noRight: 'У Вас нет прав на это. Их даёт координатор.',
    notFound: 'Запись не найдена. Выберите заново в списке.',
    lost: 'Файла в хранилище нет. Попросите отправителя прислать его снова.',
    gone: 'Некоторые файлы устарели и удалены. Если они нужны, пришлите их снова.',
    typo: 'Похоже на опечатку',
    pick: 'Сначала выберите показатель в списке.',
    place: 'Такое сообщение не подходит. Напишите ответ текстом.',
  },
} as const satisfies Record<Language, object>;

const bytesOf = (text: string) => new TextEncoder().encode(text);
const nameOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const pdf = (text: string) => ({ bytes: bytesOf(`%PDF-1.7 ${text}`), mimeType: 'application/pdf' });

describe.each(['kk', 'ru'] as const)('evidence in %s', async (language) => {
  const town = await buildReportingTown(language);
  const w = words[language];
  const { say, press, tap, as } = town;
  const { db } = town.database;
  const { files } = town.app.deps;
  const { member } = as;
  /** Refusals of the server that a journey asked for. */
  let wanted = 0;
  afterAll(async () => {
    expect(town.troubles()).toHaveLength(wanted);
    await town.close();
  });
  const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
  const open = async (kpiCode: string, who = member) => {
    await say(who, '/menu');
    return tap(who, who.last().id, `1|sub.open|oral|${kpiCode}|${periodId.toString(36)}`);
  };
  const newestOf = (kpiCode: string) =>
    db.submissionVersion.findFirstOrThrow({
      where: { submission: { kpiCode, cityId: 'oral', periodId } },
      orderBy: { number: 'desc' },
      include: { evidence: { include: { file: true }, orderBy: { fileId: 'asc' } } },
    });
  const linesOf = (text: string) => text.split('\n');
  const sendPdf = (text: string, fileName = 'a.pdf', caption?: string, who = member) => {
    const { bytes, mimeType } = pdf(text);
    return town.after(
      who.sendDocument(bytes, { fileName, mimeType, ...(caption === undefined ? {} : { caption }) }),
      who,
    );
  };
  const fromBot = (who = member) => who.messages().filter(({ from }) => from === 'bot').length;
  const seen = (who = member) => plain(who.last().text);

  it('takes a picture, a document, a link and a comment, and says what they are', async () => {
    await open('UTL-04');
    expect(linesOf(await say(member, '22,5')).slice(0, 2)).toEqual(w.confirm);
    expect(member.keyboard()).toEqual([
      [w.send, w.fix],
      [w.attach, w.grade],
    ]);
    expect(linesOf((await press(member, w.attach)).pressed)).toEqual(w.nothing);
    expect(member.keyboard()).toEqual([[w.done]]);
    const photo = linesOf(plain(await town.after(member.sendPhoto(png(40, 30)), member)));
    expect(photo[0]).toBe(w.oneFile);
    expect(photo).toContain(w.firstNames);
    expect(linesOf(plain(await sendPdf('act', 'Су өлшеу\u202e актісі.pdf')))).toContain(w.names);
    expect(linesOf(await say(member, ' https://stat.gov.kz/reports/2026?city=oral&kpi=<4> '))).toContain(
      w.link,
    );
    expect(linesOf(await say(member, 'Есептеуіш тексерілді.'))).toContain(w.comment);
    expect(linesOf(seen())[0]).toBe(w.all);
    expect(member.keyboard()).toEqual([
      [w.done],
      [w.removeFile(1), w.removeFile(2)],
      [w.removeLink, w.removeComment],
    ]);
  });

  it('refuses what is no evidence in one sentence', async () => {
    for (const address of [
      'ftp://stat.gov.kz/a',
      'www.stat.gov.kz',
      'https://localhost/a',
      'https://a:b@stat.gov.kz',
    ]) {
      expect(await say(member, address), address).toBe(w.badLink);
    }
    expect(await say(member, `https://stat.gov.kz/${'a'.repeat(500)}`)).toBe(w.longLink);
    expect(await say(member, '..')).toBe(w.shortComment);
    expect(await say(member, 'ы'.repeat(577))).toBe(w.longComment);
    expect(plain(await town.after(member.sendSticker(), member))).toBe(w.sticker);
    expect(plain(await town.after(member.sendLocation({ latitude: 51, longitude: 51 }), member))).toBe(
      w.place,
    );
    const large = new Uint8Array(20 * 1024 * 1024 + 1);
    const named = { fileName: 'large.bin', mimeType: 'application/octet-stream' };
    expect(linesOf(plain(await town.after(member.sendDocument(large, named), member)))).toContain(w.tooLarge);
    town.server.sandbox.faults.failNext({
      method: 'getFile',
      with: { code: 400, description: 'Bad Request: wrong file_id or the file is temporarily unavailable' },
    });
    wanted += 1;
    expect(linesOf(plain(await sendPdf('not to be had')))[0]).toBe(w.refused);
    expect(seen()).toContain(w.all);
  });

  it('keeps what is attached over commands, another language and a network that fails', async () => {
    await say(member, '/help');
    await say(member, '/language');
    await press(member, language === 'kk' ? 'Русский' : 'Қазақша');
    expect(await say(member, '/submit')).toContain(words[language === 'kk' ? 'ru' : 'kk'].all);
    await say(member, '/language');
    await press(member, language === 'kk' ? 'Қазақша' : 'Русский');
    expect(await say(member, '/submit')).toContain(w.all);
    town.server.sandbox.faults.failNext({ method: 'getFile', with: { code: 502 }, times: 1 });
    wanted += 1;
    expect(linesOf(plain(await sendPdf('act', 'again.pdf')))[0]).toBe(w.all);
    expect(await db.storedFile.count()).toBe(2);
  });

  it('lets the source be chosen, and confirms with everything', async () => {
    expect((await press(member, w.done)).pressed).toContain(w.confirmed[0]);
    expect((await press(member, w.grade)).pressed).toContain(w.askGrade);
    expect(member.keyboard()).toEqual(w.grades);
    expect(await say(member, 'реестр')).toContain(w.askGrade);
    const confirm = linesOf((await press(member, w.register)).pressed);
    expect(confirm.slice(0, 2)).toEqual(w.confirm);
    expect(confirm.slice(-2)).toEqual(w.confirmed);
    expect(confirm.length).toBeLessThanOrEqual(8);
    await press(member, w.send);
    const version = await newestOf('UTL-04');
    expect(version).toMatchObject({
      grade: 'register',
      comment: 'Есептеуіш тексерілді.',
      link: 'https://stat.gov.kz/reports/2026?city=oral&kpi=<4>',
    });
    expect(version.evidence.map(({ file }) => [file.name, file.mimeType, file.uploadedById])).toEqual([
      [null, 'image/jpeg', town.people.member.id],
      ['Су өлшеу актісі.pdf', 'application/pdf', town.people.member.id],
    ]);
    for (const { file } of version.evidence) {
      expect(nameOf((await files.get(file.sha256)) ?? new Uint8Array())).toBe(file.sha256);
    }
    const { fields } = await db.dialogue.findFirstOrThrow({
      where: { personId: town.people.member.id, kind: 'submit' },
    });
    expect(fields).toMatchObject({ evidence: {} });
  });

  it('is told on the card and opened from it, with Telegram’s own copies', async () => {
    const { head } = as;
    const card = linesOf(await say(head, '/review'));
    expect(card.filter((line) => w.card.some((one) => one === line))).toEqual(w.card);
    expect(head.keyboard().slice(0, 2)).toEqual([[w.approve, w.return], [w.open(2)]]);
    const before = town.server.sandbox.calls.length;
    const shown = await press(head, w.open(2));
    expect(shown.last).toBe(w.above);
    const [photo, document, last] = head.messages().slice(-3);
    expect(photo?.photo).toBeDefined();
    expect(plain(photo?.caption)).toBe(w.opened);
    expect(document?.document).toMatchObject({
      // Telegram's copy keeps the name that it was sent with.
      fileName: 'Су өлшеу\u202e актісі.pdf',
      mimeType: 'application/pdf',
    });
    expect(last?.text).toBeDefined();
    expect(head.keyboard()).toEqual([[w.toReview], [w.history, w.menu]]);
    const sent = town.server.sandbox.calls
      .slice(before)
      .filter(({ method }) => /^send(Photo|Document)/.test(method));
    expect(sent.map(({ params }) => typeof (params.photo ?? params.document))).toEqual(['string', 'string']);
    expect((await press(head, w.toReview)).last).toContain(w.card[0]);
  });

  it('sends the bytes where Telegram knows the file no more, and remembers the new copy', async () => {
    const { receipt, evidence } = await newestOf('UTL-04');
    await db.storedFile.updateMany({ data: { channelRef: 'AgACunknown' } });
    await say(as.observer, `/start ${receipt}`);
    expect(seen(as.observer)).toContain(w.card[0]);
    await press(as.observer, w.open(2));
    wanted += 2;
    expect(as.observer.messages().slice(-3)[1]?.document).toMatchObject({ fileName: 'Су өлшеу актісі.pdf' });
    for (const { file } of evidence) {
      const { channelRef } = await db.storedFile.findUniqueOrThrow({ where: { id: file.id } });
      expect(channelRef).not.toBe('AgACunknown');
    }
    await say(as.authority, `/start ${receipt}`);
    await press(as.authority, w.open(2));
  });

  it('says so where the bytes are lost too', async () => {
    const { receipt, evidence } = await newestOf('UTL-04');
    const document = evidence[1]?.file;
    const kept = (await files.get(document?.sha256 ?? '')) ?? new Uint8Array();
    await files.delete(document?.sha256 ?? '');
    await db.storedFile.update({ where: { id: document?.id ?? 0 }, data: { channelRef: null } });
    await say(as.authority, `/start ${receipt}`);
    expect(linesOf((await press(as.authority, w.open(2))).last)).toEqual([w.lost, w.opened]);
    await files.put(kept);
  });

  it('is opened by nobody who may not see the value', async () => {
    const { id } = await newestOf('UTL-04');
    const data = `1|ev.open|${id.toString(36)}`;
    for (const who of [as.stranger, as.citizen]) {
      const before = fromBot(who);
      expect((await tap(who, who.last().id, data)).last).toBe(w.noRight);
      expect(fromBot(who)).toBe(before + 1);
    }
    expect((await tap(as.head, as.head.last().id, '1|ev.open|zzzz')).last).toBe(w.notFound);
  });

  it('answers an album once, with all its parts', async () => {
    await open('SAF-01');
    const before = fromBot();
    await town.after(
      member.sendAlbum([png(10, 10), png(11, 10), png(12, 10)], { caption: 'Үш нүктеде өлшенді' }),
      member,
    );
    expect(fromBot()).toBe(before + 1);
    expect(linesOf(seen())).toEqual([w.attachedWithComment(3), w.nowValue]);
    expect(member.keyboard().slice(1)).toEqual([[w.attach, w.grade], [w.back]]);
    await say(member, '55');
    expect(linesOf(plain(await town.after(member.sendPhoto(png(12, 10)), member)))[0]).toBe(w.taken);
    expect(member.keyboard().at(-1)).toEqual([w.attach, w.grade]);
    const more = fromBot();
    await town.after(member.sendAlbum(Array.from({ length: 9 }, (_, index) => png(20 + index, 9))), member);
    expect(fromBot()).toBe(more + 1);
    expect(linesOf(seen())[0]).toBe(w.tooMany);
    await press(member, w.attach);
    expect(member.keyboard()).toHaveLength(7);
    await press(member, w.removeFile(1));
    await press(member, w.done);
    await press(member, w.send);
    const { evidence, comment } = await newestOf('SAF-01');
    expect([evidence.length, comment]).toEqual([9, 'Үш нүктеде өлшенді']);
  });

  it('goes as an album to whoever opens it', async () => {
    const { receipt } = await newestOf('SAF-01');
    await say(as.coordinator, `/start ${receipt}`);
    const before = town.server.sandbox.calls.length;
    await press(as.coordinator, w.open(9));
    const groups = town.server.sandbox.calls
      .slice(before)
      .filter(({ method }) => method === 'sendMediaGroup');
    expect(groups).toHaveLength(1);
    expect(as.coordinator.messages().filter(({ mediaGroupId }) => mediaGroupId !== undefined)).toHaveLength(
      9,
    );
  });

  it('tells when what was written with a file could not be taken', async () => {
    await open('SAF-04');
    expect(linesOf(plain(await sendPdf('captioned', 'a.pdf', '1')))).toEqual([
      w.caption,
      w.attached(1),
      w.nowValue,
    ]);
  });

  it('leaves out of it what another person sent, whoever forges its id', async () => {
    const stranger = await db.storedFile.create({
      data: {
        sha256: nameOf(bytesOf('secret')),
        size: 6,
        mimeType: 'text/plain',
        name: 'secret.txt',
        uploadedById: town.people.colleague.id,
        createdAt: town.clock.now(),
      },
    });
    await say(member, '35');
    const key = { personId_kind: { personId: town.people.member.id, kind: 'submit' } };
    const { fields } = await db.dialogue.findUniqueOrThrow({ where: key });
    const slot = `oral|SAF-04|${periodId}`;
    const { evidence } = fields as { evidence: Record<string, { fileIds: number[] }> };
    const own = evidence[slot]?.fileIds ?? [];
    const forged = { ...evidence, [slot]: { ...evidence[slot], fileIds: [...own, stranger.id] } };
    await db.dialogue.update({ where: key, data: { fields: { ...(fields as object), evidence: forged } } });
    const answer = await press(member, w.send);
    expect(answer.note).toBe(w.gone);
    expect(answer.pressed).toContain(w.oneFile);
    await press(member, w.done);
    await press(member, w.send);
    expect((await newestOf('SAF-04')).evidence.map(({ fileId }) => fileId)).toEqual(own);
  });

  it('begins a correction with what the value before rests on, less what is taken away', async () => {
    await say(as.head, '/review');
    const { id } = await newestOf('UTL-04');
    await tap(as.head, as.head.last().id, `1|rev.open|${id.toString(36)}`);
    await press(as.head, w.return);
    await press(as.head, w.typo);
    await open('UTL-04');
    const confirm = linesOf(await say(member, '22,6'));
    expect(confirm.slice(-2)).toEqual(w.confirmed);
    await press(member, w.attach);
    await press(member, w.removeFile(1));
    await press(member, w.removeLink);
    await press(member, w.done);
    await press(member, w.send);
    const version = await newestOf('UTL-04');
    expect(version).toMatchObject({
      number: 2,
      grade: 'register',
      link: null,
      comment: 'Есептеуіш тексерілді.',
    });
    expect(version.evidence.map(({ file }) => file.name)).toEqual(['Су өлшеу актісі.pdf']);
    const event = await db.auditEvent.findFirstOrThrow({
      where: { chainId: workingGroup, subject: `version:${version.id}` },
      include: { payload: true },
    });
    expect(event.payload?.payload).toMatchObject({
      grade: 'register',
      link: null,
      files: version.evidence.map(({ file }) => file.sha256),
    });
  });

  it('is opened from the history too, version by version', async () => {
    const { observer } = as;
    const { receipt } = await newestOf('UTL-04');
    await say(observer, `/start ${receipt}`);
    await press(observer, w.history);
    expect(observer.keyboard().slice(0, 2)).toEqual([[w.filesOf(2, 1)], [w.filesOf(1, 2)]]);
    expect((await press(observer, w.filesOf(2, 1))).last).toBe(w.aboveSecond);
    const file = observer.messages().at(-2);
    expect(file?.document).toMatchObject({ fileName: 'Су өлшеу актісі.pdf' });
    expect(plain(file?.caption)).toBe(w.openedSecond);
    expect((await press(observer, w.filesOf(1, 2))).last).toBe(w.above);
    await press(observer, w.history);
    expect(observer.keyboard().slice(0, 2)).toEqual([[w.filesOf(2, 1)], [w.filesOf(1, 2)]]);
  });

  it('takes no file where no value is asked for, nor from who may not submit', async () => {
    await tap(member, member.last().id, '1|sub.list|0');
    expect(linesOf(plain(await sendPdf('for nothing')))[0]).toBe(w.pick);
    const count = await db.storedFile.count();
    await open('SAF-02');
    await say(member, '50');
    await db.roleGrant.updateMany({
      where: { person: { identity: { externalId: String(ids.member) } } },
      data: { endsAt: town.clock.now() },
    });
    expect(linesOf(plain(await sendPdf('too late')))[0]).toBe(w.noRight);
    expect(await db.storedFile.count()).toBe(count);
  });
});
