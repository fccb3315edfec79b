import { clipText, escapeHtml, type Html, quote } from '../../i18n/html.ts';
import type { Language } from '../../i18n/language.ts';
import { textOf } from '../../i18n/text-of.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { KnownTarget } from '../../usecases/feedback/read-feedback-target.ts';
import { feedbackTopics } from '../../usecases/feedback/send-feedback.ts';

/** The language in which lines are drawn; a turn is one, and so is what a notification is drawn from. */
interface Speaking {
  t: Translate;
  language: Language;
}

/** What a feedback is about, in a line. */
export function targetLine({ t, language }: Speaking, about: TargetNames): Html {
  const city = textOf(language, 'name', about.city);
  if (about.initiative !== null) {
    const title = clipText(quotedTitleIn(language, about.initiative), 200);
    return t('feedback:aboutInitiative', { title, city });
  }
  if (about.sphere === null) return escapeHtml(city);
  return t('feedback:aboutCity', { city, sphere: textOf(language, 'name', about.sphere) });
}

/** The same for a line in which another text stands around it, and briefly. */
export function targetName({ t, language }: Speaking, about: TargetNames): string {
  const city = textOf(language, 'name', about.city);
  if (about.initiative !== null) {
    const title = clipText(quotedTitleIn(language, about.initiative), 60);
    return t.plain('feedback:aboutInitiative', { title, city });
  }
  if (about.sphere === null) return city;
  return t.plain('feedback:aboutCity', { city, sphere: textOf(language, 'name', about.sphere) });
}

interface TargetNames {
  city: KnownTarget['city'];
  sphere: KnownTarget['sphere'] | null;
  initiative: { titleKk: string; titleRu: string } | null;
}

/** Mark and topic, a line each where there are any. */
export function saidLines(
  { t }: Speaking,
  { mark, topic }: { mark: number | null; topic: string | null },
): Html[] {
  const known = feedbackTopics.find((name) => name === topic);
  return [
    ...(mark === null ? [] : [t('feedback:mark', { mark })]),
    ...(known === undefined ? [] : [t('feedback:topicLine', { topic: t.plain(`feedback:topic.${known}`) })]),
  ];
}

/** An answer in the reader's language; where it was written only in the other one, that and a note of it. */
export function answerLines(
  { t, language }: Speaking,
  { answerKk, answerRu }: { answerKk: string | null; answerRu: string | null },
): Html[] {
  const [own, other] = language === 'kk' ? [answerKk, answerRu] : [answerRu, answerKk];
  if (own !== null) return [quote(escapeHtml(own))];
  if (other === null) return [];
  return [quote(escapeHtml(other)), t(language === 'kk' ? 'my:onlyInRussian' : 'my:onlyInKazakh')];
}

/** The title of an initiative in a language, as it stands within «…»: its own quotation marks become “…”. */
function quotedTitleIn(language: Language, initiative: { titleKk: string; titleRu: string }): string {
  return textOf(language, 'title', initiative).replaceAll('«', '“').replaceAll('»', '”');
}
