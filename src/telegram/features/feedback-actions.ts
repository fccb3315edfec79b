import { defineAction } from '../callback-data.ts';

/** Begins a feedback on an initiative, or on a city. */
export const feedbackOnInitiative = defineAction('fb.ini', { id: 'int' });
export const feedbackOnCity = defineAction('fb.city', { city: 'id' });

/** The steps of the dialogue. */
export const choosePage = defineAction('fb.page', { page: 'int' }, 'feedback');
export const chooseCity = defineAction('fb.town', { city: 'id' }, 'feedback');
export const chooseInitiative = defineAction('fb.of', { id: 'int' }, 'feedback');
export const chooseCityAtLarge = defineAction('fb.large', {}, 'feedback');
export const chooseSphere = defineAction('fb.sph', { sphere: 'id' }, 'feedback');
export const chooseTarget = defineAction('fb.aim', {}, 'feedback');
export const setMark = defineAction('fb.mark', { mark: 'int' }, 'feedback');
export const setTopic = defineAction('fb.topic', { topic: 'id' }, 'feedback');
export const fixWords = defineAction('fb.fix', {}, 'feedback');
export const lookAgain = defineAction('fb.look', {}, 'feedback');
export const startAnew = defineAction('fb.anew', {}, 'feedback');
export const send = defineAction('fb.send', {}, 'feedback');
