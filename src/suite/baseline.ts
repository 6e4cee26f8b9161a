import type { ContractResult, Finding, GoneFinding, Known } from '../contract/index.ts';
import { readData } from '../document/index.ts';
import { StandinError } from '../errors.ts';
import { isJsonObject, own } from '../schema/index.ts';

/** A known failure, as `NAME.baseline.yaml` has it. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly check: string;
  /** `GET /users/{id}` */
  readonly operation: string;
  readonly reason: string | undefined;
  readonly owner: string | undefined;
  /** `2026-11-22` */
  readonly since: string | undefined;
  /** The last day on which it is expected. */
  readonly expires: string | undefined;
  /** It was said to be fixed: if it comes again, that is news. */
  readonly isFixed: boolean;
}

/** What a run has to have looked at for an entry to be gone. */
export interface Tried {
  readonly checks: ReadonlySet<string>;
  /** Nothing was cut short: no single case, no limit that was hit. */
  readonly isWhole: boolean;
}

/** Known failures by fingerprint. */
export class Baseline {
  readonly entries: readonly BaselineEntry[];
  readonly #byPrint: ReadonlyMap<string, BaselineEntry>;
  readonly #today: string;

  /** @param today as `2026-11-22` */
  constructor(entries: readonly BaselineEntry[], today: string) {
    this.entries = entries;
    this.#byPrint = new Map(entries.map((entry) => [entry.fingerprint, entry]));
    this.#today = today;
  }

  judge({ fingerprint }: Pick<Finding, 'fingerprint'>): Known | undefined {
    const entry = this.#byPrint.get(fingerprint);
    if (!entry) return undefined;
    const { reason, owner, since, expires, isFixed } = entry;
    const isOver = expires !== undefined && expires < this.#today;
    return { status: isFixed ? 'reappeared' : isOver ? 'expired' : 'known', reason, owner, since, expires };
  }

  /** Those that did not come though their operation was tried by their check. */
  gone({ findings, coverage }: ContractResult, { checks, isWhole }: Tried): GoneFinding[] {
    if (!isWhole) return [];
    const came = new Set(findings.map(({ fingerprint }) => fingerprint));
    const tried = new Set(
      coverage.filter(({ cases }) => cases > 0).map(({ operation: { method, path } }) => `${method} ${path}`),
    );
    return this.entries
      .filter(
        ({ fingerprint, check, operation, isFixed }) =>
          !isFixed && !came.has(fingerprint) && checks.has(check) && tried.has(operation),
      )
      .map(({ fingerprint, check, operation, reason, owner }) => ({
        fingerprint,
        check,
        operation,
        reason,
        owner,
      }));
  }
}

const keys = ['fingerprint', 'check', 'operation', 'message', 'reason', 'owner', 'since', 'expires', 'fixed'];

/** Rejects with StandinError `bad-baseline`, with the line. */
export async function readBaseline(text: string, file: string): Promise<BaselineEntry[]> {
  // A file of comments alone has nothing to say yet.
  if (text.split('\n').every((line) => /^\s*(?:#|$)/.test(line))) return [];
  const data = await readData(text, file);
  const fail = (pointer: string, why: string): StandinError => {
    const place = data.place(pointer);
    return new StandinError(
      `Failed to read the baseline ${file}:${place.line ?? 1}: ${why}. Correct it there, or have it written by --update-baseline.`,
      { code: 'bad-baseline', place },
    );
  };
  const [fault] = data.faults;
  if (fault) throw fail('', fault.message.replace(/\.$/, ''));
  const list =
    data.value === null || data.value === undefined
      ? []
      : isJsonObject(data.value)
        ? (own(data.value, 'findings') ?? [])
        : undefined;
  if (!Array.isArray(list)) throw fail('', 'it has no list of findings');
  return list.map((item: unknown, index) => {
    const pointer = `/findings/${index}`;
    if (!isJsonObject(item)) throw fail(pointer, 'a finding must be an object with a fingerprint');
    const unknown = Object.keys(item).find((key) => !keys.includes(key));
    if (unknown !== undefined)
      throw fail(`${pointer}/${unknown}`, `there is no key ${unknown}; known are ${keys.join(', ')}`);
    const textOf = (key: string): string | undefined => {
      const value = own(item, key);
      if (value === undefined || value === null) return undefined;
      if (typeof value === 'string') return value;
      throw fail(`${pointer}/${key}`, `${key} must be a text, in quotes where it looks like a number`);
    };
    const must = (key: string): string => {
      const value = textOf(key);
      if (value === undefined) throw fail(pointer, `it has no ${key}`);
      return value;
    };
    const day = (key: string): string | undefined => {
      const value = textOf(key);
      if (value !== undefined && (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value))))
        throw fail(`${pointer}/${key}`, `${key} must be a day such as 2026-11-22`);
      return value;
    };
    const fixed = own(item, 'fixed');
    return {
      fingerprint: must('fingerprint'),
      check: must('check'),
      operation: must('operation'),
      reason: textOf('reason'),
      owner: textOf('owner'),
      since: day('since'),
      expires: day('expires'),
      isFixed: fixed !== undefined && fixed !== null && fixed !== false,
    };
  });
}
