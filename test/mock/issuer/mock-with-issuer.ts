import * as client from 'openid-client';
import { createMock, type IssuerOptions, type MockOptions } from '../../../src/mock/index.ts';
import { loadApi } from '../../../src/model/index.ts';

export const origin = 'https://api.example';
export const issuerUrl = `${origin}/__standin/issuer`;

const scopes = { 'read:pets': 'See pets', 'write:pets': 'Change pets' };
const ok = { 200: { description: 'Fine', content: { 'application/json': { schema: { type: 'object' } } } } };

/** An API whose operations ask for scopes, behind OAuth 2.0 with URLs of its own. */
export const description = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://pets.example/v1' }],
  paths: {
    '/pets': {
      get: { security: [{ oauth: ['read:pets'] }], responses: ok },
      post: { security: [{ oauth: ['read:pets', 'write:pets'] }], responses: ok },
    },
    '/me': { get: { security: [{ oidc: ['openid'] }], responses: ok } },
    '/any': { get: { security: [{ bearer: [] }], responses: ok } },
  },
  components: {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      oidc: { type: 'openIdConnect', openIdConnectUrl: '/.well-known/openid-configuration' },
      oauth: {
        type: 'oauth2',
        flows: {
          clientCredentials: { tokenUrl: 'oauth/token', scopes },
          authorizationCode: {
            authorizationUrl: 'https://pets.example/oauth/authorize',
            tokenUrl: 'https://elsewhere.example/oauth/other-token',
            scopes,
          },
        },
      },
    },
  },
};

export type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** A mock in this process; paths are sent to one origin. */
export async function mockWith(
  options: MockOptions,
  api: Parameters<typeof loadApi>[0] = description,
): Promise<Send> {
  const mock = createMock(await loadApi(api), options);
  return async (path, init) => mock.fetch(new Request(new URL(path, origin), init));
}

/** Another project's client, which speaks to the mock without a socket. */
export function connect(
  send: Send,
  id: string,
  secret?: string,
  algorithm: 'oidc' | 'oauth2' = 'oidc',
): Promise<client.Configuration> {
  const authentication = secret === undefined ? client.None() : client.ClientSecretBasic(secret);
  return client.discovery(new URL(issuerUrl), id, undefined, authentication, {
    algorithm,
    [client.customFetch]: (url, { body, headers, method }) =>
      send(url, { body: (body ?? null) as BodyInit | null, headers, method }),
  });
}

export function form(fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', body: new URLSearchParams(fields), headers };
}

export const bearer = (token: string): RequestInit => ({ headers: { authorization: `Bearer ${token}` } });

export const redirect = 'https://app.example/callback';
export const base = '/__standin/issuer';

/** Knows its clients and users. */
export const strict: IssuerOptions = {
  users: [
    { name: 'ada', password: 'lovelace', scopes: ['read:pets'] },
    { name: 'bob', password: 'builder' },
  ],
  clients: [
    { id: 'spa', redirectUris: [redirect] },
    { id: 'native', redirectUris: ['http://127.0.0.1/done'] },
    { id: 'server', secret: 's3cret+', redirectUris: [redirect, 'https://app.example/other'] },
    { id: 'reader', secret: 'r', scopes: ['read:pets'] },
  ],
};

export const strictMock = (): Promise<Send> => mockWith({ issuer: strict });
export const server = { client_id: 'server', client_secret: 's3cret+' };
export const machine = { ...server, grant_type: 'client_credentials' };
export const person = { ...server, grant_type: 'password', username: 'bob', password: 'builder' };
