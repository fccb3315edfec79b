/** What a failing request meets: a refusal, a cut connection, or an answer lost after the work was done. */
export type Failure =
  | { code: 429; retryAfter: number }
  | { code: 500 | 502 | 503 | 504 }
  | { code: 400 | 403; description: string }
  | 'reset'
  | 'lostAnswer';

export interface FaultRule {
  method?: string;
  chatId?: number;
  with: Failure;
}

export interface Faults {
  /** The next `times` (1 if absent) matching requests fail so. */
  failNext(rule: FaultRule & { times?: number }): void;
  /** Each matching request fails so with that probability, until `clear`. */
  setChance(rule: FaultRule & { probability: number }): void;
  /** Each update comes twice, under two update ids, with that probability. */
  duplicateUpdates(probability: number): void;
  /** Ends all faults. */
  clear(): void;
}

export interface FaultSource extends Faults {
  /** The failure this request meets, if any. */
  take(method: string, chatId: number | undefined): Failure | undefined;
  duplicates(): boolean;
}

/** Faults on demand. `random` gives numbers in [0, 1). */
export function createFaults(random: () => number): FaultSource {
  let planned: (FaultRule & { left: number })[] = [];
  let chances: (FaultRule & { probability: number })[] = [];
  let duplicateProbability = 0;

  function matches(rule: FaultRule, method: string, chatId: number | undefined): boolean {
    if (rule.method !== undefined && rule.method !== method) return false;
    if (rule.method === undefined && rule.chatId === undefined && method === 'getUpdates') return false;
    return rule.chatId === undefined || rule.chatId === chatId;
  }

  return {
    failNext: ({ times = 1, ...rule }) => void planned.push({ ...rule, left: times }),
    setChance: (rule) => void chances.push(rule),
    duplicateUpdates: (probability) => {
      duplicateProbability = probability;
    },
    clear() {
      planned = [];
      chances = [];
      duplicateProbability = 0;
    },
    take(method, chatId) {
      const rule = planned.find((candidate) => candidate.left > 0 && matches(candidate, method, chatId));
      if (rule !== undefined) {
        rule.left -= 1;
        return rule.with;
      }
      return chances.find((chance) => matches(chance, method, chatId) && random() < chance.probability)?.with;
    },
    duplicates: () => duplicateProbability > 0 && random() < duplicateProbability,
  };
}
