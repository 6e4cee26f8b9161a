import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import type { CorpusEntry } from '../support/corpus.ts';
import { Judge } from '../support/judge.ts';
import { operationKey, type RawOperation } from '../support/raw-operation.ts';
import { RequestBuilder } from '../support/request-builder.ts';

/** What became of one document. */
export interface DocumentReport {
  readonly slug: string;
  readonly operations: number;
  /** Got a response at all. */
  readonly answered: number;
  readonly valid: number;
  readonly misses: readonly Miss[];
  readonly disputed: readonly string[];
  readonly milliseconds: number;
}

export interface Miss {
  readonly operation: string;
  readonly reason: string;
}

/** Asks for every operation of a document in-process, and judges each answer. */
export async function judgeDocument(entry: CorpusEntry): Promise<DocumentReport> {
  const start = performance.now();
  const judge = Judge.open(entry.file);
  const misses: Miss[] = [];
  const disputed: string[] = [];
  let answered = 0;
  const done = (): DocumentReport => {
    const operations = judge.operations.length;
    const valid = operations - misses.length;
    const milliseconds = performance.now() - start;
    return { slug: entry.slug, operations, answered, valid, misses, disputed, milliseconds };
  };
  let fetchMock: (request: Request) => Response | Promise<Response>;
  try {
    fetchMock = createMock(await loadApi(entry.file)).fetch;
  } catch (error) {
    const reason = `not loaded: ${(error as Error).message}`;
    misses.push(...judge.operations.map((operation) => ({ operation: operationKey(operation), reason })));
    if (judge.operations.length === 0) misses.push({ operation: 'the document', reason });
    return done();
  }
  const builder = new RequestBuilder(judge);
  for (const operation of judge.operations) {
    const outcome = await ask(judge, builder, operation, fetchMock);
    if (outcome.answered) answered++;
    disputed.push(...outcome.disputed.map((text) => `${operationKey(operation)}: ${text}`));
    if (outcome.reason !== undefined)
      misses.push({ operation: operationKey(operation), reason: outcome.reason });
  }
  return done();
}

interface Outcome {
  readonly answered: boolean;
  /** Undefined where all is right. */
  readonly reason: string | undefined;
  readonly disputed: readonly string[];
}

async function ask(
  judge: Judge,
  builder: RequestBuilder,
  operation: RawOperation,
  fetchMock: (request: Request) => Response | Promise<Response>,
): Promise<Outcome> {
  let request: Request;
  try {
    request = await builder.build(operation);
  } catch (error) {
    return missed(false, `no request: ${(error as Error).message}`);
  }
  let response: Response;
  try {
    response = await fetchMock(request);
  } catch (error) {
    return missed(false, `threw: ${(error as Error).message}`);
  }
  const body = new Uint8Array(await response.arrayBuffer());
  const expected = judge.expectedStatus(operation);
  if (!fits(expected, response.status)) {
    const told = new TextDecoder().decode(body.slice(0, 600));
    return missed(true, `status ${response.status}, not ${expected} (${request.url}): ${told}`);
  }
  const verdict = await judge.response(operation, {
    status: response.status,
    headers: response.headers,
    body,
  });
  const reason = verdict.faults.length > 0 ? verdict.faults.slice(0, 3).join('; ') : undefined;
  return { answered: true, reason, disputed: verdict.disputed };
}

function missed(answered: boolean, reason: string): Outcome {
  return { answered, reason, disputed: [] };
}

/** Does the status that was sent stand for the documented one? `default` may be any that is not documented itself. */
function fits(expected: string | undefined, status: number): boolean {
  if (expected === undefined || expected === 'default') return status < 400;
  return expected.endsWith('XX') ? String(status)[0] === expected[0] : String(status) === expected;
}
