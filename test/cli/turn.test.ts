import { createServer, IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { HeldResponse, Turn } from '../../src/cli/turn.ts';

const closing: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

type Answer = (path: string, outgoing: HeldResponse) => unknown;

/** What happened, in the order in which it did, as all of these paths were asked for in one segment. */
async function ask(
  paths: readonly string[],
  answer: Answer,
): Promise<{ events: string[]; received: string }> {
  const events: string[] = [];
  class Watched extends HeldResponse {
    override endNow(): this {
      events.push(`wrote ${this.req.url}`);
      return super.endNow();
    }
  }
  const turn = new Turn((incoming, outgoing) => {
    events.push(`answers ${incoming.url}`);
    answer(incoming.url!, outgoing);
  });
  const server = createServer({ IncomingMessage, ServerResponse: Watched }, (_incoming, outgoing) => {
    events.push(`received ${outgoing.req.url}`);
    turn.ask(outgoing);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => server.close());
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const last = paths.length - 1;
  const heads = paths.map(
    (path, at) => `GET ${path} HTTP/1.1\r\nhost: a\r\n${at === last ? 'connection: close\r\n' : ''}\r\n`,
  );
  client.write(heads.join(''));
  return { events, received: await text(client) };
}

const say: Answer = (path, outgoing) => outgoing.end(`said ${path}`);

test('what arrives together is received, then answered, then written', async () => {
  const { events, received } = await ask(['/1', '/2', '/3'], say);
  expect(events).toEqual([
    'received /1',
    'received /2',
    'received /3',
    'answers /1',
    'answers /2',
    'answers /3',
    'wrote /1',
    'wrote /2',
    'wrote /3',
  ]);
  expect(received.match(/said \/\d/g)).toEqual(['said /1', 'said /2', 'said /3']);
});

test('an answer that takes promises is written with the others', async () => {
  const { events } = await ask(['/1', '/2'], async (path, outgoing) => {
    if (path === '/1') for (let turns = 0; turns < 10; turns++) await null;
    say(path, outgoing);
  });
  expect(events.slice(-4)).toEqual(['answers /1', 'answers /2', 'wrote /2', 'wrote /1']);
});

test('an answer that comes later is written as it comes, and holds nothing up', async () => {
  const { events, received } = await ask(['/later', '/2'], (path, outgoing) => {
    if (path === '/later') setTimeout(() => say(path, outgoing), 20);
    else say(path, outgoing);
  });
  expect(events.slice(-2)).toEqual(['wrote /2', 'wrote /later']);
  expect(received.match(/said \/(?:later|\d)/g)).toEqual(['said /later', 'said /2']);
});

test('answers do not wait for others that take long', async () => {
  const { events } = await ask(['/1', '/2', '/3'], (path, outgoing) => {
    const until = performance.now() + 3;
    while (performance.now() < until);
    say(path, outgoing);
  });
  expect(events.slice(3)).toEqual([
    'answers /1',
    'wrote /1',
    'answers /2',
    'wrote /2',
    'answers /3',
    'wrote /3',
  ]);
});

test('what is written before the end goes out before it', async () => {
  const { received } = await ask(['/1'], (path, outgoing) => {
    outgoing.write('first, ');
    say(path, outgoing);
  });
  expect(received).toMatch(/first, [\s\S]*said \/1/);
});
