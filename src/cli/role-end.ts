import { parseArgs } from 'node:util';
import { endRole } from '../usecases/roles/end-role.ts';
import { listPeople } from '../usecases/roles/list-people.ts';
import { type Command, Refusal, UsageProblem } from './command.ts';
import { readRole } from './invite.ts';

/** Ends a role at once. */
export const roleEnd: Command = {
  name: 'role end',
  usage: '--person ID --role ROLE [--group ID]',
  summary: 'Ends a role of a person at once; the person is told when the bot runs.',
  async run({ print, withDatabase }, args) {
    const { values } = parseArgs({
      args,
      options: { person: { type: 'string' }, role: { type: 'string' }, group: { type: 'string' } },
    });
    const role = readRole(values.role);
    if (values.person === undefined) throw new UsageProblem('--person is missing (see people list).');
    if (!/^\d{1,9}$/.test(values.person)) throw new UsageProblem(`--person ${values.person} is not an id.`);
    const personId = Number(values.person);
    return withDatabase(async (deps) => {
      const person = (await listPeople(deps)).find(({ id }) => id === personId);
      const held = (person?.grants ?? []).filter(
        (grant) =>
          grant.role === role && (values.group === undefined || grant.workingGroupId === values.group),
      );
      const [grant, ...others] = held;
      if (grant === undefined) {
        throw new Refusal(`Person ${personId} holds no such role (see people list).`);
      }
      if (others.length > 0) {
        const groups = held.map(({ workingGroupId }) => workingGroupId).join(', ');
        throw new Refusal(`Person ${personId} is ${role} of several groups, name one by --group: ${groups}.`);
      }
      const outcome = await endRole(deps, { by: 'cli', grantId: grant.id });
      switch (outcome.kind) {
        case 'ended':
          print(`Ended: ${role} of person ${personId}${outcome.fullName ? `, ${outcome.fullName}` : ''}.`);
          return 0;
        case 'alreadyEnded':
          print('It has ended already.');
          return 0;
        case 'configured':
          throw new Refusal('ADMIN_IDS gives this role: take the id out of it and start the bot again.');
        case 'lastAdministrator':
        case 'noRight':
        case 'notFound':
          throw new Error(`Ending a role by the command line ended as ${outcome.kind}`);
      }
    });
  },
};
