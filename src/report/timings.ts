import type { Operation } from '../model/index.ts';

const maxKept = 2_000;

/** How long the answers of each operation took, in milliseconds. */
export class Timings {
  readonly #kept = new Map<Operation, number[]>();

  note(operation: Operation, milliseconds: number): void {
    const kept = this.#kept.get(operation) ?? [];
    if (kept.length >= maxKept) return;
    kept.push(milliseconds);
    this.#kept.set(operation, kept);
  }

  of(operation: Operation): { readonly median: number; readonly p95: number } | undefined {
    const sorted = this.#kept.get(operation)?.toSorted((left, right) => left - right);
    if (!sorted || sorted.length === 0) return undefined;
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return { median: at(0.5), p95: at(0.95) };
  }
}
