import { parseArgs } from 'node:util';
import { listGroups } from '../usecases/roles/list-people.ts';
import type { Command } from './command.ts';
import { toTable } from './table.ts';

/** Working groups with their ids. */
export const groupsList: Command = {
  name: 'groups list',
  usage: '',
  summary: 'Lists the working groups with their ids, rated cities and people.',
  async run({ print, withDatabase }, args) {
    parseArgs({ args, options: {} });
    const groups = await withDatabase(listGroups);
    const rows = groups.map(({ id, cities, coordinators, people, nameRu }) => [
      id,
      String(cities),
      String(coordinators),
      String(people),
      nameRu,
    ]);
    if (rows.length === 0) print('There are no working groups: import the methodology data first.');
    else
      for (const line of toTable([['ID', 'CITIES', 'COORDINATORS', 'PEOPLE', 'NAME'], ...rows])) print(line);
    return 0;
  },
};
