import type { GeneratorOptions } from '../generation/index.ts';
import type { Violation } from '../schema/index.ts';

/** What happened to one request, told when its answer is ready. */
export interface ExchangeSummary {
  readonly method: string;
  /** As asked for, with the query. */
  readonly path: string;
  readonly status: number;
  /** Of the operation that answered, undefined where there is none. */
  readonly operationId: string | undefined;
  readonly violations: readonly Violation[];
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
   * Are credentials asked for where the description says so?
   * @default true
   */
  auth?: boolean;
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
  readonly auth: boolean;
  readonly cors: boolean;
  readonly dynamic: boolean;
  readonly onExchange: ((exchange: ExchangeSummary) => void) | undefined;
}

export function resolveMockOptions(options: MockOptions): ResolvedMockOptions {
  const { onViolation = 'refuse', auth = true, cors = true, onExchange, ...generator } = options;
  return { generator, onViolation, auth, cors, dynamic: generator.dynamic ?? false, onExchange };
}
