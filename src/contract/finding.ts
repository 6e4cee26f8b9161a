import type { Operation } from '../model/index.ts';
import type { Case } from './case.ts';
import type { Exchange } from './exchange.ts';
import { type Failure, operationOf } from './failure.ts';

/** Failures that have one cause, with the first and smallest that showed it. */
export interface Finding {
  /** The same in every run, as long as check, operation, place and kind are: 16 hexadecimal digits. */
  readonly fingerprint: string;
  readonly failure: Failure;
  readonly operation: Operation;
  readonly caseId: string;
  readonly caseTitle: string;
  /** The request of this operation that the target takes, for comparison. */
  readonly accepted: Exchange | undefined;
  /** How often it came up. */
  readonly count: number;
  /** `flaky`: it did not come again; `regardless`: it comes without the mutation too. */
  readonly tags: readonly FindingTag[];
}

export type FindingTag = 'flaky' | 'regardless';

/** Stable across runs and machines: names and pointers, no values, no order. */
export function fingerprint(failure: Failure): string {
  const { check, kind, place, where } = failure;
  const operation = operationOf(failure);
  const parts = [check, kind, operation.method, operation.path, place.pointer, withoutIndices(where)];
  return hash64(parts.join('\n'));
}

/** One item of a list stands for all. */
function withoutIndices(where: string): string {
  return where.replaceAll(/\/\d+(?=\/|$)/g, '/*');
}

/** FNV-1a, two of them with different offsets. */
function hash64(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x84222325;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit ^ (low >>> 13), 0x01000193);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** Findings by fingerprint, in the order of their coming. */
export class Findings {
  readonly #byPrint = new Map<string, Finding>();

  /** The finding, and whether it is new. */
  add(
    failure: Failure,
    { id, title }: Pick<Case, 'id' | 'title'>,
    tags: readonly FindingTag[],
    acceptedBy: (operation: Operation) => Exchange | undefined,
  ): { readonly finding: Finding; readonly isNew: boolean } {
    const print = fingerprint(failure);
    const operation = operationOf(failure);
    const known = this.#byPrint.get(print);
    const finding: Finding = known
      ? { ...known, count: known.count + 1, tags: known.tags.filter((tag) => tags.includes(tag)) }
      : {
          fingerprint: print,
          failure,
          operation,
          caseId: id,
          caseTitle: title,
          accepted: acceptedBy(operation),
          count: 1,
          tags,
        };
    this.#byPrint.set(print, finding);
    return { finding, isNew: known === undefined };
  }

  has(failure: Failure): boolean {
    return this.#byPrint.has(fingerprint(failure));
  }

  all(): Finding[] {
    return [...this.#byPrint.values()];
  }
}
