import type { Answering } from './answering.ts';
import type { Claim } from './claims.ts';

/** What a mock makes of a request: its response, or that the network has failed. */
export type Outcome = { readonly response: Response } | { readonly error: Error };

/** Never rejects. */
export async function answer(mock: Answering, request: Request, claim: Claim): Promise<Outcome> {
  try {
    return {
      response: await mock.fetch(claim.url === request.url ? request : elsewhere(request, claim.url)),
    };
  } catch (thrown) {
    return { error: thrown instanceof Error ? thrown : new TypeError('fetch failed', { cause: thrown }) };
  }
}

function elsewhere(request: Request, url: string): Request {
  const { method, headers, body, signal } = request;
  return new Request(url, {
    method,
    headers,
    body,
    signal,
    ...(body ? { duplex: 'half' } : {}),
  } as RequestInit);
}
