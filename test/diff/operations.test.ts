import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/schema/index.ts';
import { changesOf, described } from './two-apis.ts';

const text = { type: 'string' };
const query = (more: JsonObject) =>
  described({ parameters: [{ name: 'q', in: 'query', schema: text, ...more }] });
const body = (more: JsonObject) =>
  described({ requestBody: { content: { 'application/json': { schema: text } }, ...more } });
const answer = (more: JsonObject, status = '200') =>
  described({ responses: { [status]: { description: 'ok', ...more } } });
const header = (more: JsonObject) => answer({ headers: { 'X-A': { schema: text, ...more } } });
const typed = (type: string) => answer({ content: { [type]: { schema: text } } });
const at = (path: string, operation: JsonObject = {}) => ({
  ...described({}),
  paths: {
    '/stays': { get: { responses: { 204: { description: 'ok' } } } },
    [path]: { get: { responses: { 204: { description: 'ok' } }, ...operation } },
  },
});
const id = (name: string) => ({ parameters: [{ name, in: 'path', required: true, schema: text }] });
const without = { ...at('/stays') };

const key = { type: 'apiKey', in: 'header', name: 'X-Key' };
const flows = (scopes: JsonObject, tokenUrl = '/token') => ({
  type: 'oauth2',
  flows: { clientCredentials: { tokenUrl, scopes } },
});
const secured = (
  security: unknown,
  schemes: JsonObject = { key, oauth: flows({ r: 'Read', w: 'Write' }) },
) => ({
  ...described({ security }),
  components: { securitySchemes: schemes },
});
const hook = (schema: JsonObject) =>
  described(
    {},
    {
      webhooks: {
        pinged: {
          post: {
            requestBody: { content: { 'application/json': { schema } } },
            responses: { 204: { description: 'ok' } },
          },
        },
      },
    },
  );
const calling = (callbacks: JsonObject) => described({ callbacks });

test.each([
  ['new-required-request-parameter', 'breaking', described({}), query({ required: true })],
  ['new-optional-request-parameter', 'info', described({}), query({})],
  ['request-parameter-removed', 'warning', query({}), described({})],
  ['request-parameter-removed-with-deprecation', 'info', query({ deprecated: true }), described({})],
  ['request-parameter-became-required', 'breaking', query({}), query({ required: true })],
  ['request-parameter-became-optional', 'info', query({ required: true }), query({})],
  ['request-parameter-deprecated', 'info', query({}), query({ deprecated: true })],
  ['request-parameter-reactivated', 'info', query({ deprecated: true }), query({})],
  [
    'request-parameter-style-changed',
    'breaking',
    query({ schema: { type: 'array' }, explode: false }),
    query({ schema: { type: 'array' }, style: 'pipeDelimited', explode: false }),
  ],
  [
    'request-parameter-explode-changed',
    'breaking',
    query({ schema: { type: 'array' } }),
    query({ schema: { type: 'array' }, explode: false }),
  ],
  ['request-parameter-allow-reserved-changed', 'breaking', query({}), query({ allowReserved: true })],
  ['request-parameter-schema-unset', 'warning', query({}), query({ schema: undefined })],
  ['request-path-parameter-renamed', 'info', at('/u/{id}', id('id')), at('/u/{key}', id('key'))],
  ['request-body-added-required', 'breaking', described({}), body({ required: true })],
  ['request-body-added-optional', 'info', described({}), body({})],
  ['request-body-removed', 'breaking', body({}), described({})],
  ['request-body-became-required', 'breaking', body({}), body({ required: true })],
  ['request-body-became-optional', 'info', body({ required: true }), body({})],
  [
    'request-body-media-type-added',
    'info',
    body({}),
    body({ content: { 'application/json': { schema: text }, 'text/plain': { schema: text } } }),
  ],
  [
    'request-body-media-type-removed',
    'breaking',
    body({ content: { 'application/json': { schema: text }, 'text/plain': { schema: text } } }),
    body({}),
  ],
  [
    'response-media-type-name-specialized',
    'warning',
    typed('text/plain'),
    typed('text/plain; charset=utf-8'),
  ],
  [
    'response-media-type-name-generalized',
    'warning',
    typed('text/plain; charset=utf-8'),
    typed('text/plain'),
  ],
  ['required-response-header-removed', 'breaking', header({ required: true }), answer({})],
  ['optional-response-header-removed', 'warning', header({}), answer({})],
  ['response-header-added', 'info', answer({}), header({})],
  ['response-header-became-optional', 'breaking', header({ required: true }), header({})],
  ['response-header-became-required', 'info', header({}), header({ required: true })],
  ['endpoint-added', 'info', without, at('/b')],
  ['api-path-removed-without-deprecation', 'breaking', at('/b'), without],
  ['api-path-removed-with-deprecation', 'info', at('/b', { deprecated: true }), without],
  [
    'api-path-removed-before-sunset',
    'breaking',
    at('/b', { deprecated: true, 'x-sunset': '2030-01-01' }),
    without,
  ],
  [
    'api-path-removed-with-deprecation',
    'info',
    at('/b', { deprecated: true, 'x-sunset': '2020-01-01' }),
    without,
  ],
  ['endpoint-deprecated', 'info', at('/b'), at('/b', { deprecated: true })],
  [
    'endpoint-deprecated-with-sunset',
    'info',
    at('/b'),
    at('/b', { deprecated: true, 'x-sunset': '2030-01-01' }),
  ],
  ['api-deprecated-sunset-parse', 'breaking', at('/b'), at('/b', { deprecated: true, 'x-sunset': 'soon' })],
  ['endpoint-reactivated', 'info', at('/b', { deprecated: true }), at('/b')],
  [
    'sunset-deleted',
    'breaking',
    at('/b', { deprecated: true, 'x-sunset': '2030-01-01' }),
    at('/b', { deprecated: true }),
  ],
  [
    'api-sunset-date-changed-too-small',
    'breaking',
    at('/b', { deprecated: true, 'x-sunset': '2030-01-01' }),
    at('/b', { deprecated: true, 'x-sunset': '2029-01-01' }),
  ],
  ['api-operation-id-removed', 'info', at('/b', { operationId: 'x' }), at('/b', { operationId: 'y' })],
  ['api-operation-id-added', 'info', at('/b'), at('/b', { operationId: 'y' })],
  ['api-tag-added', 'info', at('/b'), at('/b', { tags: ['x'] })],
  ['api-tag-removed', 'info', at('/b', { tags: ['x'] }), at('/b')],
  [
    'api-stability-decreased',
    'breaking',
    at('/b', { 'x-stability-level': 'stable' }),
    at('/b', { 'x-stability-level': 'beta' }),
  ],
  [
    'api-stability-increased',
    'info',
    at('/b', { 'x-stability-level': 'beta' }),
    at('/b', { 'x-stability-level': 'stable' }),
  ],
  ['api-invalid-stability-level', 'breaking', at('/b'), at('/b', { 'x-stability-level': 'solid' })],
  ['api-security-anonymous-access-removed', 'breaking', secured([]), secured([{ key: [] }])],
  ['api-security-anonymous-access-added', 'info', secured([{ key: [] }]), secured([])],
  ['api-security-scope-added', 'breaking', secured([{ oauth: ['r'] }]), secured([{ oauth: ['r', 'w'] }])],
  ['api-security-scope-removed', 'info', secured([{ oauth: ['r', 'w'] }]), secured([{ oauth: ['r'] }])],
  ['api-security-added', 'info', secured([{ key: [] }]), secured([{ key: [] }, { oauth: ['r'] }])],
  ['api-security-removed', 'breaking', secured([{ key: [] }, { oauth: ['r'] }]), secured([{ key: [] }])],
  ['api-security-component-added', 'info', secured([], { key }), secured([], { key, other: key })],
  ['api-security-component-removed', 'info', secured([], { key, other: key }), secured([], { key })],
  [
    'api-security-component-type-changed',
    'breaking',
    secured([], { key }),
    secured([], { key: { type: 'http', scheme: 'bearer' } }),
  ],
  [
    'api-security-component-oauth-token-url-changed',
    'info',
    secured([], { oauth: flows({}) }),
    secured([], { oauth: flows({}, '/other') }),
  ],
  [
    'api-security-component-oauth-scope-added',
    'info',
    secured([], { oauth: flows({}) }),
    secured([], { oauth: flows({ r: 'Read' }) }),
  ],
  [
    'api-security-component-oauth-scope-removed',
    'info',
    secured([], { oauth: flows({ r: 'Read' }) }),
    secured([], { oauth: flows({}) }),
  ],
  [
    'api-security-component-oauth-scope-changed',
    'info',
    secured([], { oauth: flows({ r: 'Read' }) }),
    secured([], { oauth: flows({ r: 'Look' }) }),
  ],
  ['api-server-added', 'info', described({}), described({}, { servers: [{ url: '/v2' }] })],
  ['webhook-request-body-max-length-set', 'info', hook(text), hook({ ...text, maxLength: 3 })],
  ['webhook-request-body-max-length-unset', 'breaking', hook({ ...text, maxLength: 3 }), hook(text)],
  ['webhook-added', 'info', described({}), hook(text)],
  ['webhook-removed', 'warning', hook(text), described({})],
  [
    'api-security-component-api-key-name-changed',
    'breaking',
    secured([], { key }),
    secured([], { key: { ...key, name: 'X-Other' } }),
  ],
  ['callback-added', 'info', calling({}), calling({ done: { '{$request.query.url}': { post: {} } } })],
  ['callback-removed', 'warning', calling({ done: { '{$request.query.url}': { post: {} } } }), calling({})],
] as const)('%s is told (%s)', async (rule, level, before, after) => {
  const changes = await changesOf(before, after);
  expect(changes.map((change) => `${change.rule} ${change.level}`)).toContain(`${rule} ${level}`);
});

test.each([
  ['response-success-status-removed', 'breaking', ['200', '201'], ['200']],
  ['response-success-status-added', 'info', ['200'], ['200', '201']],
  ['response-non-success-status-removed', 'info', ['200', '404'], ['200']],
  ['response-non-success-status-added', 'info', ['200'], ['200', '404']],
] as const)('%s is told (%s)', async (rule, level, before, after) => {
  const statuses = (list: readonly string[]) =>
    described({ responses: Object.fromEntries(list.map((status) => [status, { description: 'ok' }])) });
  const changes = await changesOf(statuses(before), statuses(after));
  expect(changes.map((change) => [change.rule, change.level])).toEqual([[rule, level]]);
});
