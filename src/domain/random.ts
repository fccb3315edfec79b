/** The only source of chance. Injected, so that tests and the demo can repeat it. */
export interface Random {
  /** Unpredictable bytes, for tokens and salts. */
  bytes(count: number): Uint8Array;
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
}
