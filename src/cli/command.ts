import type { Methodology } from '../domain/methodology/methodology.ts';
import type { Deps } from '../usecases/deps.ts';

/** What commands are given to work with; made by `main.ts`, and by tests. */
export interface CliContext {
  /** Prints one line of the result. */
  print(line: string): void;
  /** Opens the database for as long as `use` takes. Throws a `StartupProblem` where it cannot be used. */
  withDatabase<T>(use: (deps: Deps) => Promise<T>): Promise<T>;
  /** The bot's user name, asked of Telegram. Throws a `StartupProblem` without a token or an answer. */
  askBotName(): Promise<string>;
  /** Parsed files of methodology data, of the project itself where no folder is named. */
  readMethodologyFiles(folder: string | undefined): Promise<Record<string, unknown>>;
  /** The same, validated. Throws a `StartupProblem` that tells the mistakes. */
  readMethodology(folder: string | undefined): Promise<{ methodology: Methodology; checksum: string }>;
}

/** One thing that an operator can do without chat. */
export interface Command {
  /** Words that call it: `people list`. */
  name: string;
  /** What may follow the name; empty for nothing. */
  usage: string;
  /** One line for the list of commands. */
  summary: string;
  /** Does it, and answers the exit code: 0, or 1 where what was asked for is not so. */
  run(context: CliContext, args: string[]): Promise<number>;
}

/** The command was called wrongly; the message is one clear line, after which its usage is shown. */
export class UsageProblem extends Error {
  override readonly name = 'UsageProblem';
}

/** What was asked cannot be done; the message is one clear line. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
