import { expect, test } from 'vitest';
import { runContract } from '../../src/index.ts';
import { apiOf } from './api-of.ts';

const schemes = {
  bearer: { type: 'http', scheme: 'bearer' },
  code: { type: 'apiKey', in: 'query', name: 'code' },
  sid: { type: 'apiKey', in: 'cookie', name: 'sid' },
};

function described(...security: string[]): Promise<Awaited<ReturnType<typeof apiOf>>> {
  return apiOf({
    security: security.map((name) => ({ [name]: [] })),
    components: { securitySchemes: schemes },
    paths: {
      '/me': {
        get: {
          parameters: [{ name: 'theme', in: 'cookie', required: true, schema: { enum: ['dark'] } }],
          responses: { 200: { description: '' }, 400: { description: '' }, 401: { description: '' } },
        },
      },
    },
  });
}

/** Lets in whoever brings the words, and asks for the cookie that is a parameter. */
function guarded(has: (request: Request) => boolean): (request: Request) => Response {
  return (request) => {
    if (!has(request)) return new Response(null, { status: 401 });
    if (request.method !== 'GET') return new Response(null, { status: 405, headers: { Allow: 'GET' } });
    const theme = request.headers.get('cookie')?.split(/; */).includes('theme=dark');
    return new Response(null, { status: theme ? 200 : 400 });
  };
}

const byBearer = guarded(({ headers }) => headers.get('authorization') === 'Bearer real');
const byCode = guarded(({ url }) => new URL(url).searchParams.get('code') === 'real');
const byCookie = guarded(({ headers }) => /(?:^|; )sid=real(?:;|$)/.test(headers.get('cookie') ?? ''));
const identity = (headers: Array<[string, string]>, query: Array<[string, string]> = []) => ({
  identities: [{ name: 'main', headers, query }],
});

test.each([
  ['a common header', ['bearer'], byBearer, { headers: [['Authorization', 'Bearer real']] }],
  ['an identity', ['bearer'], byBearer, identity([['Authorization', 'Bearer real']])],
  ['a key in the query', ['code'], byCode, identity([], [['code', 'real']])],
  ['a cookie beside cookies that are parameters', ['sid'], byCookie, identity([['Cookie', 'sid=real']])],
  ['a common cookie', ['sid'], byCookie, { headers: [['Cookie', 'sid=real']] }],
] as const)(
  'credentials of %s are sent, and left out where nobody asks',
  async (_what, security, target, options) => {
    const result = await runContract(await described(...security), target, options as object);
    expect(result.findings.map(({ failure }) => `${failure.check} ${failure.message}`)).toEqual([]);
    expect(result).toMatchObject({ kept: true, conclusive: true });
    expect([...result.coverage[0]!.statuses.keys()]).toEqual(expect.arrayContaining([200, 401]));
  },
);
