import type { Check } from '../check.ts';
import { placeOf } from '../failure.ts';

/** What only the inside of a server knows, by kind. */
const traces: ReadonlyArray<readonly [string, RegExp]> = [
  ['stack-trace', /^\s*at .+\((?:[^()\s]+\.[cm]?[jt]sx?|node:[\w/]+):\d+:\d+\)/m],
  ['stack-trace', /^\s*at [\w$.<>]+\([\w$]+\.java:\d+\)/m],
  ['stack-trace', /Traceback \(most recent call last\)/],
  ['stack-trace', /^\s*File "[^"]+\.py", line \d+, in /m],
  ['stack-trace', /goroutine \d+ \[running\]/],
  ['stack-trace', /^\s*#\d+ .+\.php\(\d+\)/m],
  ['stack-trace', /^\s*at [\w.<>`]+\(.*\) in .+\.cs:line \d+/m],
  [
    'sql',
    /\b(?:SQLSTATE\[|ORA-\d{5}|syntax error at or near|You have an error in your SQL syntax|SQLITE_ERROR)/,
  ],
  ['secret', /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b/],
];

/** An error says how the server is built: a stack trace, a query, a key. */
export const errorLeak: Check = {
  name: 'error-leak',
  group: 'errors',
  title: 'An error shows the inside of the server',
  byDefault: true,
  look({ exchange, reading }) {
    const { response, operation } = exchange;
    if (!response || !reading || response.status < 400) return [];
    // Line ends are escaped inside JSON.
    const text = reading.text.slice(0, 200_000).replaceAll('\\n', '\n').replaceAll('\\"', '"');
    const found = new Set(traces.filter(([, trace]) => trace.test(text)).map(([kind]) => kind));
    return [...found].map((kind) => ({
      check: 'error-leak',
      kind,
      message: `The answer ${response.status} holds a ${kind.replace('-', ' ')}.`,
      severity: 'failure' as const,
      place: placeOf(reading.spec?.node ?? operation.node),
      where: 'body',
      exchanges: [exchange],
    }));
  },
};
