import type { kazakhTexts } from './areas.ts';

type PluralSuffix = '_zero' | '_one' | '_two' | '_few' | '_many' | '_other';

/** `daysLeft_one`, `daysLeft_other` → `daysLeft`. */
type FoldPlural<Name extends string> = Name extends `${infer Base}${PluralSuffix}` ? Base : Name;

type PathsOf<Node> = {
  [Name in keyof Node & string]: Node[Name] extends string
    ? FoldPlural<Name>
    : `${Name}.${PathsOf<Node[Name]>}`;
}[keyof Node & string];

type Texts = typeof kazakhTexts;

/** Every text of the bot: `area:path.to.key`, plural forms folded into one key. */
export type TextKey = { [Area in keyof Texts & string]: `${Area}:${PathsOf<Texts[Area]>}` }[keyof Texts &
  string];
