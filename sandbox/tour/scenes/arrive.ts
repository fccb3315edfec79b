import type { Scene } from '../stage.ts';

/** Somebody who has never opened the bot chooses a language and finds their city, misspelt. */
export const arrive: Scene = {
  title: 'Newcomers choose their language and city',
  async play({ citizen, script, city }) {
    const { t } = citizen;
    await citizen.opens();
    await citizen.sees('Здравствуйте!', 'Сәлеметсіз бе!');
    await citizen.presses(t.plain('start:button.language'));
    await citizen.sees(t.plain('start:askCity'));
    await citizen.writes(script.typedCity);
    await citizen.sees(t.plain('start:several'));
    await citizen.presses(city.short);
    await citizen.sees(city.short, /\d/, t.plain('common:demo'));
  },
};
