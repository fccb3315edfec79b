import { listGaps } from '../../../src/usecases/assignments/list-gaps.ts';
import { readDuties } from '../../../src/usecases/assignments/read-duties.ts';
import { setAssignments } from '../../../src/usecases/assignments/set-assignments.ts';
import { answerFeedback } from '../../../src/usecases/feedback/answer-feedback.ts';
import { listFeedbackToAnswer } from '../../../src/usecases/feedback/list-feedback-to-answer.ts';
import { readFeedbackToAnswer } from '../../../src/usecases/feedback/read-feedback-to-answer.ts';
import { takeFeedback } from '../../../src/usecases/feedback/take-feedback.ts';
import { createInvitation } from '../../../src/usecases/invitations/create-invitation.ts';
import { decideInvitation } from '../../../src/usecases/invitations/decide-invitation.ts';
import { listInvitations, readInvitation } from '../../../src/usecases/invitations/list-invitations.ts';
import { renewLink } from '../../../src/usecases/invitations/renew-link.ts';
import { revokeInvitation } from '../../../src/usecases/invitations/revoke-invitation.ts';
import { endRole } from '../../../src/usecases/roles/end-role.ts';
import { readCountryPeople, readCountryTeam } from '../../../src/usecases/roles/read-country-team.ts';
import { readGroupTeam, readTeamMember } from '../../../src/usecases/roles/read-group-team.ts';
import { createPerson } from '../../setup/people.ts';
import { absenceRows } from './absence-rows.ts';
import { batchRows } from './batch-rows.ts';
import { broadcastRows } from './broadcast-rows.ts';
import { deliveryRows } from './delivery-rows.ts';
import { fileRows } from './file-rows.ts';
import { group, type Town } from './people.ts';
import { periodRows } from './period-rows.ts';
import { reportingRows } from './reporting-rows.ts';

/** Who may do a use case to a thing of the group, and the call that proves it. */
export interface Row {
  name: string;
  /**
   * `+` or `-` for each column: citizen, member, member elsewhere, coordinator, coordinator elsewhere, observer,
   * authority, administrator, former coordinator.
   */
  allowed: string;
  /** Makes what is acted on; the answer does it as the person, and tells the kind of the outcome. */
  prepare(town: Town, personId: number): Promise<() => Promise<string>>;
}

const kindOf = async (outcome: Promise<{ kind: string }>) => (await outcome).kind;
const read = (found: boolean) => (found ? 'read' : 'notRead');
const newMember = {
  role: 'member',
  workingGroupId: group,
  isHead: false,
  fullName: 'Ерлан Қасымов',
  post: 'Бас маман',
  cityIds: [],
  sphereIds: [],
  kpiCodes: [],
} as const;

const teamRows: readonly Row[] = [
  {
    name: 'listGaps',
    allowed: '---+-----',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(listGaps(deps, { personId, workingGroupId: group })),
  },
  {
    name: 'readDuties',
    allowed: '---+-----',
    async prepare({ deps, colleague, grantOf }, personId) {
      const { id: grantId } = await grantOf(colleague.id);
      return () => kindOf(readDuties(deps, { personId, grantId, cityId: 'oral' }));
    },
  },
  {
    name: 'setAssignments',
    allowed: '---+-----',
    async prepare({ deps, newMember: join, grantOf, step }, personId) {
      const { id: grantId } = await grantOf((await join()).id);
      const at = await step(personId);
      return () => kindOf(setAssignments(deps, { personId, grantId, cityId: 'oral', duties: 'whole', at }));
    },
  },
  {
    name: 'createInvitation',
    allowed: '---+-----',
    prepare:
      async ({ deps }, by) =>
      () =>
        kindOf(createInvitation(deps, { ...newMember, by })),
  },
  {
    name: 'decideInvitation',
    allowed: '---+-----',
    async prepare({ deps, db, people, invitation }, personId) {
      const guest = await createPerson(db);
      const { id: invitationId } = await invitation({
        invitedById: people.coordinator.id,
        guestId: guest.id,
      });
      return () => kindOf(decideInvitation(deps, { personId, invitationId, decision: 'confirm' }));
    },
  },
  {
    name: 'listInvitations',
    allowed: '---+-----',
    async prepare({ deps, people, invitation }, personId) {
      const { id } = await invitation({ invitedById: people.coordinator.id });
      return async () => read((await listInvitations(deps, personId)).some((one) => one.id === id));
    },
  },
  {
    name: 'readInvitation',
    allowed: '---+-----',
    async prepare({ deps, people, invitation }, personId) {
      const { id: invitationId } = await invitation({ invitedById: people.coordinator.id });
      return async () => read((await readInvitation(deps, { personId, invitationId })) !== null);
    },
  },
  {
    name: 'renewLink',
    allowed: '---+-----',
    async prepare({ deps, people, invitation }, personId) {
      const { id: invitationId } = await invitation({ invitedById: people.coordinator.id });
      return () => kindOf(renewLink(deps, { personId, invitationId }));
    },
  },
  {
    name: 'revokeInvitation',
    allowed: '---+-----',
    async prepare({ deps, people, invitation }, personId) {
      const { id: invitationId } = await invitation({ invitedById: people.coordinator.id });
      return () => kindOf(revokeInvitation(deps, { personId, invitationId }));
    },
  },
  {
    name: 'endRole',
    allowed: '---+---+-',
    async prepare({ deps, newMember: join, grantOf }, by) {
      const { id: grantId } = await grantOf((await join()).id);
      return () => kindOf(endRole(deps, { by, grantId }));
    },
  },
  {
    name: 'readCountryTeam',
    allowed: '---++-++-',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(readCountryTeam(deps, personId)),
  },
  {
    name: 'readCountryPeople',
    allowed: '-------+-',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(readCountryPeople(deps, personId)),
  },
  {
    name: 'readGroupTeam',
    allowed: '---+--++-',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(readGroupTeam(deps, { personId, workingGroupId: group })),
  },
  {
    name: 'readTeamMember',
    allowed: '---+---+-',
    async prepare({ deps, colleague, grantOf }, personId) {
      const { id: grantId } = await grantOf(colleague.id);
      return () => kindOf(readTeamMember(deps, { personId, grantId }));
    },
  },
];

const feedbackRows: readonly Row[] = [
  {
    name: 'listFeedbackToAnswer',
    allowed: '---+-----',
    async prepare({ deps, feedback }, personId) {
      await feedback();
      return async () => {
        const queue = await listFeedbackToAnswer(deps, { personId, page: 0, pageSize: 5 });
        return queue.kind === 'queue' ? read(queue.total > 0) : queue.kind;
      };
    },
  },
  {
    name: 'readFeedbackToAnswer',
    allowed: '---+-----',
    async prepare({ deps, feedback }, personId) {
      const { id: feedbackId } = await feedback();
      return async () => {
        const card = await readFeedbackToAnswer(deps, { personId, feedbackId });
        return 'kind' in card ? String(card.kind) : 'read';
      };
    },
  },
  {
    name: 'takeFeedback',
    allowed: '---+-----',
    async prepare({ deps, feedback }, personId) {
      const { id: feedbackId } = await feedback();
      return () => kindOf(takeFeedback(deps, { personId, feedbackId }));
    },
  },
  {
    name: 'answerFeedback',
    allowed: '---+-----',
    async prepare({ deps, feedback, step }, personId) {
      const { id: feedbackId } = await feedback();
      const at = await step(personId);
      return () =>
        kindOf(answerFeedback(deps, { personId, feedbackId, at, answer: { kk: 'Жөнделді.', ru: null } }));
    },
  },
];

export const rows: readonly Row[] = [
  ...reportingRows,
  ...fileRows,
  ...batchRows,
  ...absenceRows,
  ...periodRows,
  ...broadcastRows,
  ...deliveryRows,
  ...teamRows,
  ...feedbackRows,
];
