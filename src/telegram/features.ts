import type { Feature } from './feature.ts';
import { cityFeature } from './features/city-choice.ts';
import { helpFeature } from './features/help.ts';
import { languageFeature, welcome } from './features/language.ts';
import { menuFeature, showMenu } from './features/menu.ts';
import { consentFeature } from './features/privacy.ts';
import { privacyFeature } from './features/privacy-rights.ts';
import { settingsFeature } from './features/settings.ts';

/** Every area of the conversation. */
export const features: readonly Feature[] = [
  languageFeature,
  cityFeature,
  menuFeature,
  consentFeature,
  privacyFeature,
  settingsFeature,
  helpFeature,
];

/** Where somebody lands who has said nothing that any area understands. */
export const home = { welcome, menu: showMenu };
