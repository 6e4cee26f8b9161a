import type { CoverableOperation } from './coverable.ts';
import type { TouchedDescription, TouchedOperation } from './touched.ts';

export type CoverageKind = 'operations' | 'statuses' | 'requestFields' | 'responseFields';

export const COVERAGE_KINDS: readonly CoverageKind[] = [
  'operations',
  'statuses',
  'requestFields',
  'responseFields',
];

export interface CoverageCount {
  readonly touched: number;
  readonly total: number;
}

export type CoverageCounts = Readonly<Record<CoverageKind, CoverageCount>>;

/** What a suite touched of one operation, and what it did not. */
export interface OperationTouched {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly calls: number;
  readonly counts: CoverageCounts;
  readonly untouched: {
    readonly statuses: readonly string[];
    /** `query limit`, `body address.city` */
    readonly requestFields: readonly string[];
    /** `200 address.city`, of statuses that were touched. */
    readonly responseFields: readonly string[];
  };
}

export interface DescriptionTouched {
  readonly source: string;
  readonly title: string;
  readonly counts: CoverageCounts;
  readonly operations: readonly OperationTouched[];
}

/** A description, all that can be touched of it, and what the test files touched. */
export function describeTouched(
  { source, title }: Pick<TouchedDescription, 'source' | 'title'>,
  coverable: readonly CoverableOperation[],
  touched: readonly TouchedDescription[],
): DescriptionTouched {
  const operations = coverable.map((operation) =>
    ofOperation(
      operation,
      touched.flatMap(({ operations }) =>
        Object.hasOwn(operations, operation.id) ? operations[operation.id]! : [],
      ),
    ),
  );
  return { source, title, counts: sum(operations.map(({ counts }) => counts)), operations };
}

function ofOperation(
  { id, method, path, request, responses }: CoverableOperation,
  touched: readonly TouchedOperation[],
): OperationTouched {
  const calls = touched.reduce((all, each) => all + each.calls, 0);
  const sent = new Set(touched.flatMap((each) => each.request));
  const answered = new Set(touched.flatMap((each) => Object.keys(each.responses)));
  const received = new Set(
    touched.flatMap((each) =>
      Object.entries(each.responses).flatMap(([status, names]) => names.map((name) => `${status} ${name}`)),
    ),
  );
  const statuses = Object.keys(responses);
  const fields = Object.entries(responses).flatMap(([status, names]) =>
    names.map((name) => `${status} ${name}`),
  );
  const count = (all: readonly string[], reached: ReadonlySet<string>): CoverageCount => ({
    touched: all.filter((name) => reached.has(name)).length,
    total: all.length,
  });
  return {
    id,
    method,
    path,
    calls,
    counts: {
      operations: { touched: calls > 0 ? 1 : 0, total: 1 },
      statuses: count(statuses, answered),
      requestFields: count(request, sent),
      responseFields: count(fields, received),
    },
    untouched: {
      statuses: statuses.filter((status) => !answered.has(status)),
      requestFields: request.filter((name) => !sent.has(name)),
      responseFields: Object.entries(responses)
        .filter(([status]) => answered.has(status))
        .flatMap(([status, names]) => names.map((name) => `${status} ${name}`))
        .filter((name) => !received.has(name)),
    },
  };
}

function sum(counts: readonly CoverageCounts[]): CoverageCounts {
  const of = (kind: CoverageKind): CoverageCount => ({
    touched: counts.reduce((all, each) => all + each[kind].touched, 0),
    total: counts.reduce((all, each) => all + each[kind].total, 0),
  });
  return {
    operations: of('operations'),
    statuses: of('statuses'),
    requestFields: of('requestFields'),
    responseFields: of('responseFields'),
  };
}

/** In percent, rounded down to hundredths: 100 is said only of all. Nothing of nothing is all of it. */
export function percent({ touched, total }: CoverageCount): number {
  return total === 0 ? 100 : Math.floor((touched / total) * 10_000) / 100;
}
