// Bodies per second that Standin's generator makes, beside json-schema-faker: node bench/generation.mjs [--seconds 2]
// Real schemas lie beside the checkout (../shared/specs/docs); without them a made-up one is measured alone.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { internals } from './internals.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const documents = join(root, '../shared/specs/docs');

const text = { type: 'string' };
const moment = { type: 'string', format: 'date-time' };
const address = { type: 'object', properties: { street: text, city: text, zip: text, country: text } };
/** An entity of 20 members, about 1 kB as it stands in an answer. */
const Customer = {
  type: 'object',
  required: ['id', 'email', 'status'],
  properties: {
    id: { type: 'integer' },
    external_id: { type: 'string', format: 'uuid' },
    email: { type: 'string', format: 'email' },
    first_name: text,
    last_name: text,
    username: text,
    phone: text,
    status: { enum: ['active', 'invited', 'suspended'] },
    is_active: { type: 'boolean' },
    company: text,
    website: { type: 'string', format: 'uri' },
    avatar_url: { type: 'string', format: 'uri' },
    notes: text,
    balance: { type: 'number' },
    orders_count: { type: 'integer', minimum: 0 },
    tags: { type: 'array', items: text },
    billing_address: address,
    shipping_address: address,
    created_at: moment,
    updated_at: moment,
  },
};
const Customers = {
  type: 'array',
  minItems: 100,
  maxItems: 100,
  items: { $ref: '#/components/schemas/Customer' },
};

/** File and component; each is used by an answer of its description. */
const real = [
  ['authentik-2024.8.1.yaml', 'User'],
  ['mastodon.json', 'Status'],
  ['github-api.json', 'issue'],
];

async function schemas() {
  const found = [
    { name: 'a customer, 20 members', component: 'Customer', components: { Customer } },
    { name: '100 customers', component: 'Customers', components: { Customer, Customers } },
  ];
  for (const [file, component] of real) {
    const path = join(documents, file);
    if (!existsSync(path)) continue;
    const source = readFileSync(path, 'utf8');
    const document = file.endsWith('.json') ? JSON.parse(source) : (await import('js-yaml')).load(source);
    const { openapi } = document;
    const components = reachable(document.components.schemas, component);
    found.push({ name: `${component} (${file})`, component, components, openapi });
  }
  return found;
}

/** The component and all that it refers to, so that nobody has to carry the rest of the description. */
function reachable(all, first) {
  const found = {};
  const open = [first];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (Object.hasOwn(found, name)) continue;
    found[name] = all[name];
    for (const [, other] of JSON.stringify(all[name]).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      open.push(other);
  }
  return found;
}

/** Installed outside of the project's own dependencies; undefined, and said, where it cannot be. */
async function jsonSchemaFaker() {
  const home = join(root, 'bench/.peers/json-schema-faker');
  const own = join(home, 'node_modules/json-schema-faker');
  try {
    if (!existsSync(own)) {
      mkdirSync(home, { recursive: true });
      writeFileSync(join(home, 'package.json'), '{"private":true}\n');
      execFileSync('npm', ['install', '--no-fund', '--no-audit', 'json-schema-faker@0.6'], {
        cwd: home,
        stdio: ['ignore', 'ignore', 'inherit'],
        timeout: 120_000,
      });
    }
    const { version, main } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8'));
    const { createGeneratorSync } = await import(pathToFileURL(join(own, main)).href);
    return { name: `json-schema-faker ${version}`, createGeneratorSync };
  } catch (error) {
    process.stderr.write(`Skipped: json-schema-faker (${String(error.message).split('\n', 1)[0]}).\n`);
    return undefined;
  }
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/**
 * Bodies per second, in rounds that take turns, after one round for warming up; kB and share of valid bodies are those of
 * the first 200.
 *
 * @param {{ seconds?: number, rounds?: number, peer?: boolean }} options seconds: for each generator and schema
 * @returns {Promise<Array<{ what: string, who: string, perSecond: number, kilobytes: number, valid: number }>>}
 */
export async function generation({ seconds = 2, rounds = 5, peer = true } = {}) {
  const { createGenerator, createSchemaScope, prepareValidation } = await internals('generation', 'schema');
  await prepareValidation();
  const faker = peer ? await jsonSchemaFaker() : undefined;
  const rows = [];
  for (const { name, component, components, openapi = '3.1.0' } of await schemas()) {
    const uri = 'https://bench.test/openapi.json';
    const scope = createSchemaScope();
    const dialect = openapi.startsWith('3.0') ? 'openapi-3.0' : '2020-12';
    scope.addResource({ uri, root: { components: { schemas: components } }, dialect });
    const pointer = `/components/schemas/${component}`;
    const schema = scope.schema({ value: components[component], uri, pointer }, 'response');
    const generator = await createGenerator({ dynamic: true });
    const makers = [
      {
        who: 'Standin',
        make: (count) => generator.generate(schema, { entity: { name: '/x', key: 'id', id: String(count) } }),
      },
    ];
    if (faker) {
      const own = faker.createGeneratorSync({ seed: 1, alwaysFakeOptionals: true });
      const root = { $ref: `#${pointer}`, components: { schemas: components } };
      makers.push({ who: faker.name, make: () => own.generate(root) });
    }
    for (const maker of makers) {
      const bodies = Array.from({ length: 200 }, (_, count) => maker.make(count));
      maker.kilobytes = bodies.reduce((sum, body) => sum + JSON.stringify(body).length, 0) / 200 / 1000;
      maker.valid = bodies.filter((body) => schema.accepts(body)).length / 200;
      maker.each = [];
    }
    for (let round = 0; round <= rounds; round++) {
      for (const { make, each } of makers) {
        const start = performance.now();
        const until = start + (seconds * 1000) / (rounds + 1);
        let count = 0;
        while (performance.now() < until) make(round * 1_000_000 + count++);
        if (round > 0) each.push((count * 1000) / (performance.now() - start));
      }
    }
    for (const { who, kilobytes, valid, each } of makers)
      rows.push({ what: name, who, perSecond: median(each), kilobytes, valid });
  }
  return rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { seconds: { type: 'string', default: '2' } } });
  for (const { what, who, perSecond, kilobytes, valid } of await generation({
    seconds: Number(values.seconds),
  })) {
    const figures = `${perSecond.toFixed(0)} bodies/s, ${kilobytes.toFixed(1)} kB each, ${(valid * 100).toFixed(0)} % valid`;
    console.log(`${what.padEnd(36)} ${who.padEnd(26)} ${figures}`);
  }
}
