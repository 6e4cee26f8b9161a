import { loadApi, type Operation } from '../../src/model/index.ts';
import { checkSecurity, type JudgeCredentials } from '../../src/validation/index.ts';

const SCHEMES = {
  header: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
  basic: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'bearer' },
  digest: { type: 'http', scheme: 'Digest' },
  hoba: { type: 'http', scheme: 'hoba' },
  negotiate: { type: 'http', scheme: 'negotiate' },
  dpop: { type: 'http', scheme: 'dpop' },
  odd: { type: 'http', scheme: 'no token' },
  oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://x/t', scopes: { a: '' } } } },
  oidc: { type: 'openIdConnect', openIdConnectUrl: 'https://x' },
  mtls: { type: 'mutualTLS' },
};

/** One operation of a description that has every kind of security scheme. */
export async function operationOf(fields: object, root: object = {}): Promise<Operation> {
  const api = await loadApi({
    openapi: '3.2.0',
    info: { title: 'T', version: '1' },
    paths: { '/a': { get: { responses: {}, ...fields } } },
    components: { securitySchemes: SCHEMES },
    ...root,
  });
  return api.operations[0] as Operation;
}

/** A request as far as credentials go. */
export interface Sent {
  readonly headers?: Record<string, string>;
  readonly search?: string;
  readonly clientCertificate?: boolean;
  readonly judge?: JudgeCredentials;
}

export async function judge(security: object[], sent: Sent = {}) {
  const { headers = {}, search = '', clientCertificate, judge } = sent;
  return checkSecurity(
    await operationOf({ security }),
    { search, headers: new Headers(headers), clientCertificate },
    judge,
  );
}

export async function refused(security: object[], sent?: Sent) {
  const result = await judge(security, sent);
  if (result.ok) throw new Error('it held');
  return result;
}
