import { createGenerator } from '../../src/generation/index.ts';
import { createMock } from '../../src/mock/index.ts';
import { type Api, loadApi } from '../../src/model/index.ts';
import { prepareValidation } from '../../src/schema/index.ts';
import type { CorpusEntry } from '../support/corpus.ts';
import { Judge } from '../support/judge.ts';
import type { Found } from '../support/raw-document.ts';
import { operationKey, type RawOperation } from '../support/raw-operation.ts';
import { RequestBuilder } from '../support/request-builder.ts';

/** What became of one document. */
export interface DocumentReport {
  readonly slug: string;
  readonly operations: number;
  /** Got a response at all. */
  readonly answered: number;
  readonly valid: number;
  /** Cannot be asked, or promise nothing that an answer could keep: operation and why. */
  readonly unjudged: readonly Miss[];
  readonly misses: readonly Miss[];
  /** What the second validator refuses although the first takes it. */
  readonly disputed: readonly string[];
  readonly milliseconds: number;
}

interface Miss {
  readonly operation: string;
  readonly reason: string;
}

type Outcome =
  | { readonly kind: 'valid'; readonly disputed: readonly string[] }
  | { readonly kind: 'invalid' | 'unanswered' | 'unjudged'; readonly reason: string };

type FetchMock = (request: Request) => Response | Promise<Response>;

/** Asks for every operation of a document in-process, and judges each answer. */
export async function judgeDocument(entry: CorpusEntry): Promise<DocumentReport> {
  const start = performance.now();
  const judge = Judge.open(entry.file);
  const api = await loadApi(entry.file);
  const fetchMock: FetchMock = createMock(api, { state: false }).fetch;
  const builder = new RequestBuilder(judge, { sample: await sampler(api) });
  const outcomes: Array<{ operation: string; outcome: Outcome }> = [];
  for (const operation of judge.operations) {
    const outcome = await ask(judge, builder, operation, fetchMock);
    outcomes.push({ operation: operationKey(operation), outcome });
  }
  const of = (...kinds: Array<Outcome['kind']>): Miss[] =>
    outcomes.flatMap(({ operation, outcome }) =>
      kinds.includes(outcome.kind) && outcome.kind !== 'valid' ? [{ operation, reason: outcome.reason }] : [],
    );
  return {
    slug: entry.slug,
    operations: judge.operations.length,
    answered: judge.operations.length - of('unanswered', 'unjudged').length,
    valid: outcomes.filter(({ outcome }) => outcome.kind === 'valid').length,
    unjudged: of('unjudged'),
    misses: of('invalid', 'unanswered'),
    disputed: outcomes.flatMap(({ operation, outcome }) =>
      outcome.kind === 'valid' ? outcome.disputed.map((text) => `${operation}: ${text}`) : [],
    ),
    milliseconds: performance.now() - start,
  };
}

/** Values for request bodies that the judge's own sampler cannot find. */
async function sampler(api: Api): Promise<(schema: Found) => unknown> {
  const [generator] = await Promise.all([createGenerator(), prepareValidation()]);
  return (schema) => {
    try {
      return generator.generate(api.document.scope.schema(schema, 'request'));
    } catch {
      return undefined;
    }
  };
}

async function ask(
  judge: Judge,
  builder: RequestBuilder,
  operation: RawOperation,
  fetchMock: FetchMock,
): Promise<Outcome> {
  const unjudgeable = judge.unjudgeable(operation);
  if (unjudgeable !== undefined) return { kind: 'unjudged', reason: unjudgeable };
  let request: Request;
  try {
    request = await builder.build(operation);
  } catch (error) {
    return { kind: 'unjudged', reason: `no such request: ${(error as Error).message}` };
  }
  let response: Response;
  try {
    response = await fetchMock(request);
  } catch (error) {
    return { kind: 'unanswered', reason: `the mock threw: ${(error as Error).message}` };
  }
  const body = new Uint8Array(await response.arrayBuffer());
  const expected = judge.expectedStatus(operation);
  if (!fits(expected, response.status)) {
    const told = new TextDecoder().decode(body.slice(0, 600));
    return {
      kind: 'invalid',
      reason: `status ${response.status}, not ${expected} (${request.url}): ${told}`,
    };
  }
  const { faults, disputed } = await judge.response(operation, {
    status: response.status,
    headers: response.headers,
    body,
  });
  if (faults.length > 0) return { kind: 'invalid', reason: faults.slice(0, 3).join('; ') };
  return { kind: 'valid', disputed };
}

/** Does the status that was sent stand for the documented one? `default` may be any that is not documented itself. */
function fits(expected: string | undefined, status: number): boolean {
  if (expected === undefined || expected === 'default') return status < 400;
  return expected.endsWith('XX') ? String(status)[0] === expected[0] : String(status) === expected;
}
