import type { GeneratorOptions } from '../generation/index.ts';
import type { Violation } from '../schema/index.ts';
import { type AuthOptions, type AuthSettings, resolveAuth } from './auth.ts';
import type { IssuerOptions } from './issuer/options.ts';

/** What happened to one request, told when its answer is ready. */
export interface ExchangeSummary {
  readonly method: string;
  /** As asked for, with the query, whose API keys and tokens are hidden. */
  readonly path: string;
  readonly status: number;
  /** Of the operation that answered, undefined where there is none. */
  readonly operationId: string | undefined;
  readonly violations: readonly Violation[];
  /** What is no violation and worth to be known, a sentence each. */
  readonly notes: readonly string[];
  /** From the request's arrival to the answer. */
  readonly milliseconds: number;
}

export interface MockOptions extends GeneratorOptions {
  /**
   * What a request that breaks the description gets: the fitting error, or the answer of a good one (and a report).
   * @default 'refuse'
   */
  onViolation?: 'refuse' | 'warn';
  /**
   * Are credentials asked for where the description says so? `true` looks at their form alone; lists of credentials
   * refuse all others, and those whose scopes do not suffice.
   * @default true
   */
  auth?: boolean | AuthOptions;
  /**
   * A built-in authorization server (OAuth 2.0, OpenID Connect). While it is on, only its bearer tokens and those that
   * `auth` lists are good.
   * @default false
   */
  issuer?: boolean | IssuerOptions;
  /**
   * Answer cross-origin requests from any origin, with preflight.
   * @default true
   */
  cors?: boolean;
  /** Called once for each request; must not throw. */
  onExchange?: (exchange: ExchangeSummary) => void;
}

export interface ResolvedMockOptions {
  readonly generator: GeneratorOptions;
  readonly onViolation: 'refuse' | 'warn';
  readonly auth: AuthSettings;
  readonly cors: boolean;
  readonly dynamic: boolean;
  readonly onExchange: ((exchange: ExchangeSummary) => void) | undefined;
}

export function resolveMockOptions(options: MockOptions): ResolvedMockOptions {
  const { onViolation = 'refuse', auth, issuer, cors = true, onExchange, ...generator } = options;
  return {
    generator,
    onViolation,
    auth: resolveAuth(auth, issuer),
    cors,
    dynamic: generator.dynamic ?? false,
    onExchange,
  };
}
