import type { Fault, Place } from '../errors.ts';
import type { JsonObject } from '../schema/index.ts';
import type { PactBody } from './body.ts';
import type { GeneratorEntry } from './generator.ts';
import type { MatchingRules } from './rules.ts';

/** A pact file, read: what a consumer expects of a provider over HTTP. */
export interface Pact {
  /** As the user would write it. */
  readonly file: string;
  readonly consumer: string;
  readonly provider: string;
  /** Major version of the specification that the file keeps to. */
  readonly version: PactVersion;
  readonly interactions: readonly Interaction[];
  /** What of the file cannot be held to a provider: messages, rules that are not known. */
  readonly faults: readonly Fault[];
  /** Where a JSON Pointer into the file leads; the line is looked up then. */
  place(pointer: string): Place;
}

export type PactVersion = 2 | 3 | 4;

/** One request with the answer that the consumer relies on. */
export interface Interaction {
  /** JSON Pointer into the file. */
  readonly pointer: string;
  readonly description: string;
  /** Version 4: it may fail without breaking the pact. */
  readonly pending: boolean;
  /** What the provider has to be brought into first, in order. */
  readonly states: readonly ProviderState[];
  readonly request: PactRequest;
  readonly response: PactResponse;
}

export interface ProviderState {
  readonly name: string;
  readonly params: JsonObject;
}

/** What requests and answers have in common. */
export interface PactMessage {
  readonly pointer: string;
  /** Names as written, with each of their values. */
  readonly headers: ReadonlyArray<readonly [string, readonly string[]]>;
  readonly body: PactBody;
  readonly rules: MatchingRules;
  readonly generators: readonly GeneratorEntry[];
}

export interface PactRequest extends PactMessage {
  /** Upper-case. */
  readonly method: string;
  readonly path: string;
  /** Decoded. */
  readonly query: ReadonlyMap<string, readonly string[]>;
}

export interface PactResponse extends PactMessage {
  /** Undefined: any. */
  readonly status: number | undefined;
}
