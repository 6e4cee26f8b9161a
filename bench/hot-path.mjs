// What one core carries, of bare Hono: node bench/hot-path.mjs [--rounds 5] [--seconds 3] [--dist dist] [--json FILE]
//   [--spec FILE] [--only NAME] [--flag ...]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bare, measure, ratio, standin } from './http.mjs';

const root = new URL('..', import.meta.url).pathname;
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    dist: { type: 'string', default: `${root}dist` },
    spec: { type: 'string', default: `${root}spec/authentik.yaml` },
    only: { type: 'string', multiple: true },
    flag: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
  },
});

const authorization = 'Bearer token';
const api = '/api/v3/providers/scim/';
const provider = JSON.stringify({
  name: 'SCIM *',
  url: 'https://scim.example.com/v2',
  token: 'secret',
  property_mappings: [],
});
const json = { authorization, 'content-type': 'application/json' };
const subject = standin({ spec: values.spec, dist: values.dist, flags: values.flag });
const keepsState = !values.flag.includes('--no-state');
const id = keepsState ? await someId() : 1;
/** @type {import('./load.mjs').Asked[]} */
const all = [
  { name: 'GET by id', method: 'GET', path: `${api}${id}/`, headers: { authorization }, status: 200 },
  // With state, most of these are of nothing that is there.
  ...(keepsState
    ? []
    : [
        {
          name: 'GET by id, other ids',
          method: 'GET',
          path: `${api}*/`,
          headers: { authorization },
          status: 200,
        },
      ]),
  {
    name: 'GET list',
    method: 'GET',
    path: `${api}?page=1&page_size=20`,
    headers: { authorization },
    status: 200,
  },
  { name: 'POST checked', method: 'POST', path: api, headers: json, body: provider, status: 201 },
  {
    name: 'POST checked, other bodies',
    method: 'POST',
    path: api,
    headers: json,
    body: provider,
    counted: true,
    status: 201,
  },
  // Another path, since the bare server tells requests by nothing else.
  {
    name: 'refused',
    method: 'POST',
    path: '/api/v3/providers/microsoft_entra/',
    headers: json,
    body: '{"name":7}',
    status: 400,
  },
];
const requests = all.filter(({ name }) => !values.only || values.only.some((part) => name.includes(part)));

const rows = await measure({
  targets: [bare({ like: subject }), subject],
  requests,
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  onRound: (text) => console.error(text),
});
const rounded = (value) => Number(value.toFixed(2));
const table = requests.map(({ name }) => {
  const of = (target) => rows.find((row) => row.request === name && row.target === target);
  return {
    request: name,
    bare: Math.round(of('bare').perSecond),
    standin: Math.round(of('standin').perSecond),
    ratio: rounded(ratio(rows, name, 'standin', 'bare')),
    'µs bare': rounded(of('bare').microseconds),
    'µs standin': rounded(of('standin').microseconds),
    'µs ratio': rounded(1 / ratio(rows, name, 'standin', 'bare', 'processor')),
    errors: of('standin').errors + of('bare').errors,
  };
});
console.table(table);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ table, rows }, null, 2)}\n`);

/** Of something that is there. */
async function someId() {
  const running = await subject.start([]);
  const answer = await fetch(running.origin + api, { headers: { authorization } });
  const { results } = await answer.json();
  await running.stop();
  return results[0].pk;
}
