import { type ContractOptions, type Fetch, runContract } from '../contract/index.ts';
import { createRouter } from '../http/index.ts';
import { createMock, type MockOptions } from '../mock/index.ts';
import type { Api, Operation } from '../model/index.ts';
import { inferResources, type Role } from '../resource/index.ts';
import { answerDefects } from './answer-defects.ts';
import { behaviourDefects } from './behaviour-defects.ts';
import type { DefectGroup, DefectKind } from './defect.ts';

export interface SelfCheckOptions extends ContractOptions {
  /** Operations that each kind of defect is put into, one after the other. @default 3 */
  operationsPerKind?: number;
  /** Told after each defect that made a difference. */
  onDefect?: (tried: TriedDefect, done: number, planned: number) => void;
}

export interface TriedDefect {
  readonly name: string;
  readonly group: DefectGroup;
  /** `a required member is missing` */
  readonly title: string;
  readonly operation: Operation;
  readonly found: boolean;
  /** The check that found it first. */
  readonly check: string | undefined;
  /** Until it was found, or until the end. */
  readonly requests: number;
}

export interface SelfCheckResult {
  /** Each made a difference to at least one answer. */
  readonly defects: readonly TriedDefect[];
  /** What the suite finds of the mock without a defect: nothing, unless suite and mock disagree. */
  readonly alarms: number;
  /** Defects that were planned and not tried, for lack of time. */
  readonly left: number;
}

/** Ends a run: what was to be found is found. */
class Found extends Error {}

/**
 * Would a run with these options notice? Serves the mock in-process with one seeded defect at a time, made from the
 * description, and runs the suite against each. `maxTime` bounds all of it, in milliseconds by `clock`.
 */
export async function selfCheck(api: Api, options: SelfCheckOptions = {}): Promise<SelfCheckResult> {
  const { clock, maxTime = Number.POSITIVE_INFINITY, operationsPerKind = 3, onDefect } = options;
  const start = clock?.() ?? 0;
  const isLate = () => (clock?.() ?? 0) - start > maxTime;
  const resources = inferResources(api);
  const operations = api.operations.filter(options.select ?? (() => true));
  const planned = plan(operations, (operation) => resources.role(operation), operationsPerKind);
  const known = new Set<string>();
  const defects: TriedDefect[] = [];
  await suite(makeMock(api)(), undefined, (print) => void known.add(print));
  const alarms = known.size;
  let done = 0;
  for (const { kind, operation } of planned) {
    if (isLate()) break;
    done++;
    const tried = await tryDefect(kind, operation);
    if (!tried) continue;
    defects.push(tried);
    onDefect?.(tried, done, planned.length);
  }
  return { defects, alarms, left: planned.length - done };

  async function tryDefect(kind: DefectKind, operation: Operation): Promise<TriedDefect | undefined> {
    const { name, group, title } = kind;
    const router = createRouter(api);
    let touched = false;
    const target = kind.seed({
      operation,
      role: resources.role(operation),
      mock: makeMock(api),
      isMine: ({ method, url }) => {
        const { pathname, search } = new URL(url);
        const match = router.match(method, pathname, search);
        return match.kind === 'operation' && match.operation === operation && !match.head;
      },
      touched: () => {
        touched = true;
      },
    });
    let check: string | undefined;
    const requests = await suite(target, operation, (print, by) => {
      if (known.has(print) || !touched) return;
      check = by;
      throw new Found();
    });
    return touched
      ? { name, group, title, operation, found: check !== undefined, check, requests }
      : undefined;
  }

  /** Runs over the operation and those that have to do with the same things. */
  async function suite(
    target: Fetch,
    operation: Operation | undefined,
    onFinding: (print: string, check: string) => void,
  ): Promise<number> {
    const role = operation && resources.role(operation);
    const near = new Set(role && 'collection' in role ? role.collection.operations : []);
    let requests = 0;
    const chosen = (each: Operation) =>
      operations.includes(each) && (operation === undefined || each === operation || near.has(each));
    await runContract(api, target, {
      maxCases: 40,
      ...options,
      maxTime: maxTime - ((clock?.() ?? 0) - start),
      select: chosen,
      onEvent: (event) => {
        if (event.type === 'exchange') requests++;
        if (event.type === 'finding' && event.finding.failure.severity === 'failure')
          onFinding(event.finding.fingerprint, event.finding.failure.check);
      },
    }).catch((error: unknown) => {
      if (!(error instanceof Found)) throw error;
    });
    return requests;
  }
}

function makeMock(api: Api): (options?: MockOptions) => Fetch {
  let plain: Fetch | undefined;
  const make = (options: MockOptions): Fetch => {
    const mock = createMock(api, { cors: false, ...options });
    return async (request) => mock.fetch(request);
  };
  return (options) => (options ? make(options) : (plain ??= make({})));
}

/** Kind by kind, so that little time still tries each kind once. */
function plan(
  operations: readonly Operation[],
  roleOf: (operation: Operation) => Role | undefined,
  perKind: number,
): Array<{ readonly kind: DefectKind; readonly operation: Operation }> {
  const kinds = [...answerDefects, ...behaviourDefects].map((kind) => ({
    kind,
    operations: spread(
      operations.filter((operation) => kind.applies(operation, roleOf(operation))),
      perKind,
    ),
  }));
  return Array.from({ length: perKind }, (_, round) =>
    kinds.flatMap(({ kind, operations: all }) => {
      const operation = all[round];
      return operation ? [{ kind, operation }] : [];
    }),
  ).flat();
}

/** So many of all, at even distances. */
function spread<T>(all: readonly T[], count: number): T[] {
  if (all.length <= count) return [...all];
  return Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)]!);
}
