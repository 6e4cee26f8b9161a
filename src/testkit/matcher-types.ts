import type { RequestMatch } from './stub.ts';
import type { TYPES } from './test-session.ts';
import type { OperationName, Untyped } from './typed.ts';
import type { ApiChoice, SchemaChoice } from './verdicts.ts';

/** The types of a mock or session; those of no other value are known. */
type TypesOf<Received> = Received extends { readonly [TYPES]?: infer Types } ? NonNullable<Types> : Untyped;

/**
 * What the entries for test runners add to `expect`.
 *
 * `Received` is what `expect` was given, `Result` what a matcher returns that need not be awaited.
 */
export interface StandinMatchers<Received, Result> {
  /** A mock or session has answered such a request: of the operation, and with all that is named. */
  toHaveReceived<const Name extends OperationName<TypesOf<Received>>>(
    operation: Name,
    match?: RequestMatch<TypesOf<Received>, Name>,
  ): Result;
  /** It has, and has answered no other one. */
  toHaveReceivedOnly<const Name extends OperationName<TypesOf<Received>>>(
    operation: Name,
    match?: RequestMatch<TypesOf<Received>, Name>,
  ): Result;
  /** It has answered so many of such requests. */
  toHaveReceivedTimes<const Name extends OperationName<TypesOf<Received>>>(
    operation: Name,
    times: number,
    match?: RequestMatch<TypesOf<Received>, Name>,
  ): Result;
  /** A Response is what the operation documents for its status; must be awaited. */
  toMatchOperation(operation: string, choice?: ApiChoice): Promise<void>;
  /** A value is valid under a component schema. */
  toMatchSchema(name: string, choice?: SchemaChoice): Result;
  /** A Request, or one that a mock has received, keeps to the description; must be awaited. */
  toBeValidRequest(choice?: ApiChoice): Promise<void>;
}
