import { parseArgs } from 'node:util';
import { listPeople } from '../usecases/roles/list-people.ts';
import type { Command } from './command.ts';
import { toTable } from './table.ts';

/** Everybody who holds a role, one line a role. */
export const peopleList: Command = {
  name: 'people list',
  usage: '',
  summary: 'Lists everybody who holds a role, with the id that «role end» takes.',
  async run({ print, withDatabase }, args) {
    parseArgs({ args, options: {} });
    const people = await withDatabase(listPeople);
    const rows = people.flatMap(({ id, fullName, post, grants }) =>
      grants.map(({ role, workingGroupId, isHead, startsAt, source }) => [
        String(id),
        isHead ? `${role} (head)` : role,
        workingGroupId ?? '-',
        startsAt.toISOString().slice(0, 10),
        source,
        fullName ?? '-',
        post ?? '-',
      ]),
    );
    if (rows.length === 0) print('Nobody holds a role yet.');
    else
      for (const line of toTable([['ID', 'ROLE', 'GROUP', 'SINCE', 'BY', 'NAME', 'POST'], ...rows]))
        print(line);
    return 0;
  },
};
