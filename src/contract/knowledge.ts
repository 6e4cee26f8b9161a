import type { Operation } from '../model/index.ts';
import type { Draft } from './draft.ts';
import type { Exchange } from './exchange.ts';
import { jsonOf } from './response-reading.ts';
import type { Things } from './things.ts';

/** A request that the target has taken, with its answer. */
export interface Accepted {
  readonly draft: Draft;
  readonly exchange: Exchange;
}

/**
 * What the scouting of the target has taught. It is complete before the first phase and does not change afterwards, so
 * that no case depends on what ran beside it.
 */
export interface Knowledge {
  /** Undefined: no valid request was answered with success. */
  accepted(operation: Operation): Accepted | undefined;
  /** What stands in for the parts of a request that do not matter: the accepted one, else the last that was tried. */
  base(operation: Operation): Draft;
  /** Statuses that valid requests got, with how often. */
  statuses(operation: Operation): ReadonlyMap<number, number>;
  /** Is a request that was taken refused when it comes again? */
  isOnce(operation: Operation): boolean;
  /** Entities that were there when the scout looked. */
  readonly things: Things;
  /** Answers to the scout's valid requests, in order. */
  refused(operation: Operation): readonly Exchange[];
}

export class LearntKnowledge implements Knowledge {
  readonly #accepted = new Map<Operation, Accepted>();
  readonly #tried = new Map<Operation, Draft>();
  readonly #refused = new Map<Operation, Exchange[]>();
  readonly #once = new Set<Operation>();
  readonly #statuses = new Map<Operation, Map<number, number>>();
  readonly things: Things;

  constructor(things: Things) {
    this.things = things;
  }

  accepted(operation: Operation): Accepted | undefined {
    return this.#accepted.get(operation);
  }

  base(operation: Operation): Draft {
    return this.accepted(operation)?.draft ?? this.#tried.get(operation) ?? { operation, parameters: {} };
  }

  isOnce(operation: Operation): boolean {
    return this.#once.has(operation);
  }

  /** @param refusal the answer to a request that was taken before */
  noteOnce(refusal: Exchange): void {
    this.#once.add(refusal.operation);
    this.#noteRefusal(refusal);
  }

  refused(operation: Operation): readonly Exchange[] {
    return this.#refused.get(operation) ?? [];
  }

  statuses(operation: Operation): ReadonlyMap<number, number> {
    return this.#statuses.get(operation) ?? new Map();
  }

  /** The first success is kept: later ones may rest on what it has made. */
  learn(draft: Draft, exchange: Exchange): void {
    const { response } = exchange;
    const { operation } = draft;
    this.#tried.set(operation, draft);
    if (!response) return;
    let statuses = this.#statuses.get(operation);
    if (!statuses) this.#statuses.set(operation, (statuses = new Map()));
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    if (response.status >= 200 && response.status < 400) {
      this.things.learn(draft, exchange, jsonOf(response));
      if (!this.#accepted.has(operation)) this.#accepted.set(operation, { draft, exchange });
      return;
    }
    this.#noteRefusal(exchange);
  }

  #noteRefusal(exchange: Exchange): void {
    const refused = this.#refused.get(exchange.operation);
    if (refused) refused.push(exchange);
    else this.#refused.set(exchange.operation, [exchange]);
  }
}
