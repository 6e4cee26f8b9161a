import type { Finding } from '../contract/index.ts';
import { Mask } from './mask.ts';
import type { Reporter } from './reporter.ts';

/** Follows a run, to tell afterwards what it found in words that hold no secret. */
export function createSayer(): { readonly report: Reporter; said(finding: Finding): string } {
  const mask = new Mask();
  return { report: (event) => mask.note(event), said: ({ failure }) => mask.text(failure.message) };
}
