import { describe, expect, test } from 'vitest';
import { type LoadOptions, loadDocument } from '../../src/document/index.ts';
import { isPrivate } from '../../src/document/remote.ts';
import { faultsOf, loadFiles, openapi, refusal } from './memory-files.ts';

type Answer =
  | string
  | { status: number; headers?: Record<string, string>; body?: string }
  | (() => Promise<Response>);

/** A network in which there is what is given, by URL; `asked` is what was asked for. */
function network(answers: Record<string, Answer>) {
  const asked: string[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    asked.push(request.url);
    const answer = answers[request.url];
    if (answer === undefined) throw new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') });
    if (typeof answer === 'function') return answer();
    if (typeof answer === 'string') return new Response(answer);
    return new Response(answer.body ?? null, { status: answer.status, headers: answer.headers ?? {} });
  };
  return { fetch, asked };
}

const referTo = (reference: string) => openapi(`components: { schemas: { A: { $ref: '${reference}' } } }\n`);

describe('an entry on the web', () => {
  test('is fetched, also by http and from this machine', async () => {
    const { fetch, asked } = network({ 'http://127.0.0.1:8000/api.yaml': openapi('') });
    const document = await loadDocument('http://127.0.0.1:8000/api.yaml#/paths', { fetch });
    expect(document.uri).toBe('http://127.0.0.1:8000/api.yaml');
    expect(document.place(document.uri, '/info')).toMatchObject({
      file: 'http://127.0.0.1:8000/api.yaml',
      line: 2,
    });
    expect(asked).toEqual(['http://127.0.0.1:8000/api.yaml']);
  });

  test('has the URI that it was redirected to', async () => {
    const { fetch } = network({
      'https://example.com/latest': { status: 302, headers: { location: '/v2/api.yaml' } },
      'https://example.com/v2/api.yaml': openapi(''),
    });
    expect((await loadDocument('https://example.com/latest', { fetch })).uri).toBe(
      'https://example.com/v2/api.yaml',
    );
  });

  const endless = () =>
    Promise.resolve(
      new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1000)) })),
    );
  test.each<[string, Record<string, Answer>, LoadOptions, string, string]>([
    [
      'that is not there',
      { 'https://x.test/a': { status: 404 } },
      {},
      'not-found',
      'the server answered 404',
    ],
    [
      'that is forbidden',
      { 'https://x.test/a': { status: 403 } },
      {},
      'unreadable',
      'the server answered 403',
    ],
    ['that cannot be reached', {}, {}, 'unreadable', 'asking for it failed (ECONNREFUSED)'],
    [
      'that redirects in a circle',
      { 'https://x.test/a': { status: 301, headers: { location: 'https://x.test/a' } } },
      {},
      'unreadable',
      'it redirects more than 5 times',
    ],
    [
      'that redirects into the file system',
      { 'https://x.test/a': { status: 301, headers: { location: 'file:///etc/passwd' } } },
      {},
      'unreadable',
      'it redirects to file:///etc/passwd',
    ],
    [
      'that says it is too large',
      { 'https://x.test/a': { status: 200, headers: { 'content-length': '5000' }, body: 'x' } },
      { maxBytes: 4000 },
      'too-large',
      'it is larger than 4000 bytes',
    ],
    [
      'that never ends',
      { 'https://x.test/a': endless },
      { maxBytes: 4000 },
      'too-large',
      'it is larger than 4000 bytes',
    ],
    [
      'that is a web page',
      { 'https://x.test/a': '<!doctype html><title>API</title>' },
      {},
      'not-openapi',
      'it is an HTML page',
    ],
  ])('%s is refused', async (_title, answers, options, code, reason) => {
    const { fetch } = network(answers);
    const error = await refusal(loadDocument('https://x.test/a', { fetch, ...options }));
    expect(error.code).toBe(code);
    expect(error.message).toContain(`Failed to load https://x.test/a: ${reason}. `);
  });

  test('that takes too long is given up', async () => {
    const fetch = (request: Request) =>
      new Promise<Response>((_resolve, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason));
      });
    const error = await refusal(loadDocument('https://x.test/a', { fetch, timeout: 20 }));
    expect(error.message).toContain('it took longer than 20 ms');
  });
});

describe('references to the web', () => {
  test('are not followed, not even to the host of the entry, unless allowed', async () => {
    const { fetch, asked } = network({
      'https://x.test/api.yaml': referTo('b.yaml'),
      'https://x.test/b.yaml': 'type: object',
    });
    const closed = await loadDocument('https://x.test/api.yaml', { fetch });
    expect(faultsOf(closed)).toEqual(['remote-reference-refused https://x.test/api.yaml:4']);
    expect(asked).toEqual(['https://x.test/api.yaml']);
    const open = await loadDocument('https://x.test/api.yaml', { fetch, allowRemoteRefs: true });
    expect(open.faults).toEqual([]);
    expect(open.root.get('components')!.get('schemas')!.get('A')!.follow()?.text('type')).toBe('object');
  });

  test.each<[string, string]>([
    ['this machine by name', 'http://localhost:9/x.yaml'],
    ['this machine by number', 'http://127.0.0.1/x.yaml'],
    ['this machine by a number in disguise', 'http://2130706433/x.yaml'],
    ['this machine in IPv6', 'http://[::1]/x.yaml'],
    ['this machine as IPv4 in IPv6', 'http://[::ffff:127.0.0.1]/x.yaml'],
    ['a private network', 'http://10.1.2.3/x.yaml'],
    ['the metadata service of a cloud', 'http://169.254.169.254/latest/x.yaml'],
    ['an internal name', 'http://vault.internal/x.yaml'],
    ['what redirects to a private network', 'https://public.test/x.yaml'],
  ])('to %s are refused even where remote ones are allowed', async (_title, reference) => {
    const { fetch, asked } = network({
      'https://public.test/x.yaml': { status: 302, headers: { location: 'http://10.0.0.1/secret' } },
    });
    const document = await loadFiles({ 'a.yaml': referTo(reference) }, { fetch, allowRemoteRefs: true });
    expect(faultsOf(document)).toEqual(['remote-reference-refused a.yaml:4']);
    expect(asked.filter((url) => !url.startsWith('https://public.test'))).toEqual([]);
  });

  test('to the private host that the entry came from are followed', async () => {
    const { fetch } = network({
      'http://localhost:8000/api.yaml': referTo('b.yaml'),
      'http://localhost:8000/b.yaml': 'type: object',
    });
    const document = await loadDocument('http://localhost:8000/api.yaml', { fetch, allowRemoteRefs: true });
    expect(document.faults).toEqual([]);
  });

  test('into the file system are refused', async () => {
    const { fetch } = network({ 'https://x.test/api.yaml': referTo('file:///etc/hosts') });
    const document = await loadDocument('https://x.test/api.yaml', { fetch, allowRemoteRefs: true });
    expect(faultsOf(document)).toEqual(['outside-folder https://x.test/api.yaml:4']);
  });
});

test.each<[string, boolean]>([
  ['127.0.0.1', true],
  ['0.0.0.0', true],
  ['10.255.0.1', true],
  ['172.15.0.1', false],
  ['172.16.0.1', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['192.169.1.1', false],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['100.128.0.1', false],
  ['198.18.0.1', true],
  ['224.0.0.1', true],
  ['255.255.255.255', true],
  ['8.8.8.8', false],
  ['93.184.216.34', false],
  ['::', true],
  ['::1', true],
  ['fe80::1', true],
  ['fd00::1', true],
  ['ff02::1', true],
  ['::ffff:7f00:1', true],
  ['::ffff:10.0.0.1', true],
  ['::ffff:8.8.8.8', false],
  ['2606:2800:220:1::1', false],
])('%s is private: %s', (address, expected) => {
  expect(isPrivate(address)).toBe(expected);
});

test('standard input is read by whoever owns it', async () => {
  const document = await loadDocument('-', { readStandardInput: async () => referTo('b.yaml') });
  expect(document.uri).toBe('stdin:/document');
  expect(faultsOf(document)).toEqual(['unresolved-reference <stdin>:4']);
  const refused = await refusal(loadDocument('-'));
  expect(refused.message).toBe('Failed to load <stdin>: standard input cannot be read here. Name a file.');
  const large = loadDocument('-', { readStandardInput: async () => openapi(''), maxBytes: 10 });
  expect((await refusal(large)).code).toBe('too-large');
});
