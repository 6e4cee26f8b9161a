import type {
  ContractEvent,
  ContractResult,
  Exchange,
  Finding,
  OperationCoverage,
} from '../contract/index.ts';
import { type Place, StandinError } from '../errors.ts';
import type { Operation } from '../model/index.ts';
import { isJsonObject, own } from '../schema/index.ts';
import type { Explained, Locate } from './explained.ts';
import { jsonVersion } from './json.ts';
import type { ShownExchange, ShownMessage } from './mask.ts';

type RunStarted = Extract<ContractEvent, { type: 'run-started' }>;

/** A report of `--reporter json`, as far as other reports are made of it. */
export interface JsonReport {
  readonly title: string;
  readonly started: RunStarted;
  readonly result: ContractResult;
  readonly locate: Locate;
}

/** As it is written; what it holds is looked at before it is used. */
interface Written {
  readonly version: number;
  readonly title: string;
  readonly target: string;
  readonly seed: string | number;
  readonly phases: RunStarted['phases'];
  readonly checks: readonly string[];
  readonly kept: boolean;
  readonly conclusive: boolean;
  readonly requests: number;
  readonly cases: number;
  readonly milliseconds: number;
  readonly findings: readonly Explained[];
  readonly gone: NonNullable<ContractResult['gone']>;
  readonly notices: ReadonlyArray<{
    readonly code: string;
    readonly message: string;
    readonly operation?: string;
  }>;
  readonly coverage: ReadonlyArray<{
    readonly operation: string;
    readonly method: string;
    readonly path: string;
    readonly documented: readonly string[];
    readonly cases: number;
    readonly requests: number;
    readonly milliseconds: number;
    readonly statuses: Readonly<Record<string, number>>;
    readonly unreached: readonly string[];
  }>;
}

const lists = ['phases', 'checks', 'findings', 'gone', 'notices', 'coverage'];

/**
 * Reads a JSON report back. Operations are what reports show of them: id, method, path and documented statuses.
 * Throws StandinError `bad-report`.
 *
 * @param operations those of other reports of the same description, by method and path: shared, so that results can be merged
 */
export function readJsonReport(
  text: string,
  file: string,
  operations: Map<string, Operation> = new Map(),
): JsonReport {
  const written = parse(text, file);
  const operationOf = (
    method: string,
    path: string,
    about: { id: string; documented: readonly string[] },
  ) => {
    const key = `${written.title} ${method} ${path}`;
    const operation = operations.get(key) ?? shownOperation(method, path, about);
    operations.set(key, operation);
    return operation;
  };
  const coverage = written.coverage.map((each): OperationCoverage => {
    const {
      operation: id,
      method,
      path,
      documented,
      statuses,
      unreached,
      cases,
      requests,
      milliseconds,
    } = each;
    const reached = Object.entries(statuses).map(([status, times]): [number, number] => [
      Number(status),
      times,
    ]);
    const operation = operationOf(method, path, { id, documented });
    return { operation, statuses: new Map(reached), unreached, cases, requests, milliseconds };
  });
  const places = new Map<string, Place>();
  const findings = written.findings.map((each): Finding => {
    const [method = '', path = ''] = each.operation.split(' ', 2);
    const operation = operationOf(method, path, { id: each.operation, documented: [] });
    places.set(`${each.at.file}#${each.at.pointer ?? ''}`, each.at);
    return findingOf(each, operation);
  });
  const { kept, conclusive, requests, cases, milliseconds, gone, notices } = written;
  const byId = new Map(coverage.map(({ operation }) => [operation.id, operation]));
  const { target, seed, phases, checks } = written;
  return {
    title: written.title,
    started: {
      type: 'run-started',
      target,
      seed,
      phases,
      checks,
      operations: coverage.map(({ operation }) => operation),
      secrets: [],
      maxTime: Number.POSITIVE_INFINITY,
    },
    result: {
      kept,
      conclusive,
      requests,
      cases,
      milliseconds,
      gone,
      findings,
      coverage,
      notices: notices.map(({ code, message, operation }) => ({
        code,
        message,
        operation: operation === undefined ? undefined : byId.get(operation),
      })),
    },
    locate: (uri, pointer) => places.get(`${uri}#${pointer}`) ?? { file: uri, pointer },
  };
}

function parse(text: string, file: string): Written {
  const fail = (why: string, cause?: unknown): StandinError =>
    new StandinError(
      `Failed to read the report ${file}: ${why}. Give a file that --reporter json=FILE has written.`,
      { code: 'bad-report', place: { file }, cause },
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw fail('it is no JSON', cause);
  }
  if (!isJsonObject(value) || own(value, 'version') !== jsonVersion)
    throw fail('it is no report of this version');
  for (const name of lists) if (!Array.isArray(own(value, name))) throw fail(`it has no list ${name}`);
  const written = value as unknown as Written;
  const isWhole =
    written.findings.every(
      (each) =>
        isJsonObject(each) &&
        isJsonObject(each.at) &&
        typeof each.operation === 'string' &&
        Array.isArray(each.exchanges) &&
        each.exchanges.length > 0,
    ) &&
    written.coverage.every(
      (each) => isJsonObject(each) && isJsonObject(each.statuses) && Array.isArray(each.documented),
    );
  if (!isWhole) throw fail('a part of it is not as it was written');
  return written;
}

/** What reports ask of an operation, and no more. */
function shownOperation(
  method: string,
  path: string,
  { id, documented }: { readonly id: string; readonly documented: readonly string[] },
): Operation {
  const responses = documented.map((status) => ({ status }));
  return { id, method, path, responses, security: [], tags: [], parameters: [] } as unknown as Operation;
}

function findingOf(each: Explained, operation: Operation): Finding {
  const { fingerprint, check, kind, where, severity, message, at, caseId, caseTitle, count, tags, known } =
    each;
  const exchange = (shown: ShownExchange) => exchangeOf(shown, operation);
  return {
    fingerprint,
    operation,
    caseId,
    caseTitle,
    count,
    tags: tags as Finding['tags'],
    known,
    accepted: each.accepted && exchange(each.accepted),
    failure: {
      check,
      kind,
      where,
      severity,
      message,
      operation,
      place: { uri: at.file, pointer: at.pointer ?? '' },
      exchanges: each.exchanges.map(exchange),
    },
  };
}

function exchangeOf(shown: ShownExchange, operation: Operation): Exchange {
  const { method, url, request, response, status, problem, milliseconds } = shown;
  return {
    operation,
    url,
    identity: undefined,
    milliseconds,
    request: {
      method,
      target: url.replace(/^[a-z]+:\/\/[^/]*/, ''),
      headers: request.headers,
      body: bodyOf(request),
    },
    response:
      response && status !== undefined
        ? {
            status,
            headers: headersOf(response),
            body: bodyOf(response) ?? new Uint8Array(),
            truncated: false,
          }
        : undefined,
    problem: problem === undefined ? undefined : { kind: 'reset', message: problem },
  };
}

function bodyOf({ body }: ShownMessage): Uint8Array | undefined {
  return body === undefined ? undefined : new TextEncoder().encode(body);
}

function headersOf({ headers }: ShownMessage): Headers {
  const all = new Headers();
  for (const [name, value] of headers)
    try {
      all.append(name, value);
    } catch {
      // What a server sent need not be what a client may send.
    }
  return all;
}
