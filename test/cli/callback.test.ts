import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sendCallback } from '../../src/cli/callback-sender.ts';
import { CommandLine, Folder, jsonLines, standin } from './command-line.ts';

interface Heard {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let folder: Folder;
let receiver: Server;
let address: string;
let heard: Heard[];
let status: number;

const event = {
  post: {
    requestBody: {
      content: {
        'application/json': {
          schema: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
        },
      },
    },
    responses: { 200: { description: '' } },
  },
};
const description = {
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  paths: {
    '/orders': {
      post: {
        operationId: 'order',
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
        responses: {
          201: {
            description: '',
            content: {
              'application/json': {
                schema: { type: 'object', required: ['id'], properties: { id: { const: 7 } } },
              },
            },
          },
        },
        callbacks: { paid: { '{$request.body#/hook}': event } },
      },
    },
  },
  webhooks: { restocked: event },
};

beforeAll(async () => {
  folder = await Folder.create({ 'orders.json': description });
  receiver = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { method, url, headers } = request;
      heard.push({ method, url, headers, body });
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(receiver.address() as { port: number }).port}`;
});
afterAll(async () => {
  await new Promise((done) => receiver.close(done));
  await folder.remove();
});
beforeEach(() => {
  heard = [];
  status = 200;
});

describe('while a mock serves', () => {
  let mock: CommandLine;

  afterEach(() => mock.stop());

  async function order(hook: string, flags: readonly string[] = []): Promise<void> {
    mock = new CommandLine([folder.file('orders.json'), '--port', '0', '--no-watch', '--json', ...flags]);
    const [url] = await mock.printed(/http:\/\/127\.0\.0\.1:\d+/);
    const response = await fetch(`${url}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ hook }),
    });
    expect(response.status).toBe(201);
  }

  test('a callback arrives, signed, and is logged', async () => {
    await order(`${address}/hook`, ['--callback-secret', 'sesame']);
    await mock.printed(/"event":"callback"/);
    const delivery = jsonLines(mock.out).find(({ event: kind }) => kind === 'callback');
    expect(delivery).toMatchObject({ name: 'paid', operationId: 'order', outcome: 'delivered', status: 200 });
    expect(heard).toHaveLength(1);
    const [{ method, url, headers, body } = heard[0]!] = heard;
    expect({ method, url, body: JSON.parse(body) }).toEqual({
      method: 'POST',
      url: '/hook',
      body: { id: 7 },
    });
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const expected = createHmac('sha256', 'sesame').update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
  });

  test('a host that nobody has allowed is not called', async () => {
    await order('http://hooks.example/hook');
    await mock.printed(/"outcome":"not-allowed"/);
  });

  test('nothing is sent with --no-callbacks', async () => {
    await order(`${address}/hook`, ['--no-callbacks']);
    await mock.printed(/"event":"request"/);
    await mock.stop();
    expect(mock.out).not.toContain('"callback"');
    expect(heard).toEqual([]);
  });
});

describe('trigger', () => {
  const spec = () => folder.file('orders.json');

  test.each(['restocked', 'paid', 'order.paid'])('sends %s', async (name) => {
    const { code, out } = await standin(['trigger', name, '--target', `${address}/in`, spec()]);
    expect({ code, out }).toEqual({ code: 0, out: `POST ${address}/in 200\n` });
    expect(JSON.parse(heard[0]!.body)).toEqual({ id: expect.any(Number) });
  });

  test.each([
    [404, 1],
    [302, 1],
  ])(
    'a receiver that answers %i makes the exit code %i, and redirects are not followed',
    async (answer, expected) => {
      status = answer;
      const { code } = await standin(['trigger', 'restocked', '--target', `${address}/in`, spec()]);
      expect(code).toBe(expected);
      expect(heard.map(({ url }) => url)).toEqual(['/in']);
    },
  );

  test('a receiver that is not there makes the exit code 2', async () => {
    const { code, out, err } = await standin([
      'trigger',
      'restocked',
      '--target',
      'http://127.0.0.1:1/',
      spec(),
    ]);
    expect({ code, out }).toEqual({ code: 2, out: 'POST http://127.0.0.1:1/ failed\n' });
    expect(err).toContain('ECONNREFUSED');
  });

  test.each<[string, string[], string]>([
    ['no target', ['restocked'], 'Orders does not say where to. Name the address with --target URL.'],
    ['no URL', ['restocked', '--target', 'there'], 'there is no http: or https: URL.'],
    ['no such name', ['restock', '--target', 'http://localhost/'], 'Did you mean restocked?'],
  ])('with %s it cannot run', async (_title, args, message) => {
    const { code, err } = await standin(['trigger', ...args, spec()]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

test.each([
  'http://169.254.169.254/',
  'http://[fe80::1]/',
  'http://0.0.0.0:1/',
  'http://[::]:1/',
  'http://[::ffff:169.254.169.254]/',
])('no callback ever goes to %s', async (url) => {
  await expect(sendCallback(new Request(url, { method: 'POST', body: '{}' }))).rejects.toThrow(
    'no callback goes there',
  );
});
