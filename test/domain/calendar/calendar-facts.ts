import type { CalendarYear } from '../../../src/domain/calendar/working-calendar.ts';

/** The country's published days off: 2025 with its moved day, 2026 after 30 August was dropped. */
export const YEAR_2025: CalendarYear = {
  year: 2025,
  status: 'official',
  daysOff: [
    '2025-01-01',
    '2025-01-02',
    '2025-01-03',
    '2025-01-07',
    '2025-03-10',
    '2025-03-21',
    '2025-03-24',
    '2025-03-25',
    '2025-05-01',
    '2025-05-07',
    '2025-05-09',
    '2025-06-06',
    '2025-07-07',
    '2025-09-01',
    '2025-10-27',
    '2025-12-16',
  ],
  extraWorkingDays: ['2025-01-05'],
};

export const YEAR_2026: CalendarYear = {
  year: 2026,
  status: 'official',
  daysOff: [
    '2026-01-01',
    '2026-01-02',
    '2026-01-07',
    '2026-03-09',
    '2026-03-23',
    '2026-03-24',
    '2026-03-25',
    '2026-05-01',
    '2026-05-07',
    '2026-05-11',
    '2026-05-27',
    '2026-07-06',
    '2026-10-26',
    '2026-12-16',
  ],
  extraWorkingDays: [],
};

/** What the law's rules must give for 2027: no official calendar of that year is published yet. */
export const DAYS_OFF_2027 = [
  '2027-01-01',
  '2027-01-04',
  '2027-01-07',
  '2027-03-08',
  '2027-03-15',
  '2027-03-22',
  '2027-03-23',
  '2027-03-24',
  '2027-05-03',
  '2027-05-07',
  '2027-05-10',
  '2027-07-06',
  '2027-10-25',
  '2027-12-16',
];
