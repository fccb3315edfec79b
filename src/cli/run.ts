import { StartupProblem } from '../startup-problem.ts';
import { auditVerify } from './audit-verify.ts';
import { type CliContext, type Command, Refusal, UsageProblem } from './command.ts';
import { groupsList } from './groups-list.ts';
import { invite } from './invite.ts';
import { methodologyCheck } from './methodology-check.ts';
import { methodologyImport } from './methodology-import.ts';
import { peopleList } from './people-list.ts';
import { roleEnd } from './role-end.ts';
import { valuesExport } from './values-export.ts';

const commands: readonly Command[] = [
  methodologyCheck,
  methodologyImport,
  invite,
  peopleList,
  roleEnd,
  groupsList,
  valuesExport,
  auditVerify,
];

/**
 * Runs the command that the arguments name. Answers the exit code: 0 done, 1 not done or not so, 2 called
 * wrongly. Refusals are one line for `printError`; anything else that is thrown is a bug, and thrown on.
 */
export async function runCli(
  context: CliContext,
  args: readonly string[],
  printError: (line: string) => void,
): Promise<number> {
  if (args.length === 0 || args[0] === 'help' || args.includes('--help') || args.includes('-h')) {
    for (const line of help()) context.print(line);
    return 0;
  }
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => args[index] === word));
  if (command === undefined) {
    const words = args.filter((arg) => !arg.startsWith('-')).join(' ');
    printError(
      `There is no command «${words}». There are: ${commands.map(({ name }) => name).join(', ')}, help.`,
    );
    return 2;
  }
  try {
    return await command.run(context, args.slice(command.name.split(' ').length));
  } catch (error) {
    if (error instanceof StartupProblem || error instanceof Refusal) {
      printError(error.message);
      return 1;
    }
    if (error instanceof UsageProblem || isArgumentError(error)) {
      const reason = (error as Error).message.split('\n')[0]?.replace(/\.?$/, '.');
      printError(`${reason} Usage: npm run cli -- ${usageOf(command)}`);
      return 2;
    }
    throw error;
  }
}

/** What `parseArgs` throws where an option is unknown or misses its value. */
function isArgumentError(error: unknown): boolean {
  return (
    error instanceof TypeError && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
  );
}

function usageOf({ name, usage }: Command): string {
  return usage === '' ? name : `${name} ${usage}`;
}

function help(): string[] {
  return [
    'Usage: npm run cli -- COMMAND',
    '',
    ...commands.flatMap((command) => [`  ${usageOf(command)}`, `      ${command.summary}`]),
    '  help',
    '      Shows this list.',
    '',
    'The database is that of DATABASE_URL, else the embedded one in DATA_DIR; the latter only while the bot',
    'does not run, because one process at a time can use it.',
  ];
}
