import type { Clock } from '../domain/clock.ts';
import type { Random } from '../domain/random.ts';
import type { Db } from '../storage/database.ts';
import type { FileStore } from '../storage/files/file-store.ts';

/** What every use case needs. Made once by the composition root. */
export interface Deps {
  db: Db;
  /** Where the bytes of files are kept. Reached outside of transactions only. */
  files: FileStore;
  clock: Clock;
  random: Random;
  settings: Settings;
}

/** Facts of this installation that rules depend on; from configuration. */
export interface Settings {
  /** IANA name; `Asia/Almaty` unless configured. */
  timeZone: string;
  /** Who operates the bot and answers for personal data; null until configured. */
  operator: { name: string; bin: string } | null;
  /** Telegram ids of the first administrators, from configuration. */
  administrators: readonly string[];
  /** How long an invitation stays open. */
  invitationHours: number;
  /** How long personal data are kept, as the consent screen states it, in months. */
  retentionMonths: number;
  /** Feedback that one person may send in one day. */
  feedbackPerDay: number;
  /** Messages a second that delivery may send. */
  sendRate: number;
}
