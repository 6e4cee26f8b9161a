import type { Random } from '../generation/index.ts';
import type { Operation } from '../model/index.ts';
import type { SendOptions, Session } from './case.ts';
import type { Checked } from './check.ts';
import { type Draft, writeDraft } from './draft.ts';
import type { Exchange, WireRequest, WireResponse } from './exchange.ts';
import type { Failure } from './failure.ts';
import type { Judge, Judgement } from './judge.ts';
import type { Knowledge } from './knowledge.ts';
import type { Identity, ResolvedContractOptions } from './options.ts';
import { jsonOf, type ResponseReader } from './response-reading.ts';
import { missingScopes } from './scopes/missing.ts';
import { signed } from './signing.ts';
import type { Target } from './target.ts';
import { isWaived } from './waived.ts';

/** What sessions of one run share. */
export interface SessionContext {
  readonly target: Target;
  readonly judge: Judge;
  readonly reader: ResponseReader;
  readonly knowledge: Knowledge;
  readonly options: ResolvedContractOptions;
  /** Every check that is asked for, on one exchange. */
  look(checked: Checked): Failure[];
  /** Told of credentials before they are sent. */
  learnSecrets(identity: Identity): void;
  /** Resolves when the next request may go out. */
  turn(): Promise<void>;
  sent(exchange: Exchange, caseId: string): void;
}

/** How often one request waits for its turn, and how long at most, in milliseconds. */
const maxWaits = 3;
const longestWait = 5000;

/** One run of one case: sends its requests, gathers what fails, cleans up. */
export class CaseSession implements Session {
  readonly random: Random;
  readonly failures: Failure[] = [];
  readonly exchanges: Exchange[] = [];
  readonly #context: SessionContext;
  readonly #caseId: string;
  readonly #cleanUps: Array<() => Promise<unknown>> = [];

  constructor(context: SessionContext, random: Random, caseId: string) {
    this.#context = context;
    this.random = random;
    this.#caseId = caseId;
  }

  get knowledge(): Knowledge {
    return this.#context.knowledge;
  }

  get identities(): readonly string[] {
    return this.#context.options.identities.map(({ name }) => name);
  }

  async send(draft: Draft, options: SendOptions = {}): Promise<Exchange> {
    const exchange = await this.#exchange(draft, writeDraft(draft), options);
    this.undoLater(draft, exchange, options.identity);
    return exchange;
  }

  follow(operation: Operation, target: string): Promise<Exchange> {
    const draft: Draft = { operation, parameters: {} };
    const headers = (this.knowledge.accepted(operation)?.exchange.request.headers ?? []).filter(
      ([name]) => name.toLowerCase() !== 'content-type',
    );
    return this.#exchange(draft, { method: 'GET', target, headers, body: undefined }, {});
  }

  async #exchange(draft: Draft, wire: WireRequest, options: SendOptions): Promise<Exchange> {
    const { identities } = this.#context.options;
    const sender = identities.find(({ name }) => name === (options.identity ?? identities[0]?.name));
    const identity = options.identity === null ? null : sender;
    const before = this.failures.length;
    const sign = (refused?: Exchange) => this.#signed(wire, draft, identity, refused);
    let request = await sign();
    let exchange = await this.#once(draft, request, identity?.name, options);
    if (exchange.response?.status === 401 && identity?.credentials && !options.mutation) {
      const renewed = await sign(exchange);
      if (!sameHeaders(renewed, request)) {
        this.failures.splice(before);
        request = renewed;
        exchange = await this.#once(draft, request, identity.name, options);
      }
    }
    const waits = options.impatient === true ? 0 : maxWaits;
    for (let left = waits; left > 0 && exchange.response?.status === 429; left--) {
      const wait = waitOf(exchange.response);
      if (wait === undefined) break;
      await new Promise((resolve) => setTimeout(resolve, wait));
      exchange = await this.#once(draft, request, identity?.name, options);
    }
    return exchange;
  }

  /** What `send` would send. */
  request(draft: Draft, identity: Identity | undefined | null): Promise<WireRequest> {
    return this.#signed(writeDraft(draft), draft, identity);
  }

  /** With the credentials of the moment: those that expire are asked for with each request. */
  async #signed(
    wire: WireRequest,
    { operation }: Draft,
    identity: Identity | undefined | null,
    refused?: Exchange,
  ): Promise<WireRequest> {
    const { options, learnSecrets } = this.#context;
    if (!identity?.credentials) return signed(wire, operation, identity, options);
    const current: Identity = { ...identity, ...(await identity.credentials(refused)) };
    learnSecrets(current);
    return signed(wire, operation, current, options);
  }

  async #once(
    draft: Draft,
    request: WireRequest,
    identity: string | undefined,
    options: SendOptions,
  ): Promise<Exchange> {
    const { target, judge, reader } = this.#context;
    await this.#context.turn();
    const exchange = await target.send(draft.operation, request, identity);
    this.exchanges.push(exchange);
    this.#context.sent(exchange, this.#caseId);
    if (options.unchecked !== true) {
      const judgement = judge.judge(draft.operation, request);
      const reading = reader.read(exchange, judgement.verdict !== 'elsewhere');
      const { settingsOf, maxResponseTime, identities } = this.#context.options;
      const sender = identities.find(({ name }) => name === identity);
      this.failures.push(
        ...this.#context.look({
          exchange,
          judgement,
          mutation: options.mutation,
          reading,
          maxResponseTime: settingsOf(draft.operation)?.maxResponseTime ?? maxResponseTime,
          lacksScopes: sender !== undefined && missingScopes(draft.operation, sender) !== undefined,
        }),
      );
    }
    return exchange;
  }

  judge(draft: Draft): Judgement {
    return this.#context.judge.judge(draft.operation, writeDraft(draft));
  }

  fail(failure: Failure): void {
    if (this.wants(failure.check) && !isWaived(failure, this.#context.options)) this.failures.push(failure);
  }

  wants(check: string): boolean {
    return this.#context.options.checks.has(check);
  }

  async cleanUp(): Promise<void> {
    for (const cleanUp of this.#cleanUps.toReversed()) await cleanUp();
    this.#cleanUps.length = 0;
  }

  /** What a case makes is taken away when it is over, so that the next one finds what this one found. */
  undoLater(draft: Draft, exchange: Exchange, identity?: SendOptions['identity']): void {
    const { things } = this.#context.knowledge;
    const thing = exchange.response && things.made(draft, exchange, jsonOf(exchange.response));
    if (!thing) return;
    this.#cleanUps.push(async () => {
      const removal = things.removal(thing, (operation) => this.knowledge.base(operation));
      if (removal) await this.send(removal, { unchecked: true, identity });
    });
  }
}

function sameHeaders(left: WireRequest, right: WireRequest): boolean {
  return left.target === right.target && JSON.stringify(left.headers) === JSON.stringify(right.headers);
}

/** What Retry-After says, in milliseconds (RFC 9110 section 10.2.3); undefined for dates and what is too long. */
function waitOf({ headers }: WireResponse): number | undefined {
  const text = headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Number.NaN;
  return wait <= longestWait ? wait : undefined;
}
