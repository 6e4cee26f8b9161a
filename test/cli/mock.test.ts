import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandLine, Folder, jsonLines, pets, type Surroundings, standin } from './command-line.ts';

let folder: Folder;
let spec: string;

beforeAll(async () => {
  folder = await Folder.create({ 'pets.json': pets });
  spec = folder.file('pets.json');
});
afterAll(() => folder.remove());

/** A mock on some free port, stopped when the work is done. */
async function serving<T>(
  args: readonly string[],
  work: (mock: CommandLine, url: string) => Promise<T>,
  surroundings?: Surroundings,
): Promise<{ code: number; out: string; err: string }> {
  const mock = new CommandLine([...args, '--port', '0'], surroundings);
  try {
    const [url] = await mock.printed(/http:\/\/127\.0\.0\.1:\d+/);
    await work(mock, url);
  } finally {
    await mock.stop();
  }
  return mock.ended;
}

test('the short form serves too, and says what and where', async () => {
  const { code, out, err } = await serving([spec], async (mock, url) => {
    await mock.printed(/Try: .*\n/);
    const response = await fetch(`${url}/v1/pets/7`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ id: 7 });
  });
  expect(code).toBe(0);
  expect(err).toBe('Stopping.\n');
  expect(out.replaceAll(/:\d{4,5}/g, ':PORT').replaceAll(/[\d.]+ ms/g, 'N ms')).toBe(
    [
      'Pets 1.2.3: 5 operations on http://127.0.0.1:PORT, also below /v1',
      '',
      '  GET     /pets             listPets',
      '  POST    /pets             addPet',
      '  GET     /pets/{id}        getPet',
      '  GET     /pets/{id}/photo  getPhoto',
      '  DELETE  /pets/{id}/photo  removePhoto',
      '',
      'Try: curl http://127.0.0.1:PORT/v1/pets',
      '',
      'GET    /v1/pets/7 200 N ms',
      '',
    ].join('\n'),
  );
});

describe('the line to try', () => {
  const guarded = {
    ...pets,
    security: [{ key: [] }],
    paths: {
      '/items/{kind}': {
        get: {
          parameters: [
            { name: 'kind', in: 'path', required: true, schema: { enum: ["it's", 'a b'] } },
            { name: 'page', in: 'query', required: true, schema: { type: 'integer', minimum: 2 } },
            { name: 'X-Trace', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } },
          ],
          responses: { 200: { description: 'd', content: { 'text/plain': { schema: { const: 'done' } } } } },
        },
      },
    },
  };
  const writing = {
    ...pets,
    paths: {
      '/items': {
        put: {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { const: { text: "it's" } } } },
          },
          responses: { 200: { description: 'd', content: { 'text/plain': { schema: { const: 'done' } } } } },
        },
      },
    },
  };

  test.each([
    ['with parameters and credentials', guarded],
    ['with a body', writing],
  ])('%s works when it is pasted into a shell', async (_title, description) => {
    await serving(
      ['-'],
      async (mock) => {
        const [, line] = await mock.printed(/Try: (.*)\n/);
        const { stdout } = await promisify(execFile)('sh', ['-c', `${line} -s`]);
        expect(stdout).toBe('done');
      },
      { stdin: JSON.stringify(description) },
    );
  });
});

test('requests that break the description are counted, and told with --verbose', async () => {
  const ask = async (_mock: CommandLine, url: string) => {
    await fetch(`${url}/pets/x`);
    await fetch(`${url}/none`);
  };
  const { out } = await serving([spec], ask);
  expect(out).toMatch(/GET {4}\/pets\/x 4\d\d [\d.]+ ms 1 violation\n/);
  expect(out).toMatch(/GET {4}\/none 404 [\d.]+ ms\n/);
  const verbose = await serving([spec, '--verbose'], ask);
  expect(verbose.out).toMatch(/1 violation\n {7}path \/id: must be an integer, is "x"\n/);
});

test('--json prints an event a line', async () => {
  const { out, err } = await serving([spec, '--json'], async (mock, url) => {
    await fetch(`${url}/pets/3?a=b`);
    await mock.printed(/"event":"request"/);
  });
  expect(err).toBe('');
  const events = jsonLines(out);
  expect(events).toMatchObject([
    { event: 'listening', url: expect.any(String), port: expect.any(Number), title: 'Pets', operations: 5 },
    {
      event: 'request',
      method: 'GET',
      path: '/pets/3?a=b',
      status: 200,
      operationId: 'getPet',
      violations: [],
    },
  ]);
});

test('--quiet prints nothing', async () => {
  const port = await freePort();
  const mock = new CommandLine([spec, '--quiet', '--port', String(port)]);
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}/pets`).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
  expect(await mock.stop()).toEqual({ code: 0, out: '', err: '' });
});

test('faults in the description are listed while the rest is served', async () => {
  const faulty = {
    ...pets,
    components: { parameters: {} },
    paths: {
      '/a': {
        get: {
          parameters: [{ $ref: '#/components/parameters/none' }],
          responses: { 204: { description: 'd' } },
        },
      },
    },
  };
  const { err } = await serving(
    ['-'],
    async (mock, url) => {
      expect((await fetch(`${url}/a`)).status).toBe(204);
      await mock.printed(/fault in the description/);
    },
    { stdin: JSON.stringify(faulty) },
  );
  expect(err).toContain('1 fault in the description; everything else is served.');
  expect(err).toContain('<stdin>:1:');
  expect(err).toContain('The reference #/components/parameters/none leads nowhere.');
});

test.each([
  [['--no-auth'], 201],
  [[], 401],
  [['--on-violation', 'warn'], 201],
])('with %j a request without credentials gets %i', async (flags, status) => {
  await serving([spec, ...flags], async (_mock, url) => {
    const body = JSON.stringify({ id: 4711, name: 'Rex' });
    const response = await fetch(`${url}/pets`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(status);
  });
});

test.each([
  [[], 'https://app.example'],
  [['--no-cors'], null],
])('with %j the origin that is allowed is %s', async (flags, allowed) => {
  await serving([spec, ...flags], async (_mock, url) => {
    const response = await fetch(`${url}/pets`, { headers: { origin: 'https://app.example' } });
    expect(response.headers.get('access-control-allow-origin')).toBe(allowed);
  });
});

test('a port that is taken is an error that names the next free one', async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  try {
    const { code, out, err } = await standin([spec, '--port', String(port)]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    const free = /Port (\d+) is free: use --port \1\.\n$/.exec(err)?.[1];
    expect(err).toContain(`Failed to listen on 127.0.0.1:${port}: the port is in use.`);
    expect(Number(free)).toBeGreaterThan(port);
  } finally {
    await new Promise((done) => server.close(done));
  }
});

test('an address that this machine does not have is an error', async () => {
  // TEST-NET-1 of RFC 5737.
  const { code, err } = await standin([spec, '--port', '0', '--host', '192.0.2.1']);
  expect(code).toBe(2);
  expect(err).toContain('this machine has no such address. Choose another with --host.');
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}
