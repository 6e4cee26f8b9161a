import type { JournalEntry } from '../mock/index.ts';
import type { Api, Operation } from '../model/index.ts';
import { operationNamed } from './operations.ts';
import { receivedRequest } from './received.ts';
import { type MatchDifference, matchDifferences, type PlainMatch } from './request-match.ts';
import { placeOfPart } from './schema-place.ts';
import { shown } from './shown.ts';
import { shownTarget } from './shown-target.ts';
import type { Verdict } from './verdict.ts';

/** A mock or a session of one, as far as matchers look at it. */
export interface Receiver {
  readonly api: Api;
  readonly journal: readonly JournalEntry[];
}

/** So many differences of the nearest request are told. */
const MOST = 8;

/** Has the operation been asked for by such a request? */
export function judgeReceived(receiver: Receiver, name: string, match: PlainMatch = {}): Verdict {
  const { calls, fitting, operation } = look(receiver, name, match);
  const pass = fitting.length > 0;
  return {
    pass,
    message: () =>
      pass
        ? `Expected ${name} not to be received${wanted(match)}\nIt was received by ${callOf(fitting[0]!, receiver.api)}.`
        : [
            `Expected ${name} to be received${wanted(match)}`,
            ...nearestMiss(receiver, operation, calls, match),
          ].join('\n'),
  };
}

/** Has it been so, and nothing else been asked for? */
export function judgeReceivedOnly(receiver: Receiver, name: string, match: PlainMatch = {}): Verdict {
  const { calls, fitting, operation } = look(receiver, name, match);
  const others = receiver.journal.filter((entry) => entry.operation !== operation);
  const unfit = calls.filter((call) => !fitting.includes(call));
  const pass = fitting.length > 0 && others.length === 0 && unfit.length === 0;
  return {
    pass,
    message: () => {
      if (pass) return `Expected other requests than ${name}${wanted(match)}\nThere were none.`;
      const head = `Expected ${name} and nothing else to be received${wanted(match)}`;
      if (fitting.length === 0) return [head, ...nearestMiss(receiver, operation, calls, match)].join('\n');
      return [
        head,
        ...others.map((entry) => `  also received: ${lineOf(entry, receiver.api)}`),
        ...missOf(unfit[0]),
      ].join('\n');
    },
  };

  function missOf(call: Call | undefined): string[] {
    return call ? [`${callOf(call, receiver.api)} differs:`, ...told(call.differences, operation)] : [];
  }
}

/** Has it been so many times? */
export function judgeReceivedTimes(
  receiver: Receiver,
  name: string,
  times: number,
  match: PlainMatch = {},
): Verdict {
  const { calls, fitting, operation } = look(receiver, name, match);
  const pass = fitting.length === times;
  return {
    pass,
    message: () => {
      const head = `Expected ${name} ${pass ? 'not ' : ''}to be received ${timesOf(times)}${wanted(match)}`;
      const found = `It was received ${timesOf(fitting.length)}.`;
      const short = fitting.length < times && calls.length > fitting.length;
      const misses = short ? nearestMiss(receiver, operation, calls.filter(isMiss), match) : [];
      return [head, found, ...misses].join('\n');
    },
  };
}

interface Call {
  readonly entry: JournalEntry;
  /** Counted from 1, among the calls of the operation. */
  readonly nth: number;
  readonly differences: readonly MatchDifference[];
}

function look({ api, journal }: Receiver, name: string, match: PlainMatch) {
  const operation = operationNamed(api, name);
  const entries = journal.filter((entry) => entry.operation === operation);
  const calls: Call[] = entries.map((entry, index) => ({
    entry,
    nth: index + 1,
    differences: matchDifferences(match, receivedRequest(entry)),
  }));
  return { operation, calls, fitting: calls.filter((call) => !isMiss(call)) };
}

function isMiss({ differences }: Call): boolean {
  return differences.length > 0;
}

function nearestMiss(
  { api, journal }: Receiver,
  operation: Operation,
  calls: readonly Call[],
  match: PlainMatch,
): string[] {
  const [first, ...others] = calls;
  if (!first) {
    const received = journal.slice(-MOST).map((entry) => `  ${lineOf(entry, api)}`);
    return received.length === 0 ? ['Nothing was received.'] : ['It was not. Received:', ...received];
  }
  const nearest = others.reduce(
    (best, call) => (call.differences.length < best.differences.length ? call : best),
    first,
  );
  const count = calls.length === 1 ? '' : `, the nearest of ${calls.length},`;
  if (Object.keys(match).length === 0) return [];
  return [`${callOf(nearest, api)}${count} differs:`, ...told(nearest.differences, operation)];
}

/** Each difference, and the line of the description that speaks of the place. */
function told(differences: readonly MatchDifference[], operation: Operation): string[] {
  const lines = differences.slice(0, MOST).flatMap((difference) => {
    const { in: where, pointer, expected, actual } = difference;
    const place = placeOfPart(operation, difference);
    return [
      `  ${where}${pointer && ` ${pointer}`}`,
      `    - expected: ${shown(expected)}`,
      `    + received: ${shown(actual)}`,
      ...(place === undefined ? ['    the description says nothing of it'] : [`    ${place}`]),
    ];
  });
  if (differences.length > MOST) lines.push(`  and ${differences.length - MOST} more`);
  return lines;
}

function wanted(match: PlainMatch): string {
  const parts = Object.entries(match).filter(([, value]) => value !== undefined);
  if (parts.length === 0) return '.';
  return ` with\n${parts.map(([where, value]) => `  ${where}: ${shown(value)}`).join('\n')}`;
}

function callOf({ entry, nth }: Call, api: Api): string {
  return `Request ${nth}, ${shownTarget(entry, api)}`;
}

function lineOf(entry: JournalEntry, api: Api): string {
  return `${shownTarget(entry, api)} (${entry.operation ? entry.operation.id : 'no operation'})`;
}

function timesOf(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
