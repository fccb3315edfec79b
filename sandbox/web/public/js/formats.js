const TIME_ZONE = 'Asia/Almaty';

/**
 * Dates, times and sizes as the page writes them; dates are those of Almaty whatever the browser's zone.
 *
 * @param {string} language
 * @param {import('./strings.js').Strings['units']} units
 */
export function createFormats(language, units) {
  const locale = language === 'en' ? 'en-GB' : language;
  /** @param {Intl.DateTimeFormatOptions} options */
  const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: TIME_ZONE, ...options });
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = format({ day: 'numeric', month: 'long' });
  const dayWithYear = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const weekday = format({ weekday: 'short' });
  const shortDay = format({ day: 'numeric', month: 'short' });
  const key = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

  /** @param {Date} date @param {Date} now */
  const sameYear = (date, now) => key.format(date).slice(0, 4) === key.format(now).slice(0, 4);

  return {
    /** @param {Date} date */
    time: (date) => time.format(date),
    /** `2026-11-22`, to tell days apart. @param {Date} date */
    dayKey: (date) => key.format(date),
    /** @param {Date} date @param {Date} now */
    day: (date, now) => (sameYear(date, now) ? day : dayWithYear).format(date),
    /** The time today, else the day. @param {Date} date @param {Date} now */
    recent: (date, now) => (key.format(date) === key.format(now) ? time : shortDay).format(date),
    /** @param {Date} date */
    clock: (date) => ({
      weekday: weekday.format(date),
      day: dayWithYear.format(date),
      shortDay: shortDay.format(date),
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
