import {
  breaks,
  type ContractEvent,
  type ContractOptions,
  type ContractResult,
  Coverage,
  createExchangeChecks,
  createTarget,
  type Exchange,
  type ExchangeChecks,
  type Failure,
  type Fetch,
  Findings,
  type Notice,
  secretsOf,
  type Target,
} from '../contract/index.ts';
import { formatPlace } from '../errors.ts';
import { createGenerator, createRandom } from '../generation/index.ts';
import type { Api } from '../model/index.ts';
import { prepareValidation } from '../schema/index.ts';
import { failuresOf, stateFailure } from './failures.ts';
import { type GenerateContext, generateRequest, generateResponse } from './generate.ts';
import { prepareMatching } from './match-body.ts';
import { matchResponse } from './match-message.ts';
import type { Pact, PactRequest } from './pact.ts';
import { type PlannedCase, planCases } from './plan.ts';
import { ProviderStates } from './provider-states.ts';
import type { ChangeState } from './states.ts';
import { wireRequest } from './wire.ts';

export interface PactOptions
  extends Pick<
    ContractOptions,
    | 'seed'
    | 'headers'
    | 'identities'
    | 'basePath'
    | 'select'
    | 'known'
    | 'checks'
    | 'maxTime'
    | 'bail'
    | 'caseId'
    | 'timeout'
    | 'maxBodyBytes'
    | 'clock'
    | 'fetch'
    | 'onEvent'
  > {
  /** A description that every exchange is held to as well. @default none */
  api?: Api;
  /** Brings the provider into the states that interactions begin from. @default nobody does */
  changeState?: ChangeState;
  /** Milliseconds since 1970, for dates that are generated. */
  now: number;
}

/**
 * Holds a provider to pacts: sends each request, and compares the answer with the expected one. Emits the events of a
 * contract run, so that its reporters tell of it; the places of failures are those of the pact files.
 *
 * @throws StandinError `bad-target` for a target that is no http(s) URL
 */
export async function verifyPacts(
  pacts: readonly Pact[],
  target: string | URL | Fetch,
  options: PactOptions,
): Promise<ContractResult> {
  return new PactRun(pacts, target, options).run();
}

class PactRun {
  readonly #pacts: readonly Pact[];
  readonly #options: PactOptions;
  readonly #target: Target;
  readonly #states: ProviderStates;
  readonly #findings = new Findings();
  readonly #notices: Notice[] = [];
  #requests = 0;
  #answered = 0;
  #cases = 0;

  constructor(pacts: readonly Pact[], target: string | URL | Fetch, options: PactOptions) {
    this.#pacts = pacts;
    this.#options = options;
    this.#states = new ProviderStates(options.changeState);
    this.#target = createTarget({
      target,
      basePath: options.basePath ?? pathOf(target),
      timeout: options.timeout ?? 10_000,
      maxBodyBytes: options.maxBodyBytes ?? 8 * 1024 * 1024,
      clock: options.clock,
      fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
    });
  }

  async run(): Promise<ContractResult> {
    const {
      seed = 'standin',
      api,
      clock,
      headers = [],
      identities = [],
      maxTime,
      checks,
      now,
    } = this.#options;
    const start = clock?.() ?? 0;
    const elapsed = () => (clock?.() ?? 0) - start;
    const [described] = await Promise.all([
      api === undefined ? undefined : createExchangeChecks(api, checks),
      prepareValidation(),
      prepareMatching(
        this.#pacts.flatMap(({ interactions }) => interactions.map(({ response }) => response)),
      ),
    ]);
    const cases = await planCases(this.#pacts, this.#options, described);
    const operations = [...new Set(cases.map(({ operation }) => operation))];
    const coverage = new Coverage(operations);
    this.#emit({
      type: 'run-started',
      target: this.#target.name,
      seed,
      operations,
      phases: ['pact'],
      checks: checks ?? ['pact'],
      secrets: secretsOf({ headers, identities }, operations),
      maxTime: maxTime ?? Number.POSITIVE_INFINITY,
    });
    this.#tellOfFiles();
    this.#emit({ type: 'phase-started', phase: 'pact' });
    const context = { random: createRandom(seed), generator: await createGenerator({ seed, now }), now };
    for (const [rank, it] of cases.entries()) {
      const findings = this.#findings.all().filter(breaks);
      if (
        elapsed() > (maxTime ?? Number.POSITIVE_INFINITY) ||
        findings.length >= (this.#options.bail ?? Number.POSITIVE_INFINITY)
      )
        break;
      await this.#try(it, rank, context, described, coverage);
    }
    this.#emit({ type: 'phase-finished', phase: 'pact', cases: this.#cases });
    const conclusive = this.#cases > 0 && this.#answered > 0;
    if (!conclusive)
      this.#notice(
        'not-verified',
        this.#requests > 0 ? 'The target answers none of the requests.' : 'Nothing was asked of the target.',
      );
    const findings = this.#findings.all();
    const result: ContractResult = {
      kept: conclusive && !findings.some(breaks),
      conclusive,
      findings,
      notices: this.#notices,
      coverage: coverage.all(),
      requests: this.#requests,
      cases: this.#cases,
      milliseconds: elapsed(),
    };
    this.#emit({ type: 'run-finished', result });
    return result;
  }

  async #try(
    planned: PlannedCase,
    rank: number,
    context: Omit<GenerateContext, 'values' | 'baseUrl'>,
    described: ExchangeChecks | undefined,
    coverage: Coverage,
  ): Promise<void> {
    const { pact, interaction, operation, isDescribed } = planned;
    const { headers = [], identities = [] } = this.#options;
    const caller = identities[0];
    const credentials = (await caller?.credentials?.()) ?? caller;
    const wire = (request: PactRequest) => wireRequest(request, headers, credentials);
    const { values, problem } = await this.#states.setUp(pact, interaction);
    const baseUrl = this.#target.base(operation);
    let failures: Failure[];
    if (problem) {
      const request = wire(interaction.request);
      const asked: Exchange = {
        request,
        url: baseUrl + request.target,
        operation,
        identity: caller?.name,
        response: undefined,
        problem: { kind: 'unsendable', message: 'it was not sent' },
        milliseconds: 0,
      };
      failures = [stateFailure(pact, interaction, asked, problem.state, problem.reason)];
    } else {
      const random = context.random.fork(planned.case.id);
      const making = { ...context, random, values, baseUrl };
      const request = generateRequest(interaction.request, making);
      const exchange = await this.#target.send(operation, wire(request), caller?.name);
      this.#requests++;
      this.#emit({ type: 'exchange', caseId: planned.case.id, exchange });
      coverage.note(exchange);
      const { response } = exchange;
      if (response) this.#answered++;
      failures = [
        ...failuresOf(
          pact,
          interaction,
          exchange,
          response ? matchResponse(generateResponse(interaction.response, making), response) : [],
        ),
        ...(isDescribed && response ? (described?.look(exchange) ?? []) : []),
      ];
    }
    for (const remains of await this.#states.tearDown(pact, interaction))
      this.#notice('pact-teardown', remains);
    this.#cases++;
    coverage.count(operation);
    const { checks } = this.#options;
    for (const failure of failures.filter(({ check }) => checks?.includes(check) !== false)) {
      const { finding, isNew } = this.#findings.add(failure, planned.case, [], rank, () => undefined);
      const known = this.#options.known?.(finding);
      if (known) this.#findings.note({ ...finding, known });
      if (isNew) this.#emit({ type: 'finding', finding: known ? { ...finding, known } : finding });
    }
    const { case: it } = planned;
    this.#emit({ type: 'case-finished', case: it, requests: problem ? 0 : 1, failed: failures.length > 0 });
  }

  /** What is left out, and what nobody does. */
  #tellOfFiles(): void {
    for (const { faults } of this.#pacts)
      for (const { code, message, place } of faults)
        this.#notice(code, `${formatPlace({ ...place, pointer: undefined })}: ${message}`);
    if (this.#options.changeState) return;
    const names = new Set(
      this.#pacts.flatMap(({ interactions }) =>
        interactions.flatMap(({ states }) => states.map(({ name }) => name)),
      ),
    );
    if (names.size > 0)
      this.#notice(
        'pact-states',
        `Nobody brings the provider into its states (${[...names].slice(0, 5).join(', ')}${names.size > 5 ? ' …' : ''}). Give --provider-states-url or --hooks.`,
      );
  }

  #notice(code: string, message: string): void {
    const notice: Notice = { code, message, operation: undefined };
    this.#notices.push(notice);
    this.#emit({ type: 'notice', notice });
  }

  #emit(event: ContractEvent): void {
    this.#options.onEvent?.(event);
  }
}

function pathOf(target: string | URL | Fetch): string {
  return typeof target !== 'function' && URL.canParse(String(target)) ? new URL(target).pathname : '/';
}
