import type { Exchange } from '../contract/index.ts';
import type { Mask } from './mask.ts';
import type { MaskedContext, Reporter } from './reporter.ts';

const maxEntries = 20_000;

/** Everything that was sent, as an HTTP Archive 1.2. */
export function har({ write, now, version = 'unknown', mask }: MaskedContext): Reporter {
  const entries: object[] = [];
  let at = now;
  return (event) => {
    if (event.type === 'exchange' && entries.length < maxEntries) {
      entries.push(entry(event.exchange, event.caseId, at, mask));
      at += event.exchange.milliseconds;
    }
    if (event.type !== 'run-finished') return;
    const log = { version: '1.2', creator: { name: 'Standin', version }, entries };
    write(`${JSON.stringify({ log }, null, 1)}\n`);
  };
}

function entry(exchange: Exchange, caseId: string, at: number, mask: Mask): object {
  const { method, url, request, response, status = 0, problem, milliseconds } = mask.exchange(exchange);
  const headers = (list: ReadonlyArray<readonly [string, string]> = []) =>
    list.map(([name, value]) => ({ name, value }));
  const typeOf = (list: ReadonlyArray<readonly [string, string]> = []) =>
    list.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return {
    startedDateTime: new Date(at).toISOString(),
    time: milliseconds,
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headers(request.headers),
      queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
      ...(request.body === undefined
        ? {}
        : { postData: { mimeType: typeOf(request.headers), text: request.body } }),
      headersSize: -1,
      bodySize: exchange.request.body?.length ?? 0,
    },
    response: {
      status,
      statusText: problem ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headers(response?.headers),
      content: {
        size: exchange.response?.body.length ?? 0,
        mimeType: typeOf(response?.headers),
        text: response?.body ?? '',
      },
      redirectURL: '',
      headersSize: -1,
      bodySize: exchange.response?.body.length ?? 0,
    },
    cache: {},
    timings: { send: 0, wait: milliseconds, receive: 0 },
    comment: caseId,
  };
}
