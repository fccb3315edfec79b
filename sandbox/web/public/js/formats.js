const TIME_ZONE = 'Asia/Almaty';

/** Browsers may lack Kazakh dates (Chromium does), so these names are the page's own. */
const KAZAKH = {
  months: 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' '),
  weekdays: { Mon: 'дс', Tue: 'сс', Wed: 'ср', Thu: 'бс', Fri: 'жм', Sat: 'сб', Sun: 'жс' },
};

/** @param {Intl.DateTimeFormatOptions} options @param {string} [locale] */
const format = (options, locale = 'en-GB') =>
  new Intl.DateTimeFormat(locale, { timeZone: TIME_ZONE, ...options });

const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const key = format({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA');

/**
 * How a language writes days: `day` 14 October, `dayWithYear` 14 October 2026, `shortDay` 14 Oct, `weekday` Wed.
 *
 * @param {'en' | 'kk' | 'ru'} language
 * @returns {Record<'day' | 'dayWithYear' | 'shortDay' | 'weekday', (date: Date) => string>}
 */
function dayFormats(language) {
  if (language === 'kk') return kazakhDays();
  const locale = language === 'en' ? 'en-GB' : language;
  /** @param {Intl.DateTimeFormatOptions} options */
  const write = (options) => {
    const written = format(options, locale);
    return (/** @type {Date} */ date) => written.format(date);
  };
  return {
    day: write({ day: 'numeric', month: 'long' }),
    dayWithYear: write({ day: 'numeric', month: 'long', year: 'numeric' }),
    shortDay: write({ day: 'numeric', month: 'short' }),
    weekday: write({ weekday: 'short' }),
  };
}

function kazakhDays() {
  const weekday = format({ weekday: 'short' }, 'en-US');
  /** @param {Date} date */
  function day(date) {
    const [, month, number] = key.format(date).split('-').map(Number);
    return `${number} ${KAZAKH.months[(month ?? 1) - 1]}`;
  }
  return {
    day,
    /** @param {Date} date */
    dayWithYear: (date) => `${key.format(date).slice(0, 4)} жылғы ${day(date)}`,
    shortDay: day,
    /** @param {Date} date */
    weekday: (date) => KAZAKH.weekdays[/** @type {keyof typeof KAZAKH.weekdays} */ (weekday.format(date))],
  };
}

/**
 * Dates, times and sizes as the page writes them; dates are those of Almaty whatever the browser's zone.
 *
 * @param {'en' | 'kk' | 'ru'} language
 * @param {import('./strings.js').Strings['units']} units
 */
export function createFormats(language, units) {
  const { day, dayWithYear, shortDay, weekday } = dayFormats(language);
  const decimal = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'ru', { maximumFractionDigits: 1 });

  /** @param {Date} date @param {Date} now */
  const sameYear = (date, now) => key.format(date).slice(0, 4) === key.format(now).slice(0, 4);

  return {
    /** @param {Date} date */
    time: (date) => time.format(date),
    /** `2026-11-22`, to tell days apart. @param {Date} date */
    dayKey: (date) => key.format(date),
    /** @param {Date} date @param {Date} now */
    day: (date, now) => (sameYear(date, now) ? day : dayWithYear)(date),
    /** The time today, else the day. @param {Date} date @param {Date} now */
    recent: (date, now) => (key.format(date) === key.format(now) ? time.format(date) : shortDay(date)),
    /** @param {Date} date */
    clock: (date) => ({
      weekday: weekday(date),
      day: dayWithYear(date),
      shortDay: shortDay(date),
      time: time.format(date),
    }),
    /** @param {number} bytes */
    size(bytes) {
      if (bytes < 1024) return `${bytes} ${units.b}`;
      if (bytes < 1024 * 1024) return `${decimal.format(bytes / 1024)} ${units.kb}`;
      return `${decimal.format(bytes / 1024 / 1024)} ${units.mb}`;
    },
    /** @param {number} seconds */
    duration: (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`,
  };
}

/** @typedef {ReturnType<typeof createFormats>} Formats */
