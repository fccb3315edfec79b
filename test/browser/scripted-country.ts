import { createFakeControlApi, type FakeControlApi, type FakePersona } from './fake-control-api.ts';
import { drawPng } from './pictures.ts';

export const PERSONAS = {
  aigerim: { userId: 101, label: 'Айгерім', role: 'citizen', languageCode: 'kk', hint: 'Орал тұрғыны' },
  nikolay: { userId: 102, label: 'Николай', role: 'citizen', languageCode: 'ru', hint: 'Живёт в Астане' },
  daniyar: { userId: 103, label: 'Данияр', role: 'member', languageCode: 'kk' },
  saule: { userId: 104, label: 'Сәуле', role: 'coordinator', languageCode: 'kk' },
  irina: { userId: 105, label: 'Ирина', role: 'authority', languageCode: 'ru' },
  yerlan: { userId: 106, label: 'Ерлан', role: 'administrator', languageCode: 'ru' },
} as const satisfies Record<string, FakePersona>;

const COMMANDS = [
  { command: 'start', description: 'Бастау' },
  { command: 'menu', description: 'Мәзір' },
  { command: 'submit', description: 'Мән енгізу' },
  { command: 'status', description: 'Не тапсырылды, не қалды' },
  { command: 'rating', description: 'Қалалар рейтингі' },
  { command: 'language', description: 'Тілді ауыстыру' },
];

/** Marks words of a text as entities: `[type, words, more]`. */
export function mark(text: string, ...marks: [string, string, Record<string, unknown>?][]) {
  const entities = marks.map(([type, words, more]) => {
    const offset = text.indexOf(words);
    if (offset < 0) throw new Error(`«${words}» is not in the text`);
    return { type, offset, length: words.length, ...more };
  });
  return { text, entities };
}

/** A control API with six people and conversations under way, for the page to show. */
export function createScriptedCountry(): FakeControlApi {
  const yesterday = new Date('2026-10-12T12:41:00Z');
  const today = new Date('2026-10-13T04:02:00Z');
  const api = createFakeControlApi({
    personas: Object.values(PERSONAS),
    bot: {
      username: 'aqyldy_qala_bot',
      firstName: 'Ақылды қала',
      description:
        'Ақылды қалалардың рейтингі, бастамалары және тұрғындардың пікірі.\n\nРейтинг, инициативы и отзывы жителей умных городов.',
      shortDescription: 'Қала рейтингі мен тұрғындар пікірі',
    },
    now: yesterday,
  });
  for (const { userId } of Object.values(PERSONAS)) api.chatOf(userId).commands = COMMANDS;
  api.addFile('pink', drawPng(400, 300, [214, 140, 120]), 'image/png');
  api.addFile('green', drawPng(300, 400, [120, 180, 130]), 'image/png');
  api.addFile('blue', drawPng(400, 400, [110, 150, 200]), 'image/png');
  api.addFile('act', new TextEncoder().encode('акт № 7'), 'application/pdf');

  scriptMember(api, today);
  scriptCitizen(api);
  scriptCoordinator(api);
  return api;
}

function scriptMember(api: FakeControlApi, today: Date): void {
  const { userId } = PERSONAS.daniyar;
  api.post(userId, 'user', { text: '/start', entities: [{ type: 'bot_command', offset: 0, length: 6 }] });
  api.post(
    userId,
    'bot',
    mark(
      'Сәлеметсіз бе! Сіз – Орал қаласының жұмыс тобының мүшесісіз.\nМіндеттер: /status, мерзімдер: /deadlines',
      ['bold', 'Орал қаласының'],
      ['bot_command', '/status'],
      ['bot_command', '/deadlines'],
    ),
  );
  api.setNow(today);
  api.post(userId, 'bot', {
    ...mark(
      '⏰ 1 жұмыс күні қалды (14 қазан): су ысырабы.\nТапсырылса – 6-орын, тапсырылмаса – 11-орын (алдын ала).',
      ['bold', '14 қазан'],
      ['blockquote', 'Тапсырылса – 6-орын, тапсырылмаса – 11-орын (алдын ала).'],
    ),
    inlineKeyboard: [
      [
        { text: 'Су ысырабы', callbackData: 'kpi:4' },
        { text: 'Кейінірек', callbackData: 'snooze' },
      ],
    ],
  });
  api.post(userId, 'user', { text: '/submit', entities: [{ type: 'bot_command', offset: 0, length: 7 }] });
  api.post(
    userId,
    'bot',
    mark(
      'Су ысырабы, % – желідегі судың жоғалған үлесі\nОрал, 2026 жылғы III тоқсан\nНысаналы мән 20, аз болғаны жақсы\nСоңғылары 24,1; 23,8; 23,0\nМәнін жазыңыз, мысалы: 22,5',
      ['bold', 'Су ысырабы, %'],
      ['code', '22,5'],
    ),
  );
  api.post(userId, 'user', { text: '22,5' });
  api.post(userId, 'bot', {
    text: '22,5 % жіберілсін бе? Орын: 6 → 5 (алдын ала).',
    inlineKeyboard: [
      [
        { text: 'Жіберу', callbackData: 'send:22.5' },
        { text: 'Түзету', callbackData: 'fix' },
      ],
      [{ text: 'Дереккөзі порталда', url: 'https://stat.gov.kz/' }],
    ],
  });
}

function scriptCitizen(api: FakeControlApi): void {
  const { userId } = PERSONAS.nikolay;
  api.post(userId, 'user', { text: '/feedback', entities: [{ type: 'bot_command', offset: 0, length: 9 }] });
  api.post(userId, 'bot', { text: 'Оцените инициативу (1–5) или напишите отзыв. Имя и ИИН не нужны.' });
  for (const fileId of ['pink', 'green', 'blue']) {
    api.post(userId, 'user', {
      photo: { fileId, width: 400, height: 300 },
      mediaGroupId: 'group-1',
      ...(fileId === 'pink' ? { caption: 'Яма у остановки, третью неделю' } : {}),
    });
  }
  api.post(userId, 'user', { location: { latitude: 51.13, longitude: 71.43 } });
  api.post(userId, 'bot', {
    ...mark(
      'Отзыв № 1042 принят. Ответим не позднее 22 октября: это наше обещание, а не срок по закону.',
      ['bold', '№ 1042'],
      ['underline', '22 октября'],
    ),
    inlineKeyboard: [
      [
        { text: 'Скопировать номер', copyText: '1042' },
        { text: 'Мои отзывы', callbackData: 'my' },
      ],
    ],
  });
  api.post(userId, 'user', { sticker: { emoji: '👍' } });
  api.post(userId, 'user', { voice: { duration: 14 } });
  api.chatOf(userId).replyKeyboard = {
    rows: [
      [{ text: 'Рейтинг' }, { text: 'Инициативы' }],
      [{ text: 'Отправить местоположение', requestLocation: true }],
    ],
    placeholder: 'Выберите или напишите',
  };
}

function scriptCoordinator(api: FakeControlApi): void {
  const { userId } = PERSONAS.saule;
  const asked = api.post(userId, 'user', { text: 'Шақыру керек: Данияр, су көрсеткіштері' });
  api.post(userId, 'bot', {
    ...mark(
      'Шақыру дайын, 3 күн жарамды: https://t.me/aqyldy_qala_bot?start=inv_7KQ2M4 . Құпия белгі: алма. Толығырақ: portal.gov.kz',
      ['url', 'https://t.me/aqyldy_qala_bot?start=inv_7KQ2M4'],
      ['spoiler', 'алма'],
      ['url', 'portal.gov.kz'],
    ),
    replyTo: asked.id,
  });
  api.post(userId, 'bot', {
    document: {
      fileId: 'act',
      fileName: 'Қабылдау актісі № 7.pdf',
      mimeType: 'application/pdf',
      size: 184_320,
    },
    ...{ caption: 'Данияр жүктеген растау' },
  });
  api.post(
    userId,
    'bot',
    mark(
      'Бөлшектері:\nбірінші жол\nекінші жол\nүшінші жол\nтөртінші жол\nбесінші жол\nХеш:\nsha256: 9f86d081884c7d65',
      ['expandable_blockquote', 'бірінші жол\nекінші жол\nүшінші жол\nтөртінші жол\nбесінші жол'],
      ['pre', 'sha256: 9f86d081884c7d65', { language: 'text' }],
    ),
  );
  const card = api.post(userId, 'bot', {
    ...mark(
      'Тексеру: 1/5. Орал, су ысырабы\n22,5 % (бұрын 23,0; нысана 20)\nДереккөзі: тіркелім, 1 файл',
      ['bold', 'Тексеру: 1/5.'],
      ['italic', 'бұрын 23,0; нысана 20'],
      ['strikethrough', '1 файл'],
    ),
    inlineKeyboard: [
      [
        { text: 'Мақұлдау', callbackData: 'approve' },
        { text: 'Қайтару', callbackData: 'return' },
      ],
      [{ text: 'Шақыруды ашу', url: 'https://t.me/aqyldy_qala_bot?start=inv_7KQ2M4' }],
    ],
  });
  card.editDate = card.date + 60;
}
