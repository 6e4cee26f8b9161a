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
  /** What a baseline says of it; undefined: nothing, it is new. */
  readonly known?: Known | undefined;
}

/** A finding that was there before. */
export interface Known {
  /**
   * `known`: expected, and does not break the contract; `expired`: expected until a day that has passed; `reappeared`: it
   * was said to be fixed.
   */
  readonly status: 'known' | 'expired' | 'reappeared';
  readonly reason: string | undefined;
  readonly owner: string | undefined;
  /** `2026-11-22` */
  readonly since: string | undefined;
  readonly expires: string | undefined;
}

/** Does it break the contract? */
export function breaks({ failure, tags, known }: Finding): boolean {
  return failure.severity === 'failure' && !tags.includes('flaky') && known?.status !== 'known';
}

export type FindingTag = 'flaky' | 'regardless';

/** Stable across runs and machines: names and pointers, no values, no order. */
export function fingerprint(failure: Failure): string {
  const { check, kind, place, where } = failure;
  const operation = operationOf(failure);
  const parts = [
    check,
    kind,
    operation.method,
    operation.path,
    place.name ?? place.pointer,
    withoutIndices(where),
  ];
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

/** Findings by fingerprint; the first in the order of phases, operations and cases stands for all, whenever it came. */
export class Findings {
  readonly #byPrint = new Map<string, Finding>();
  /** Where the case that stands for a finding has its place in the run. */
  readonly #ranks = new Map<string, number>();
  /** What cases of each operation have shown, since other operations may be tried at the same time. */
  readonly #shownBy = new Map<Operation, Set<string>>();

  /**
   * The finding, and whether it is new.
   *
   * @param rank of the case's phase and operation: lower ones come first
   */
  add(
    failure: Failure,
    it: Pick<Case, 'id' | 'title' | 'operation'>,
    tags: readonly FindingTag[],
    rank: number,
    acceptedBy: (operation: Operation) => Exchange | undefined,
  ): { readonly finding: Finding; readonly isNew: boolean } {
    const print = fingerprint(failure);
    const operation = operationOf(failure);
    const known = this.#byPrint.get(print);
    const stands = known !== undefined && (this.#ranks.get(print) ?? 0) <= rank;
    const finding: Finding = {
      ...(stands
        ? known
        : {
            fingerprint: print,
            failure,
            operation,
            caseId: it.id,
            caseTitle: it.title,
            accepted: acceptedBy(operation),
          }),
      count: (known?.count ?? 0) + 1,
      tags: known ? known.tags.filter((tag) => tags.includes(tag)) : tags,
    };
    if (!stands) this.#ranks.set(print, rank);
    this.#byPrint.set(print, finding);
    const shown = this.#shownBy.get(it.operation) ?? new Set();
    this.#shownBy.set(it.operation, shown.add(print));
    return { finding, isNew: known === undefined };
  }

  /** Has an earlier case of the same operation shown it? */
  has(failure: Failure, { operation }: Pick<Case, 'operation'>): boolean {
    return this.#shownBy.get(operation)?.has(fingerprint(failure)) === true;
  }

  /** Sets in its place what is known of a finding. */
  note(finding: Finding): void {
    this.#byPrint.set(finding.fingerprint, finding);
  }

  all(): Finding[] {
    return [...this.#byPrint.values()];
  }
}
