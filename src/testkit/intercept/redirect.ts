/** A request that can be made again. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

/** The request that a redirect leads to (Fetch standard, section 4.4); undefined where the response is none. */
export function redirected(sent: Sent, { status, headers }: Response): Sent | undefined {
  const location = headers.get('location');
  if (location === null || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  if (!URL.canParse(location, sent.url)) return undefined;
  const url = new URL(location, sent.url).href;
  const { method } = sent;
  const becomesGet =
    status === 303 ? method !== 'GET' && method !== 'HEAD' : status < 303 && method === 'POST';
  const next = new Headers(sent.headers);
  if (new URL(url).origin !== new URL(sent.url).origin) next.delete('authorization');
  if (!becomesGet) return { ...sent, url, headers: next };
  for (const name of [...next.keys()]) if (name.startsWith('content-')) next.delete(name);
  return { method: 'GET', url, headers: next, bytes: null };
}
