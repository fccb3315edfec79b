import type { World } from './state/world.ts';

/** Someone whom the web chat offers to be. */
export interface Persona {
  userId: number;
  label: string;
  role: string;
  languageCode: string;
  hint?: string;
}

export interface Personas {
  /** Adds a persona, or replaces the one of the same person; the person is created when unknown. */
  add(persona: Persona): void;
  list(): Persona[];
}

/** The personas of the web chat. */
export function createPersonas(world: World, initial: readonly Persona[]): Personas {
  const personas = new Map<number, Persona>();

  function add(persona: Persona): void {
    const { userId, label, languageCode } = persona;
    if (world.users.find(userId) === undefined) {
      world.users.createUser({ id: userId, firstName: label, languageCode });
    }
    personas.set(userId, persona);
    world.events.emit({ type: 'personas' });
  }

  for (const persona of initial) add(persona);
  return { add, list: () => [...personas.values()] };
}
