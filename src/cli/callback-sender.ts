import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { StandinError } from '../errors.ts';

/** Where no callback goes, whatever name leads there: addresses that clouds answer secrets on, and none at all. */
const never = new BlockList();
never.addSubnet('169.254.0.0', 16);
never.addSubnet('0.0.0.0', 8);
never.addAddress('::', 'ipv6');
never.addSubnet('fe80::', 10, 'ipv6');
never.addAddress('fd00:ec2::254', 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/**
 * Sends a callback to an address that the host really has: the name is looked up once, what it leads to is judged, and
 * that address is called, so that no second answer of the name can lead elsewhere. Redirects are not followed.
 */
export async function sendCallback(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const address = isIP(host) ? host : await addressOf(host);
  if (isIn(never, address)) throw refused(host, address, 'no callback goes there');
  const headers = Object.fromEntries(request.headers);
  const body = new Uint8Array(await request.arrayBuffer());
  const { request: open } = await (url.protocol === 'https:' ? import('node:https') : import('node:http'));
  return new Promise((done, fail) => {
    const outgoing = open(
      url,
      {
        method: request.method,
        headers: { ...headers, 'content-length': body.length },
        agent: false,
        signal: request.signal,
        lookup: (_name, options, found) =>
          options.all
            ? found(null, [{ address, family: isIP(address) }])
            : found(null, address, isIP(address)),
      },
      (incoming) => {
        incoming.resume();
        const { statusCode = 0, headers: sent } = incoming;
        const retry = sent['retry-after'];
        done(
          new Response(null, {
            status: statusCode,
            headers: retry === undefined ? {} : { 'retry-after': retry },
          }),
        );
      },
    );
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}

async function addressOf(host: string): Promise<string> {
  const found = await lookup(host, { all: true });
  const local = host === 'localhost' || host.endsWith('.localhost');
  for (const { address } of found) {
    if (local && !isIn(loopback, address)) throw refused(host, address, 'this is another machine');
    if (isIn(never, address)) throw refused(host, address, 'no callback goes there');
  }
  return found[0]!.address;
}

function isIn(list: BlockList, address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  return list.check(mapped, isIP(mapped) === 6 ? 'ipv6' : 'ipv4');
}

function refused(host: string, address: string, reason: string): StandinError {
  return new StandinError(
    `Failed to call ${host}: it leads to ${address}, and ${reason}. Name another host.`,
    {
      code: 'callback-refused',
    },
  );
}
