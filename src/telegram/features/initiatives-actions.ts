import { defineAction } from '../callback-data.ts';

/** A page of a city's initiatives; an empty sphere means all. */
export const openList = defineAction('ini.list', { city: 'id', sphere: 'id', page: 'int' });

/** The spheres by which a city's list can be narrowed. */
export const openSpheres = defineAction('ini.sph', { city: 'id' });

/** The cities of the person's oblast that have initiatives. */
export const openCities = defineAction('ini.city', { page: 'int' });

/** A card. `from` is where its Back leads: a sphere, `my`, or nothing for the whole list; `page` a page there. */
export const openInitiative = defineAction('ini.open', { id: 'int', from: 'id', page: 'int' });

export const follow = defineAction('ini.on', { id: 'int', from: 'id', page: 'int' });
export const unfollow = defineAction('ini.off', { id: 'int', from: 'id', page: 'int' });

/** `from` of a card that was opened from the list of what a person follows. */
export const fromMy = 'my';
