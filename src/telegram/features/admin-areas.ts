import { maySomewhere } from '../../domain/people/permissions.ts';
import { commandButton } from '../go.ts';
import { actionButton, type Button } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openCalendar, openPeriods } from './admin-actions.ts';
import { openDeadMessages, openDelivery } from './delivery-actions.ts';

/** A way from `/admin` to one area, for those who may go there; null for others. */
type AdminArea = (turn: Turn) => Button | null;

const periods: AdminArea = ({ t, person, now }) =>
  maySomewhere('viewPeriods', person, now)
    ? actionButton(t.plain('admin:button.periods'), openPeriods, { page: 0 })
    : null;

const calendar: AdminArea = ({ t, person, now }) =>
  maySomewhere('viewPeriods', person, now)
    ? actionButton(t.plain('calendar:button.years'), openCalendar, {})
    : null;

const people: AdminArea = ({ t, person }) =>
  person.grants.some(({ role }) => role === 'administrator' || role === 'authority')
    ? commandButton(t.plain('admin:button.people'), 'team')
    : null;

const delivery: AdminArea = ({ t, person, now }) =>
  maySomewhere('viewDelivery', person, now)
    ? actionButton(t.plain('delivery:button.open'), openDelivery, { week: 0 })
    : null;

const deadMessages: AdminArea = ({ t, person, now }) =>
  maySomewhere('settleMessage', person, now)
    ? actionButton(t.plain('delivery:button.dead'), openDeadMessages, { page: 0 })
    : null;

/** Every area, in the order of its button: a new one is a line here. */
export const adminAreas: readonly AdminArea[] = [periods, calendar, people, delivery, deadMessages];
