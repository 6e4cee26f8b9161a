import { describe, expect, test } from 'vitest';
import { readBody } from '../../src/http/index.ts';
import { mediaTypeOf } from './description.ts';

async function read(type: string, body: string, mediaType: object = {}) {
  const found = await mediaTypeOf(type, mediaType);
  return readBody(body, type, found.mediaType, found.schema);
}

const ROW = {
  type: 'object',
  properties: {
    a: { type: 'integer' },
    b: { type: 'string' },
    c: { type: ['number', 'null'] },
    d: { type: 'string', minLength: 1 },
  },
};
const rows = { schema: { type: 'array', items: ROW } };
const lists = { schema: { type: 'array', items: { type: 'array', items: { type: 'integer' } } } };

describe('CSV (RFC 4180 section 2)', () => {
  test.each<[title: string, body: string, mediaType: object, items: unknown[]]>([
    ['1: records end with CRLF', 'a,b\r\n1,x\r\n', rows, [{ a: 1, b: 'x' }]],
    ['2: the last need not', 'a,b\r\n1,x', rows, [{ a: 1, b: 'x' }]],
    [
      'other line ends',
      'a,b\n1,x\n2,y\n',
      rows,
      [
        { a: 1, b: 'x' },
        { a: 2, b: 'y' },
      ],
    ],
    [
      '3: header=absent, by the order of the properties',
      '1,x,,z\r\n',
      rows,
      [{ a: 1, b: 'x', c: null, d: 'z' }],
    ],
    ['4: spaces are part of a field', 'b\r\n x \r\n', rows, [{ b: ' x ' }]],
    ['5, 6: quotes around commas and line ends', 'b\r\n"x,\r\ny"\r\n', rows, [{ b: 'x,\r\ny' }]],
    ['7: doubled quotes', 'b\r\n"x""y"\r\n', rows, [{ b: 'x"y' }]],
    [
      'empty fields are empty where that is valid, null, or nothing',
      'a,b,c,d\r\n,,,\r\n',
      rows,
      [{ b: '', c: null }],
    ],
    ['a comma at the end', 'a,b\r\n1,\r\n', rows, [{ a: 1, b: '' }]],
    ['lists', '1,2\r\n3\r\n', lists, [[1, 2], [3]]],
    ['single values', '1\r\n2\r\n', { schema: { type: 'array', items: { type: 'integer' } } }, [1, 2]],
    ['by itemSchema', 'a\r\n1\r\n', { itemSchema: ROW }, [{ a: 1 }]],
    ['nothing said', 'a,b\r\n1,2', {}, [{ a: '1', b: '2' }]],
    ['a header alone', 'a,b\r\n', rows, []],
    ['nothing', '', rows, []],
    ['a name that could reach a prototype', '__proto__\r\nx\r\n', {}, [JSON.parse('{"__proto__":"x"}')]],
  ])('%s', async (title, body, mediaType, items) => {
    const type = title.includes('absent') ? 'text/csv; header=absent' : 'text/csv';
    expect(await read(type, body, mediaType)).toEqual({ kind: 'sequence', items });
  });

  test.each<[title: string, body: string, message: RegExp]>([
    ['an open quote', 'a\r\n"x', /does not end at line 2, column 1/],
    ['a quote within', 'a\r\nx"y\r\n', /within a field at line 2, column 2/],
    ['something behind a quote', 'a\r\n"x"y\r\n', /line 2, column 4/],
    ['more fields than columns', 'a\r\n1,2\r\n', /has 2 fields in record 2/],
    ['a column twice', 'a,a\r\n1,2\r\n', /twice/],
  ])('%s is malformed', async (_title, body, message) => {
    expect(await read('text/csv', body, rows)).toMatchObject({
      kind: 'malformed',
      message: expect.stringMatching(message),
    });
  });

  test.each(['text/csv', 'application/jsonl', 'application/json-seq', 'text/event-stream'])(
    'a schema of a text takes the text of %s',
    async (type) => {
      const text = { schema: { type: 'string' } };
      expect(await read(type, 'a,b', text)).toEqual({ kind: 'value', value: 'a,b' });
    },
  );

  test('tabs separate fields, quotes are characters (IANA text/tab-separated-values)', async () => {
    expect(await read('text/tab-separated-values', 'a\tb\n1\t"x"\n', rows)).toEqual({
      kind: 'sequence',
      items: [{ a: 1, b: '"x"' }],
    });
  });
});

const EVENT = {
  properties: { data: { type: 'string' }, event: { type: 'string' }, id: { type: 'integer' } },
};

describe('server-sent events (WHATWG HTML section 9.2.6)', () => {
  test.each<[title: string, body: string, itemSchema: object, items: unknown[]]>([
    [
      'fields',
      'event: add\ndata: x\nid: 7\nretry: 10\n\n',
      EVENT,
      [{ event: 'add', data: 'x', id: 7, retry: 10 }],
    ],
    ['one space after the colon', 'data:x\n\ndata:  y\n\n', EVENT, [{ data: 'x' }, { data: ' y' }]],
    ['several lines of data', 'data: x\ndata\ndata: y\n\n', EVENT, [{ data: 'x\n\ny' }]],
    [
      'all line ends',
      'data: x\r\n\r\ndata: y\r\rdata: z\n\n',
      EVENT,
      [{ data: 'x' }, { data: 'y' }, { data: 'z' }],
    ],
    ['comments and unknown fields say nothing', ': hi\ndata: x\nfoo: y\n\n', EVENT, [{ data: 'x' }]],
    ['the last event need not be closed', 'data: x', EVENT, [{ data: 'x' }]],
    [
      'data that the schema takes for a structure',
      'data: {"a":1}\n\n',
      { properties: { data: { type: 'object' } } },
      [{ data: { a: 1 } }],
    ],
    [
      'an id beside members that are no fields is one of the data',
      'data: {"id":"c1","choices":[]}\n\n',
      {
        type: 'object',
        required: ['choices'],
        properties: { id: { type: 'string' }, choices: { type: 'array' } },
      },
      [{ id: 'c1', choices: [] }],
    ],
    [
      'items that are no events are the data',
      'data: {"a":1}\n\n',
      { type: 'object', properties: { a: { type: 'integer' } } },
      [{ a: 1 }],
    ],
    ['items that are numbers', 'data: 1\n\ndata: 2\n\n', { type: 'integer' }, [1, 2]],
    ['nothing', '', EVENT, []],
  ])('%s', async (_title, body, itemSchema, items) => {
    expect(await read('text/event-stream', body, { itemSchema })).toEqual({ kind: 'sequence', items });
  });
});

describe('JSON texts', () => {
  test.each<[title: string, type: string, body: string, message: RegExp]>([
    [
      'a line, by its number and position',
      'application/jsonl',
      '1\n{"a":}\n',
      /number 2\) that is not JSON: unexpected "}" at line 2, column 6/,
    ],
    [
      'a text of a sequence (RFC 7464 section 2.3)',
      'application/json-seq',
      '\u001e1\n\u001e[1\n',
      /number 2\) that is not JSON: it ends too soon at line/,
    ],
  ])('%s is malformed', async (_title, type, body, message) => {
    expect(await read(type, body)).toMatchObject({
      kind: 'malformed',
      message: expect.stringMatching(message),
    });
  });

  test('names that come twice are noted by item', async () => {
    expect(await read('application/jsonl', '1\n{"a":1,"a":2}')).toMatchObject({
      notes: [{ pointer: '/1/a' }],
    });
  });
});
