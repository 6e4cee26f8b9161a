import type { ContractResult } from '../../src/contract/index.ts';
import { type PactOptions, readPact, verifyPacts } from '../../src/pact/index.ts';

/** A pact file of one interaction; members that are left out are those of `GET /` with 200. */
export function pactText(version: 2 | 3 | 4, ...interactions: readonly object[]): string {
  return JSON.stringify({
    consumer: { name: 'web' },
    provider: { name: 'shop' },
    interactions: interactions.map((interaction) => ({
      ...(version === 4 ? { type: 'Synchronous/HTTP' } : {}),
      description: 'a request',
      request: { method: 'GET', path: '/' },
      response: { status: 200 },
      ...interaction,
    })),
    metadata: { pactSpecification: { version: `${version}.0` } },
  });
}

export const JSON_TYPE = { 'Content-Type': 'application/json' };

export async function verified(
  text: string,
  answer: (request: Request) => Response | Promise<Response>,
  options: Partial<PactOptions> = {},
): Promise<ContractResult> {
  return verifyPacts([await readPact(text, 'web-shop.json')], answer, {
    now: Date.UTC(2026, 0, 15, 9, 30),
    ...options,
  });
}

/** `kind where: message` of each finding. */
export function told({ findings }: ContractResult): string[] {
  return findings.map(({ failure }) => `${failure.kind}: ${failure.message}`);
}
