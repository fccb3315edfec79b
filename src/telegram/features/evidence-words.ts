import type { DataGrade } from '../../domain/kpi/evidence.ts';
import { isDataGrade } from '../../domain/kpi/evidence.ts';
import { clipText } from '../../i18n/clean-text.ts';
import { escapeHtml, type Html, link, type Markup, markup } from '../../i18n/html.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { EvidenceInput } from '../../usecases/reporting/evidence.ts';
import { actionButton, type Button } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openFiles } from './evidence-actions.ts';

/** As much of a comment as a card repeats. */
const longestComment = 300;

/** What a value rests on, counted and named: «2 файл, сілтеме»; null where it rests on nothing. */
export function evidenceWords(t: Translate, evidence: Omit<EvidenceInput, 'grade'>): string | null {
  const { fileIds, comment } = evidence;
  const words = [
    ...(fileIds.length === 0 ? [] : [t.plain('evidence:what.files', { count: fileIds.length })]),
    ...(evidence.link === null ? [] : [t.plain('evidence:what.link')]),
    ...(comment === null ? [] : [t.plain('evidence:what.comment')]),
  ];
  return words.length === 0 ? null : words.join(', ');
}

/** The same in lines of the confirmation, with the grade; none where there is nothing to tell. */
export function draftEvidenceLines(t: Translate, evidence: EvidenceInput): Html[] {
  const what = evidenceWords(t, evidence);
  const { grade } = evidence;
  return [
    ...(what === null ? [] : [t('evidence:title', { what })]),
    ...(grade === null || !isDataGrade(grade) ? [] : [t('evidence:source', { grade: gradeWord(t, grade) })]),
  ];
}

/** What a version rests on, as its card tells it: grade and files, the link, the comment. */
export function versionEvidenceLines(
  t: Translate,
  version: { grade: DataGrade | null; files: number; link: string | null; comment: string | null },
): Html[] {
  const { grade, files, comment } = version;
  const count = files === 0 ? null : t.plain('evidence:what.files', { count: files });
  return [
    ...sourceLine(t, grade, count),
    ...(version.link === null ? [] : [t('evidence:link', { link: linkHtml(version.link) })]),
    ...(comment === null ? [] : [t('evidence:comment', { text: clipText(comment, longestComment) })]),
  ];
}

function sourceLine(t: Translate, grade: DataGrade | null, files: string | null): Html[] {
  if (grade === null) return files === null ? [] : [t('evidence:title', { what: files })];
  if (files === null) return [t('evidence:source', { grade: gradeWord(t, grade) })];
  return [t('evidence:sourceWith', { grade: gradeWord(t, grade), files })];
}

function gradeWord(t: Translate, grade: DataGrade): string {
  return t.plain(`states:grade.${grade}`);
}

/** The button that opens the files of a version; none where it has none. */
export function openFilesButton({ t }: Turn, version: { id: number; files: number }): Button[] {
  if (version.files === 0) return [];
  const text = t.plain('evidence:button.open', { number: version.files });
  return [actionButton(text, openFiles, { version: version.id })];
}

/** A link under the name of its site, so that a long one takes no more room than a short one. */
export function linkHtml(address: string): Markup {
  return markup(link(address, escapeHtml(new URL(address).hostname)));
}

/** A size in whole megabytes. */
export function megabytes(bytes: number): number {
  return Math.floor(bytes / (1024 * 1024));
}
