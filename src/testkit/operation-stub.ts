import { type Fault, formatPlace, StandinError } from '../errors.ts';
import {
  type CaseResponse,
  checkCase,
  type FixtureCase,
  type FixtureRequest,
  type Handler,
  type RenderedBody,
} from '../fixture/index.ts';
import type { Generator } from '../generation/index.ts';
import { chooseResponse, type Faults } from '../http/index.ts';
import type { Steps } from '../mock/index.ts';
import type { Api, Operation } from '../model/index.ts';
import { didYouMean } from './did-you-mean.ts';
import type { ReplyOptions, StubOptions } from './stub.ts';

type Step = Steps[number];

export interface StubSurroundings {
  readonly api: Api;
  readonly generator: Generator;
  readonly matches: (request: FixtureRequest) => boolean;
  /** Told of each step that is added. */
  readonly changed: () => void;
}

const LONGEST_DELAY = 60_000;
const NO_TEMPLATES: ReadonlySet<string> = new Set();
const NO_FAULTS: Faults = {
  delay: undefined,
  bandwidth: undefined,
  errorRate: undefined,
  errors: undefined,
  rateLimit: undefined,
  faults: undefined,
};
const RESET: Faults['faults'] = [{ kind: 'reset', rate: 1, delay: undefined }];

/** What `Stub` promises, without its types. */
export class OperationStub {
  readonly #operation: Operation;
  readonly #around: StubSurroundings;
  readonly #counted: Step[] = [];
  #always: Step | undefined;
  #delay: number | undefined;

  constructor(operation: Operation, around: StubSurroundings) {
    this.#operation = operation;
    this.#around = around;
  }

  get steps(): Steps {
    const last = this.#always ?? (this.#delay === undefined ? undefined : this.#asCase(undefined, {}));
    return last ? [...this.#counted, last] : this.#counted;
  }

  reply(status: number, body?: unknown, options: ReplyOptions = {}): this {
    const { headers = {}, unchecked = false } = options;
    if (!Number.isInteger(status) || status < 200 || status > 599)
      throw this.#invalid(`the status ${String(status)} is none from 200 to 599`);
    if (!unchecked) this.#assertDocumented(status, body, headers);
    const content = body === undefined ? undefined : unchecked ? asSent(body, headers) : asValue(body);
    return this.#respond(
      { status, render: () => ({ headers: content?.headers ?? headers, body: content?.body }) },
      options,
      unchecked,
    );
  }

  replyOnce(status: number, body?: unknown, options: ReplyOptions = {}): this {
    return this.reply(status, body, { ...options, times: 1 });
  }

  example(name: string, options: StubOptions = {}): this {
    const { responses } = this.#operation;
    const named = responses.flatMap((response) =>
      response.content.flatMap(({ examples }) =>
        examples.map((example) => ({ response, name: example.name })),
      ),
    );
    const found = named.find((each) => each.name === name);
    if (!found) {
      const names = [...new Set(named.flatMap((each) => each.name ?? []))];
      throw this.#invalid(`no example is named ${name}${didYouMean(name, names)}`);
    }
    const status = statusOf(found.response.status);
    return this.#respond(
      { status, render: () => ({ headers: {}, body: { kind: 'example', name } }) },
      options,
    );
  }

  generate(overrides: object = {}, options: StubOptions & { readonly status?: number } = {}): this {
    const { status } = options;
    const copy = structuredClone(overrides) as Readonly<Record<string, unknown>>;
    const body: RenderedBody = { kind: 'generate', overrides: copy, templated: NO_TEMPLATES };
    return this.#respond({ status, render: () => ({ headers: {}, body }) }, options);
  }

  networkError(options: StubOptions = {}): this {
    const status = chooseResponse(this.#operation.responses)?.status ?? 200;
    const response = { status, render: () => ({ headers: {}, body: undefined }), place: () => this.#place() };
    return this.#add(this.#asCase(response, options, RESET), options);
  }

  delay(milliseconds: number): this {
    if (!(milliseconds >= 0 && milliseconds <= LONGEST_DELAY))
      throw this.#invalid(`a delay is from 0 to ${LONGEST_DELAY} milliseconds, not ${String(milliseconds)}`);
    this.#delay = milliseconds;
    this.#around.changed();
    return this;
  }

  use(handler: Handler, options: StubOptions = {}): this {
    if (typeof handler !== 'function') throw this.#invalid('a handler is a function');
    let left = options.times ?? Number.POSITIVE_INFINITY;
    const asked: Handler = async (context) => {
      if (left <= 0 || !this.#around.matches({ ...context.request, violations: [] } as FixtureRequest))
        return undefined;
      left--;
      if (this.#delay !== undefined) await new Promise((done) => setTimeout(done, this.#delay));
      return handler(context);
    };
    return this.#add({ kind: 'handler', handler: asked }, options);
  }

  #respond(
    response: Pick<CaseResponse, 'status' | 'render'>,
    options: StubOptions,
    unchecked: boolean = false,
  ): this {
    const step = this.#asCase({ ...response, place: () => this.#place() }, options);
    if (!unchecked) this.#check(step.fixture);
    return this.#add(step, options);
  }

  #add(step: Step, { times }: StubOptions): this {
    if (times === undefined) this.#always = step;
    else this.#counted.push(step);
    this.#around.changed();
    return this;
  }

  #asCase(
    response: CaseResponse | undefined,
    { times }: StubOptions,
    broken?: Faults['faults'],
  ): Extract<Step, { kind: 'case' }> {
    // A delay may be set after the reply.
    const faults = () => this.#faults(broken);
    return {
      kind: 'case',
      fixture: {
        label: 'the stub',
        operation: this.#operation,
        refuses: false,
        matches: this.#around.matches,
        times,
        response,
        get faults() {
          return faults();
        },
      },
    };
  }

  #faults(faults: Faults['faults']): Faults | undefined {
    if (this.#delay === undefined && !faults) return undefined;
    const delay = this.#delay === undefined ? undefined : ({ kind: 'fixed', ms: this.#delay } as const);
    return { ...NO_FAULTS, delay, faults };
  }

  #check(fixture: FixtureCase): void {
    const { api, generator } = this.#around;
    const [first, ...others] = checkCase(fixture, api, generator);
    if (!first) return;
    const more = others.length > 0 ? ` There are ${others.length} more.` : '';
    throw this.#invalid(`${lowered(first)}${more}`);
  }

  #assertDocumented(status: number, body: unknown, headers: Readonly<Record<string, string>>): void {
    const { id, responses, node } = this.#operation;
    const place = formatPlace(node.place());
    const chosen = chooseResponse(responses, status);
    if (!chosen) {
      const documented = responses.map((each) => each.status).join(', ') || 'none';
      throw this.#invalid(
        `${id} documents no status ${status} (${place}). Documented: ${documented}`,
        'Document it, or stub it with { unchecked: true }.',
      );
    }
    const names = Object.keys(headers).map((name) => name.toLowerCase());
    if (body !== undefined && chosen.response.content.length === 0 && !names.includes('content-type'))
      throw this.#invalid(
        `${id} documents no body for the status ${status} (${formatPlace(chosen.response.node.place())})`,
        'Document it, leave the body out, or stub it with { unchecked: true }.',
      );
  }

  #place(): { file: string } {
    return { file: `api.on('${this.#operation.id}')` };
  }

  #invalid(reason: string, remedy: string = 'Correct one of the two.'): StandinError {
    return new StandinError(`Failed to stub ${this.#operation.id}: ${reason.replace(/\.$/, '')}. ${remedy}`, {
      code: 'invalid-stub',
      place: this.#operation.node.place(),
    });
  }
}

function lowered({ message }: Fault): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}

function statusOf(documented: string): number {
  if (documented === 'default') return 500;
  return Number(documented.replace(/XX$/i, '00'));
}

function asValue(body: unknown): { headers: undefined; body: RenderedBody } {
  if (body instanceof Uint8Array) return { headers: undefined, body: { kind: 'bytes', bytes: body } };
  // What the test does with its object afterwards is its own business.
  const value = structuredClone(body);
  return { headers: undefined, body: { kind: 'value', value, templated: NO_TEMPLATES } };
}

/** Bytes are held to nothing. */
function asSent(
  body: unknown,
  headers: Readonly<Record<string, string>>,
): { headers: Readonly<Record<string, string>>; body: RenderedBody } {
  const isText = typeof body === 'string';
  const bytes =
    body instanceof Uint8Array ? body : new TextEncoder().encode(isText ? body : JSON.stringify(body));
  const type =
    body instanceof Uint8Array
      ? 'application/octet-stream'
      : isText
        ? 'text/plain; charset=utf-8'
        : 'application/json';
  const named = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return {
    headers: named ? headers : { ...headers, 'content-type': type },
    body: { kind: 'bytes', bytes },
  };
}
