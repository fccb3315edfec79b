import { Bot, InlineKeyboard, InputFile, Keyboard } from 'grammy';

const TEXTS = {
  kk: {
    hello: 'Сәлеметсіз бе! Мұнда қала рейтингін көріп, <b>бастамалар</b> туралы пікір жаза аласыз.',
    more: 'Рейтинг',
    rating:
      'Орал: 38 қаланың ішінде <b>6-орын</b> (4–9)\n<blockquote>Күштісі – қауіпсіздік, әлсізі – экология</blockquote>',
    shown: 'Қазіргі күйі көрсетілді',
    back: 'Артқа',
    ask: 'Қай жерде?',
    place: 'Орынды жіберу',
    near: 'Жақын жер',
  },
  ru: {
    hello: 'Здравствуйте! Здесь можно увидеть рейтинг города и написать отзыв об <b>инициативах</b>.',
    more: 'Рейтинг',
    rating:
      'Уральск: <b>6-е место</b> из 38 (4–9)\n<blockquote>Сильнее — безопасность, слабее — экология</blockquote>',
    shown: 'Показано актуальное',
    back: 'Назад',
    ask: 'Где это?',
    place: 'Отправить местоположение',
    near: 'Рядом',
  },
};

/** A bot of two screens for trying the sandbox with a real client library. Starts polling at once. */
export async function startSmallBot(options: { token: string; url: string }): Promise<Bot> {
  const bot = new Bot(options.token, { client: { apiRoot: options.url } });
  const textsFor = (language: string | undefined) => (language === 'ru' ? TEXTS.ru : TEXTS.kk);

  bot.command('start', async (context) => {
    const texts = textsFor(context.from?.language_code);
    const payload = context.match === '' ? '' : `\n<code>${context.match}</code>`;
    await context.reply(texts.hello + payload, {
      parse_mode: 'HTML',
      reply_markup: new InlineKeyboard().text(texts.more, 'rating'),
    });
  });
  bot.command('place', async (context) => {
    const texts = textsFor(context.from?.language_code);
    await context.reply(texts.ask, {
      reply_markup: new Keyboard().requestLocation(texts.place).resized().oneTime(),
    });
  });
  bot.command('link', (context) => context.reply(`https://t.me/${context.me.username}?start=inv_7KQ2`));
  bot.callbackQuery('rating', async (context) => {
    const texts = textsFor(context.from.language_code);
    await context.editMessageText(texts.rating, {
      parse_mode: 'HTML',
      reply_markup: new InlineKeyboard().text(texts.back, 'back'),
    });
    await context.answerCallbackQuery({ text: texts.shown });
  });
  bot.callbackQuery('back', (context) =>
    context.answerCallbackQuery({ text: 'Бұл батырма ескірген.', show_alert: true }),
  );
  bot.on('message:location', async (context) => {
    const { latitude, longitude } = context.message.location;
    await context.reply(`${textsFor(context.from.language_code).near}: ${latitude}; ${longitude}`, {
      reply_markup: { remove_keyboard: true },
    });
  });
  bot.on(['message:photo', 'message:document'], async (context) => {
    const file = await context.getFile();
    const response = await fetch(`${options.url}/file/bot${options.token}/${file.file_path}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (context.message.photo)
      await context.replyWithPhoto(new InputFile(bytes), { caption: `${bytes.length}` });
    else
      await context.replyWithDocument(new InputFile(bytes, 'қайтарылды.pdf'), { caption: `${bytes.length}` });
  });
  bot.on('message:text', (context) => context.reply(context.message.text));

  await bot.api.setMyName('Ақылды қала', { language_code: 'kk' });
  await bot.api.setMyName('Умный город');
  await bot.api.setMyDescription('Қалалардың рейтингі мен тұрғындардың пікірі.', { language_code: 'kk' });
  await bot.api.setMyDescription('Рейтинг городов и отзывы жителей.');
  await bot.api.setMyCommands(
    [
      { command: 'start', description: 'Бастау' },
      { command: 'place', description: 'Орын' },
    ],
    { language_code: 'kk' },
  );
  await bot.api.setMyCommands([
    { command: 'start', description: 'Начать' },
    { command: 'place', description: 'Место' },
  ]);
  await new Promise<void>((resolve, reject) => {
    bot.start({ onStart: () => resolve() }).catch(reject);
  });
  return bot;
}
