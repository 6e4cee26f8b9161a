import { describe, expect, test } from 'vitest';
import {
  readBandwidth,
  readDelay,
  readFault,
  readFaultList,
  readFaults,
  readPreferences,
  readRate,
  readRateLimit,
} from '../../src/http/index.ts';

const fault = (kind: string, rate = 1, delay: object | undefined = undefined) => ({ kind, rate, delay });

test.each<[unknown, object | undefined]>([
  [250, { kind: 'fixed', ms: 250 }],
  [0, { kind: 'fixed', ms: 0 }],
  ['250', { kind: 'fixed', ms: 250 }],
  ['250ms', { kind: 'fixed', ms: 250 }],
  ['1.5s', { kind: 'fixed', ms: 1500 }],
  ['100-500', { kind: 'range', min: 100, max: 500 }],
  ['100 - 2s', { kind: 'range', min: 100, max: 2000 }],
  ['~200', { kind: 'log-normal', median: 200 }],
  ['60s', { kind: 'fixed', ms: 60_000 }],
  ['61s', undefined],
  [60_001, undefined],
  ['500-100', undefined],
  ['-5', undefined],
  [-5, undefined],
  [Number.NaN, undefined],
  ['', undefined],
  ['soon', undefined],
  [null, undefined],
  [{}, undefined],
])('the delay %j is read as %j', (written, expected) => {
  expect(readDelay(written)).toEqual(expected);
});

test.each<[unknown, object | undefined]>([
  ['reset', fault('reset')],
  ['empty@5%', fault('empty', 0.05)],
  ['truncated@0.5', fault('truncated', 0.5)],
  ['slow=3s', fault('slow', 1, { kind: 'fixed', ms: 3000 })],
  ['slow=100-200@10%', fault('slow', 0.1, { kind: 'range', min: 100, max: 200 })],
  ['reset=3s', undefined],
  ['slow=soon', undefined],
  ['reset@200%', undefined],
  ['reset@', undefined],
  ['constructor', undefined],
  ['', undefined],
  [5, undefined],
])('the fault %j is read as %j', (written, expected) => {
  expect(readFault(written)).toEqual(expected);
});

test.each<[unknown, number | undefined]>([
  ['reset, empty@1%', 2],
  [['slow', 'error@10%'], 2],
  ['reset, nothing', undefined],
])('the list %j has %j faults', (written, length) => {
  expect(readFaultList(written)?.length).toBe(length);
});

test.each<[unknown, number | undefined]>([
  ['0.1', 0.1],
  [0.25, 0.25],
  ['10%', 0.1],
  [1, 1],
  ['100%', 1],
  ['1.5', undefined],
  ['-1', undefined],
  ['x', undefined],
])('the rate %j is read as %j', (written, expected) => {
  expect(readRate(written)).toBe(expected);
});

test.each<[unknown, number | undefined]>([
  [2000, 2000],
  ['50k', 51_200],
  ['1M', 1_048_576],
  ['0', undefined],
  ['1G', undefined],
])('the bandwidth %j is read as %j bytes a second', (written, expected) => {
  expect(readBandwidth(written)).toBe(expected);
});

test.each<[unknown, object | undefined]>([
  ['60/minute', { requests: 60, seconds: 60 }],
  ['60/minutes', { requests: 60, seconds: 60 }],
  ['5/10s', { requests: 5, seconds: 10 }],
  ['1000/h', { requests: 1000, seconds: 3600 }],
  [30, { requests: 30, seconds: 60 }],
  ['0/s', undefined],
  ['5/0s', undefined],
  ['5/day', undefined],
])('the rate limit %j is read as %j', (written, expected) => {
  expect(readRateLimit(written)).toEqual(expected);
});

describe('readFaults', () => {
  test('understands a whole setting', () => {
    const { faults, misread } = readFaults({
      delay: '~80',
      bandwidth: '10k',
      errorRate: '5%',
      errors: [500, 503],
      rateLimit: '5/s',
      fault: ['reset@1%'],
    });
    expect(misread).toEqual([]);
    expect(faults).toEqual({
      delay: { kind: 'log-normal', median: 80 },
      bandwidth: 10_240,
      errorRate: 0.05,
      errors: [500, 503],
      rateLimit: { requests: 5, seconds: 1 },
      faults: [fault('reset', 0.01)],
    });
  });

  test('names what means nothing', () => {
    const { faults, misread } = readFaults({ delay: 'soon', errors: [200], fault: 'none' });
    expect(misread.map(({ key }) => key)).toEqual(['delay', 'errors', 'fault']);
    expect(Object.values(faults).every((value) => value === undefined)).toBe(true);
  });
});

test.each<[string | null, string, object]>([
  ['fault=reset', '', { fault: [fault('reset')] }],
  ['fault="slow=2s"', '', { fault: [fault('slow', 1, { kind: 'fixed', ms: 2000 })] }],
  ['fault=unknown', '', { fault: undefined, malformed: ['fault=unknown'] }],
  [null, '?__wait=2&__fault=empty', { wait: 2, fault: [fault('empty')] }],
  [null, '?__scenario=busy', { scenario: 'busy' }],
])('Prefer: %j with the query %j asks for %j', (prefer, search, expected) => {
  expect(readPreferences(prefer, search)).toMatchObject(expected);
});
