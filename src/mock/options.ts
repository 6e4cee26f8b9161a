import type { FixtureFolder, Fixtures } from '../fixture/index.ts';
import type { GeneratorOptions } from '../generation/index.ts';
import type { ContentDecoders, FaultSettings } from '../http/index.ts';
import type { ResourceCorrections } from '../resource/index.ts';
import type { Violation } from '../schema/index.ts';
import type { StateOptions } from '../state/index.ts';
import { type AdminOptions, resolveAdmin } from './admin/options.ts';
import { type AuthOptions, type AuthSettings, resolveAuth } from './auth.ts';
import { type CallbackOptions, type ResolvedCallbackOptions, resolveCallbacks } from './callback/options.ts';
import type { FaultyOptions } from './fault/faulty-options.ts';
import { resolveFaults } from './fault/options.ts';
import { SYSTEM_TIMERS, type Timers } from './fault/timers.ts';
import type { IssuerOptions } from './issuer/options.ts';
import type { JournalEntry } from './journal.ts';

/** What happened to one request, told when its answer is ready. */
export interface ExchangeSummary {
  readonly method: string;
  /** As asked for, with the query, whose API keys and tokens are hidden. */
  readonly path: string;
  /** 0: the connection was reset in place of an answer. */
  readonly status: number;
  /** Of the operation that answered, undefined where there is none. */
  readonly operationId: string | undefined;
  readonly violations: readonly Violation[];
  /** What is no violation and worth to be known, a sentence each. */
  readonly notes: readonly string[];
  /** From the request's arrival to the answer. */
  readonly milliseconds: number;
}

export type OnViolation = 'refuse' | 'warn' | 'ignore';

export interface OperationOptions extends FaultSettings {
  /** Takes the place of the mock's own. */
  onViolation?: OnViolation;
}

export interface MockOptions extends GeneratorOptions, FaultSettings {
  /**
   * What a request that breaks the description gets: the fitting error, the answer of a good one and a report, or that
   * answer alone.
   * @default 'refuse'
   */
  onViolation?: OnViolation;
  /**
   * Choices for single operations, by their ids (`GET /users/{id}` where they have none).
   * @default {}
   */
  operations?: Readonly<Record<string, OperationOptions>>;
  /**
   * Is a query parameter that is not documented a violation? Else it is told in a note.
   * @default false
   */
  strict?: boolean;
  /**
   * Name errors as Prism does, and list violations in its header `sl-violations` too.
   * @default false
   */
  prism?: boolean;
  /**
   * Answer with names and texts in the language that `Accept-Language` asks for, where there is data for it.
   * @default false
   */
  acceptLanguage?: boolean;
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
  /**
   * The longest request body that is taken, in bytes, before and after its content codings are undone; a longer one is
   * answered with 413.
   * @default 33554432 (32 MiB)
   */
  maxBodyBytes?: number;
  /**
   * For content codings of request bodies beyond what the runtime offers, by name: `br` where it has no Brotli.
   * @default {}
   */
  contentDecoders?: ContentDecoders;
  /**
   * How time passes where answers are held back and requests are counted.
   * @default setTimeout and performance.now
   */
  timers?: Timers;
  /**
   * Cases, handlers and seeds of one's own: a folder (`openFixtureFolder`), or files in memory (`memoryFolder`). They
   * answer before everything else.
   */
  fixtures?: FixtureFolder | Fixtures;
  /**
   * The overlay of the fixtures that holds where neither a request nor its session chooses one.
   * @default '' (none)
   */
  scenario?: string;
  /**
   * Send the callbacks that an operation describes when it has answered, to this machine and to hosts that are allowed.
   * Nothing leaves the process unless this is asked for.
   * @default false
   */
  callbacks?: boolean | CallbackOptions;
  /**
   * Answer as a backend would: what was created is found again, lists page and filter what is there, what was deleted is
   * gone. Each session (header `Standin-Session`) has a world of its own.
   * @default true
   */
  state?: boolean | StateOptions;
  /**
   * What of the state is known better than it is inferred, by path or operation: `{ '/users': { key: 'login' } }`; false:
   * no state is kept of it.
   * @default {}
   */
  resources?: ResourceCorrections;
  /**
   * What lies below `/__standin/`: sessions, and how to put them back to where they began. Without a token it answers only
   * requests of which the server says that they come from this machine (`mock.fetch(request, { remoteAddress })`).
   * @default true
   */
  admin?: boolean | AdminOptions;
  /**
   * The path that everything is served below, `/billing`; requests for others get 404.
   * @default '' (the root)
   */
  prefix?: string;
  /** Called once for each request; must not throw. */
  onExchange?: (exchange: ExchangeSummary) => void;
  /**
   * Called once for each request but those below `/__standin/`, with the whole of it and of its answer,
   * when that is ready; must not throw. Nothing in an entry is hidden: it holds credentials as they were sent.
   */
  journal?: (entry: JournalEntry) => void;
}

export interface ResolvedMockOptions {
  readonly generator: GeneratorOptions;
  readonly onViolation: OnViolation;
  readonly operations: Readonly<Record<string, OperationOptions>>;
  readonly strict: boolean;
  readonly prism: boolean;
  readonly acceptLanguage: boolean;
  readonly auth: AuthSettings;
  readonly cors: boolean;
  readonly maxBodyBytes: number;
  readonly contentDecoders: ContentDecoders;
  readonly dynamic: boolean;
  readonly faulty: FaultyOptions;
  readonly fixtures: FixtureFolder | Fixtures | undefined;
  /** `''`: none. */
  readonly scenario: string;
  readonly callbacks: ResolvedCallbackOptions | undefined;
  /** Without a slash at its end. */
  readonly prefix: string;
  /** Undefined: nothing is kept. */
  readonly state: StateOptions | undefined;
  /** Undefined: there is no administration. */
  readonly admin: AdminOptions | undefined;
  readonly onExchange: ((exchange: ExchangeSummary) => void) | undefined;
  readonly journal: ((entry: JournalEntry) => void) | undefined;
}

export function resolveMockOptions(options: MockOptions): ResolvedMockOptions {
  const { onViolation = 'refuse', operations = {}, strict = false, prism = false, ...more } = options;
  const { acceptLanguage = false, auth, issuer, cors = true, ...most } = more;
  const {
    maxBodyBytes = 32 * 1024 * 1024,
    contentDecoders = {},
    onExchange,
    journal,
    state = true,
    resources,
    fixtures,
    scenario = '',
    callbacks,
    admin,
    prefix = '',
    ...rest
  } = most;
  const {
    delay,
    bandwidth,
    errorRate,
    errors,
    rateLimit,
    fault,
    timers = SYSTEM_TIMERS,
    ...generator
  } = rest;
  const byOperation: ResolvedMockOptions['operations'] = Object.assign(Object.create(null), operations);
  return {
    generator,
    onViolation,
    // Operations are asked for by names from the description.
    operations: byOperation,
    strict,
    prism,
    acceptLanguage,
    auth: resolveAuth(auth, issuer, prefix.replace(/\/+$/, '')),
    cors,
    maxBodyBytes,
    contentDecoders,
    dynamic: generator.dynamic ?? false,
    faulty: {
      faults: resolveFaults({ delay, bandwidth, errorRate, errors, rateLimit, fault }),
      operations: byOperation,
      timers,
      hasScenarios: fixtures !== undefined,
    },
    fixtures,
    scenario,
    callbacks: resolveCallbacks(callbacks),
    prefix: prefix.replace(/\/+$/, ''),
    state: state
      ? { ...(resources && { corrections: resources }), ...(state === true ? {} : state) }
      : undefined,
    admin: resolveAdmin(admin),
    onExchange,
    journal,
  };
}
