import type { ContractEvent } from '../contract/index.ts';
import type { Operation } from '../model/index.ts';

/** Which parts of requests were broken on purpose, and by which keywords. */
export class Tried {
  readonly #keywords = new Map<string, number>();
  readonly #parts = new Map<Operation, Map<string, Set<string>>>();

  note(event: ContractEvent): void {
    if (event.type !== 'case-finished' || !event.case.mutation) return;
    const { operation, mutation } = event.case;
    const { keyword, pointer } = mutation;
    this.#keywords.set(keyword, (this.#keywords.get(keyword) ?? 0) + 1);
    const parts = this.#parts.get(operation) ?? new Map<string, Set<string>>();
    this.#parts.set(operation, parts);
    const part = `${mutation.in} ${pointer}`.trim();
    parts.set(part, (parts.get(part) ?? new Set()).add(keyword));
  }

  /** How many cases broke each keyword, the most first. */
  keywords(): ReadonlyArray<readonly [keyword: string, cases: number]> {
    return [...this.#keywords].toSorted(
      ([one, left], [other, right]) => right - left || (one < other ? -1 : 1),
    );
  }

  /** `query /limit` with the keywords that were broken there. */
  partsOf(operation: Operation): ReadonlyArray<readonly [part: string, keywords: readonly string[]]> {
    return [...(this.#parts.get(operation) ?? [])].map(([part, keywords]) => [part, [...keywords]]);
  }
}
