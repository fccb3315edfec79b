import { parseArgs } from 'node:util';
import { formatInvitationPayload } from '../domain/people/invitation.ts';
import { GIVEN_ROLES, type GivenRole, isGroupRole } from '../domain/people/roles.ts';
import { createInvitation } from '../usecases/invitations/create-invitation.ts';
import { type Command, Refusal, UsageProblem } from './command.ts';

/** Makes an invitation link. Without `--confirmed` whoever may invite to the role confirms who came. */
export const invite: Command = {
  name: 'invite',
  usage:
    '--role authority|administrator|coordinator|member|observer --name "FULL NAME" --post "POST" [--group ID] [--head] [--city ID]… [--sphere ID]… [--kpi CODE]… [--confirmed] [--bot USERNAME]',
  summary: 'Prints a single-use link; --confirmed gives the role to whoever opens it, asking nobody.',
  async run({ print, withDatabase, askBotName }, args) {
    const { values } = parseArgs({
      args,
      options: {
        role: { type: 'string' },
        name: { type: 'string' },
        post: { type: 'string' },
        group: { type: 'string' },
        head: { type: 'boolean', default: false },
        city: { type: 'string', multiple: true, default: [] },
        sphere: { type: 'string', multiple: true, default: [] },
        kpi: { type: 'string', multiple: true, default: [] },
        confirmed: { type: 'boolean', default: false },
        bot: { type: 'string' },
      },
    });
    const role = readRole(values.role);
    if (values.name === undefined) throw new UsageProblem('--name is missing.');
    if (values.post === undefined) throw new UsageProblem('--post is missing.');
    if (isGroupRole(role) && values.group === undefined) {
      throw new UsageProblem(`--group is missing: a ${role} belongs to a working group (see groups list).`);
    }
    const botName = values.bot?.replace(/^@/, '') ?? (await askBotName());
    if (!/^\w{5,32}$/.test(botName)) throw new UsageProblem(`--bot ${botName} is not a user name.`);
    const invitation = {
      role,
      workingGroupId: values.group ?? null,
      isHead: values.head,
      fullName: values.name,
      post: values.post,
      cityIds: values.city,
      sphereIds: values.sphere,
      kpiCodes: values.kpi,
      confirmedAhead: values.confirmed,
    };
    const outcome = await withDatabase((deps) => createInvitation(deps, { ...invitation, by: 'cli' }));
    switch (outcome.kind) {
      case 'created':
        print(`https://t.me/${botName}?start=${formatInvitationPayload(outcome.token)}`);
        print(`Works once, until ${outcome.expiresAt.toISOString()}.`);
        print(
          values.confirmed
            ? 'Whoever opens it gets the role at once: hand it over in person.'
            : 'Whoever may invite to this role is asked to confirm who opened it.',
        );
        return 0;
      case 'invalid':
        throw new Refusal(`--${outcome.field} «${outcome.value}» is not right: ${reasons[outcome.field]}.`);
      case 'noConfirmer':
        throw new Refusal(
          'Nobody holds a role that could confirm who came: invite that person first, or add --confirmed.',
        );
      case 'noRight':
      case 'stale':
        throw new Error(`An invitation by the command line ended as ${outcome.kind}`);
    }
  },
};

const reasons = {
  group: 'no such working group, see groups list',
  head: 'only a coordinator can be head of a group',
  name: 'two words of letters at least, 100 characters at most',
  post: 'two letters at least, 150 characters at most',
  city: 'no rated city of that group has this id',
  sphere: 'no such sphere',
  kpi: 'no such KPI',
} as const;

/** The role that an option names. */
export function readRole(given: string | undefined): GivenRole {
  if (given === undefined) throw new UsageProblem('--role is missing.');
  const role = GIVEN_ROLES.find((one) => one === given);
  if (role === undefined) throw new UsageProblem(`--role ${given} is none of ${GIVEN_ROLES.join(', ')}.`);
  return role;
}
