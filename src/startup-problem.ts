/** Something that the operator must put right before the bot can start; the message is one clear line. */
export class StartupProblem extends Error {
  override readonly name = 'StartupProblem';
}
