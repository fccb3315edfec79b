import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';

/**
 * SHA-256, in hexadecimal, of the methodology files in canonical form (RFC 8785): the same data give the
 * same checksum whatever their white space, the order of their keys or of the files.
 */
export function checksumMethodology(files: Record<string, unknown>): string {
  return createHash('sha256').update(canonicalJson(files), 'utf8').digest('hex');
}
