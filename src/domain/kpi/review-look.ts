/** What a reviewer sees at first glance of a version. */
export interface VersionAtAGlance {
  kind: 'value' | 'not_applicable' | 'no_data';
  /** Kinds of the soft checks that found it odd when it was submitted. */
  flags: readonly string[];
}

/**
 * Whether a version wants to be looked at by itself: a check found it odd, or it is no number but a statement
 * with a reason. Being late, or an estimate, is a note beside it, not a doubt about it.
 */
export function wantsALook({ kind, flags }: VersionAtAGlance): boolean {
  return kind !== 'value' || flags.length > 0;
}
