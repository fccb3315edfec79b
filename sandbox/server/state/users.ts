import { present } from '../present.ts';
import type { User } from '../telegram-types.ts';

export interface NewUser {
  id?: number;
  firstName: string;
  lastName?: string;
  username?: string;
  languageCode?: string;
}

export interface Users {
  /** Adds a person; without an id the next free one is taken. Throws when the id is taken. */
  createUser(user: NewUser): User;
  find(id: number): User | undefined;
  /** The person with that id, added under a plain name when there is none. */
  obtain(id: number): User;
  /** The account is deleted: sending to it is refused from now on. */
  deactivate(id: number): void;
  isDeactivated(id: number): boolean;
}

/** The people of the sandbox. */
export function createUsers(): Users {
  const users = new Map<number, User>();
  const deactivated = new Set<number>();
  let nextId = 100_001;

  function createUser(user: NewUser): User {
    while (users.has(nextId)) nextId += 1;
    const id = user.id ?? nextId;
    if (users.has(id)) throw new Error(`User ${id} exists already`);
    const created: User = present({
      id,
      is_bot: false,
      first_name: user.firstName,
      last_name: user.lastName,
      username: user.username,
      language_code: user.languageCode,
    });
    users.set(id, created);
    return created;
  }

  return {
    createUser,
    find: (id) => users.get(id),
    obtain: (id) => users.get(id) ?? createUser({ id, firstName: `User ${id}` }),
    deactivate: (id) => void deactivated.add(id),
    isDeactivated: (id) => deactivated.has(id),
  };
}
