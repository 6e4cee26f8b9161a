import { responseForStatus } from '../http/index.ts';
import type { Operation } from '../model/index.ts';
import type { OperationCoverage } from './event.ts';
import type { Exchange } from './exchange.ts';

interface Tally {
  readonly statuses: Map<number, number>;
  cases: number;
  requests: number;
  milliseconds: number;
}

/** What a run has touched. */
export class Coverage {
  readonly #tallies: Map<Operation, Tally>;

  constructor(operations: readonly Operation[]) {
    this.#tallies = new Map(
      operations.map((operation) => [
        operation,
        { statuses: new Map(), cases: 0, requests: 0, milliseconds: 0 },
      ]),
    );
  }

  note({ operation, response, milliseconds }: Exchange): void {
    const tally = this.#tallies.get(operation);
    if (!tally) return;
    tally.requests++;
    tally.milliseconds += milliseconds;
    if (response) tally.statuses.set(response.status, (tally.statuses.get(response.status) ?? 0) + 1);
  }

  count(operation: Operation): void {
    const tally = this.#tallies.get(operation);
    if (tally) tally.cases++;
  }

  all(): OperationCoverage[] {
    return [...this.#tallies].map(([operation, { statuses, ...counts }]) => {
      const reached = new Set(
        [...statuses.keys()].map((status) => responseForStatus(operation.responses, status)),
      );
      const unreached = operation.responses.filter((spec) => !reached.has(spec)).map(({ status }) => status);
      return { operation, statuses, unreached, ...counts };
    });
  }
}
