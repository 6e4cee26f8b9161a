import { joinPointer } from '../schema/index.ts';
import type { PathStep } from './path-expression.ts';

/** One way in which a message is not what a pact expects. */
export interface Mismatch {
  readonly in: 'method' | 'path' | 'query' | 'header' | 'status' | 'body';
  /** JSON Pointer into the part of the message that came: `/items/0/id`, `/Content-Type`. */
  readonly pointer: string;
  /** Tells apart what goes wrong in different ways: the rule's kind, `missing`, `unexpected`, `length`. */
  readonly kind: string;
  /** A sentence without its subject: `is "7", not a number`. */
  readonly message: string;
  /** JSON Pointer into the pact file: the rule, else the expected value. */
  readonly place: string;
}

export function pointerOf(path: readonly PathStep[]): string {
  return joinPointer('', ...path);
}
