import { describe, expect, test } from 'vitest';
import { JSON_TYPE, pactText, told, verified } from './pact-of.ts';

type Rules = Record<string, unknown>;
type Row = [fact: string, expected: unknown, rules: Rules, good: readonly string[], bad: readonly string[]];

const one = (rule: object, path = '$.a'): Rules => ({ [path]: { matchers: [rule] } });

/** Bodies are JSON texts, since it matters how a number is written. */
const rows: Row[] = [
  [
    'type takes any value of the type',
    { a: 1 },
    one({ match: 'type' }),
    ['{"a":2.5}'],
    ['{"a":"1"}', '{"a":null}', '{}'],
  ],
  [
    'equality below a type asks for the value again',
    { a: { b: 1, c: 2 } },
    { ...one({ match: 'type' }), ...one({ match: 'equality' }, '$.a.b') },
    ['{"a":{"b":1,"c":9}}'],
    ['{"a":{"b":2,"c":9}}'],
  ],
  [
    'regex holds for the whole text',
    { a: 'x1' },
    one({ match: 'regex', regex: '[a-z]\\d+' }),
    ['{"a":"y22"}'],
    ['{"a":"xx1"}', '{"a":"x1 "}', '{"a":{}}'],
  ],
  [
    'include looks for a part',
    { a: 'xyz' },
    one({ match: 'include', value: 'y' }),
    ['{"a":"my"}'],
    ['{"a":"z"}'],
  ],
  [
    'integer refuses fractions, those that are nothing too',
    { a: 1 },
    one({ match: 'integer' }),
    ['{"a":7}', '{"a":-3}'],
    ['{"a":7.5}', '{"a":7.0}', '{"a":"7"}'],
  ],
  [
    'decimal asks for a fraction, one that is nothing too',
    { a: 1.5 },
    one({ match: 'decimal' }),
    ['{"a":7.5}', '{"a":7.0}'],
    ['{"a":7}', '{"a":"7.5"}'],
  ],
  [
    'number takes both',
    { a: 1 },
    one({ match: 'number' }),
    ['{"a":7}', '{"a":7.5}'],
    ['{"a":"7"}', '{"a":true}'],
  ],
  ['boolean', { a: true }, one({ match: 'boolean' }), ['{"a":false}'], ['{"a":0}', '{"a":null}']],
  ['null', { a: 'x' }, one({ match: 'null' }), ['{"a":null}'], ['{"a":"x"}']],
  [
    'null or a type',
    { a: 'x' },
    { '$.a': { combine: 'OR', matchers: [{ match: 'null' }, { match: 'type' }] } },
    ['{"a":null}', '{"a":"y"}'],
    ['{"a":1}'],
  ],
  [
    'type and regex',
    { a: 'x' },
    { '$.a': { combine: 'AND', matchers: [{ match: 'type' }, { match: 'regex', regex: '\\d' }] } },
    ['{"a":"1"}'],
    ['{"a":1}', '{"a":"x"}'],
  ],
  [
    'date of a format',
    { a: '2000-01-31' },
    one({ match: 'date', format: 'yyyy-MM-dd' }),
    ['{"a":"2024-02-29"}'],
    ['{"a":"2023-02-29"}', '{"a":"2023-2-1"}', '{"a":"31.01.2000"}'],
  ],
  [
    'date with names',
    { a: 'Mon, 3 Jan 2000' },
    one({ match: 'date', format: 'EEE, d MMM yyyy' }),
    ['{"a":"Tue, 14 Feb 2023"}'],
    ['{"a":"Tue, 14 02 2023"}', '{"a":"Tue, 30 Feb 2023"}'],
  ],
  [
    'time of a format',
    { a: '23:59' },
    one({ match: 'time', format: 'HH:mm' }),
    ['{"a":"00:01"}'],
    ['{"a":"24:00"}', '{"a":"1:01"}'],
  ],
  [
    'datetime with a zone',
    { a: '2000-01-31T10:00:00Z' },
    one({ match: 'datetime', format: "yyyy-MM-dd'T'HH:mm:ssXXX" }),
    ['{"a":"2024-02-29T10:00:00+02:00"}', '{"a":"2024-02-29T10:00:00Z"}'],
    ['{"a":"2024-02-29 10:00:00Z"}', '{"a":"2024-02-29T25:00:00Z"}'],
  ],
  [
    'timestamp is the name of version 3',
    { a: '2000' },
    one({ match: 'timestamp', timestamp: 'yyyy' }),
    ['{"a":"2024"}'],
    ['{"a":"24"}'],
  ],
  [
    'semver',
    { a: '1.0.0' },
    one({ match: 'semver' }),
    ['{"a":"1.2.3-rc.1+build"}'],
    ['{"a":"1.2"}', '{"a":"01.2.3"}'],
  ],
  ['notEmpty', { a: 'x' }, one({ match: 'notEmpty' }), ['{"a":"y"}'], ['{"a":""}', '{"a":null}']],
  [
    'a list with a type has more items like the first',
    { a: [1] },
    one({ match: 'type' }),
    ['{"a":[1,2,3]}', '{"a":[]}'],
    ['{"a":["1"]}', '{"a":[1,"2"]}', '{"a":1}'],
  ],
  [
    'at least so many items',
    { a: [1] },
    one({ match: 'type', min: 2 }),
    ['{"a":[1,2]}'],
    ['{"a":[1]}', '{"a":[]}'],
  ],
  [
    'at most so many items',
    { a: [1] },
    one({ match: 'type', max: 2 }),
    ['{"a":[]}', '{"a":[1,2]}'],
    ['{"a":[1,2,3]}'],
  ],
  [
    'rules for each item',
    { a: [{ id: 1 }] },
    { '$.a': { matchers: [{ match: 'type', min: 1 }] }, '$.a[*].id': { matchers: [{ match: 'integer' }] } },
    ['{"a":[{"id":1},{"id":2}]}'],
    ['{"a":[{"id":1},{"id":2.5}]}', '{"a":[{"id":1},{}]}'],
  ],
  [
    'a list without rules has as many items',
    { a: [1, 2] },
    {},
    ['{"a":[1,2]}'],
    ['{"a":[1]}', '{"a":[1,2,3]}', '{"a":[2,1]}'],
  ],
  ['members that nobody expects are good in answers', { a: 1 }, {}, ['{"a":1,"b":2}'], ['{"b":2}']],
  [
    'values: any names, each value like the example',
    { a: { x: 1 } },
    { ...one({ match: 'values' }), ...one({ match: 'type' }, '$.a.*') },
    ['{"a":{"y":2,"z":3}}'],
    ['{"a":{"y":"2"}}', '{"a":[1]}'],
  ],
  [
    'eachKey holds for names',
    { a: { x1: 1 } },
    one({ match: 'eachKey', rules: [{ match: 'regex', regex: '[a-z]\\d' }] }),
    ['{"a":{"y2":1}}'],
    ['{"a":{"yy":1}}'],
  ],
  [
    'eachValue holds for values',
    { a: { x: 1 } },
    one({ match: 'eachValue', rules: [{ match: 'type' }] }),
    ['{"a":{"y":2,"z":3}}'],
    ['{"a":{"y":"2"}}'],
  ],
  [
    'eachValue of a list',
    { a: ['x'] },
    one({ match: 'eachValue', rules: [{ match: 'regex', regex: '[a-z]' }] }),
    ['{"a":["y","z"]}'],
    ['{"a":["y","zz"]}'],
  ],
  [
    'arrayContains finds each variant somewhere',
    { a: [{ t: 'x', n: 1 }, { t: 'y' }] },
    one({
      match: 'arrayContains',
      variants: [
        { index: 0, rules: { '$.n': { matchers: [{ match: 'integer' }] } } },
        { index: 1, rules: {} },
      ],
    }),
    ['{"a":[{"t":"z"},{"t":"y"},{"t":"x","n":7}]}'],
    ['{"a":[{"t":"x","n":7}]}', '{"a":[{"t":"y"},{"t":"x","n":7.5}]}'],
  ],
  [
    'the closer path wins over the wider one',
    { a: 'x', b: 'y' },
    { ...one({ match: 'type' }, '$.*'), ...one({ match: 'regex', regex: 'q+' }, '$.a') },
    ['{"a":"qq","b":"any"}'],
    ['{"a":"x","b":"any"}', '{"a":"q","b":1}'],
  ],
  [
    'names in brackets',
    { 'a.b': { '@c': 1 } },
    one({ match: 'type' }, "$['a.b']['@c']"),
    ['{"a.b":{"@c":2}}'],
    ['{"a.b":{"@c":"2"}}'],
  ],
  [
    '__proto__ is a name like others',
    JSON.parse('{"__proto__":{"a":1}}'),
    one({ match: 'type' }, "$['__proto__'].a"),
    ['{"__proto__":{"a":2}}'],
    ['{}', '{"__proto__":{}}'],
  ],
  [
    'a regular expression that cannot be tested safely is never taken for granted',
    { a: 'x' },
    one({ match: 'regex', regex: '(?=x)x' }),
    [],
    ['{"a":"x"}'],
  ],
  [
    'a rule that is not known is never taken for granted',
    { a: 'x' },
    one({ match: 'astrology' }),
    [],
    ['{"a":"x"}'],
  ],
];

describe.each([3, 4] as const)('rules for bodies in version %i', (version) => {
  test.each(rows)('%s', async (_, expected, body, good, bad) => {
    const content = version === 4 ? { content: expected, contentType: 'application/json' } : expected;
    const response = { status: 200, headers: JSON_TYPE, body: content, matchingRules: { body } };
    const failures = async (text: string) =>
      told(await verified(pactText(version, { response }), () => new Response(text, { headers: JSON_TYPE })));
    for (const text of good) expect([text, await failures(text)]).toEqual([text, []]);
    for (const text of bad) expect([text, (await failures(text)).length]).not.toEqual([text, 0]);
  });
});
