// What other tools find of the same defects: node bench/defects/beside.mjs
//   [--only NAME] [--tool NAME] [--seed 1] [--examples 10] [--limit 120] [--dist FOLDER] [--again]
// What was measured is kept in bench/.peers/beside.json, so that a run which was broken off goes on where it stopped.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '@hono/node-server';
import { folder } from '../peers.mjs';
import { defects, identitiesFor, isNamed, variations } from './catalogue.mjs';
import { describe, description } from './description.mjs';
import { createLibrary } from './server.mjs';
import { finished, installTools } from './tools.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    tool: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    examples: { type: 'string', default: '10' },
    limit: { type: 'string', default: '120' },
    dist: { type: 'string', default: new URL('../../dist', import.meta.url).pathname },
    again: { type: 'boolean', default: false },
  },
});
const file = join(folder, 'beside.json');
const kept = !values.again && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};

const { tools, skipped } = installTools(values.dist);
for (const text of skipped) console.error(`Left out: ${text}`);
const chosen = tools.filter(({ name }) => !values.tool || values.tool.some((each) => name.startsWith(each)));
const wanted = (name) => isNamed(name, values.only);
/** The one without defects, where everybody is told what they are allowed. */
const known = 'known-scopes';
const subjects = [
  { name: 'conforming' },
  ...variations
    .filter((name) => name === known || wanted(name))
    .map((variation) => ({ name: variation, variation })),
  ...defects.filter(({ name }) => wanted(name)).map(({ name }) => ({ name, defect: name })),
];
for (const tool of chosen) {
  const measured = (kept[keyOf(tool)] ??= {});
  for (const subject of subjects) {
    if (measured[subject.name]) continue;
    measured[subject.name] = await measure(tool, subject);
    writeFileSync(file, JSON.stringify(kept));
    const { failures, requests, seconds, late } = measured[subject.name];
    console.error(
      `${tool.name}, ${subject.name}: ${failures.length} failures, ${requests} requests, ${seconds.toFixed(1)} s${late ? ', too late' : ''}`,
    );
  }
}
print();

function keyOf({ name }) {
  return /^Schemathesis/.test(name) ? `${name}, ${values.examples} examples` : name;
}

/** One run of one tool against one server, from the start of its process to its end. */
async function measure(tool, { defect, variation }) {
  const library = createLibrary({ defect, variation });
  let requests = 0;
  const fetch = (request) => {
    requests++;
    return library(request);
  };
  const server = await new Promise((resolve) => {
    const started = serve({ fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
  });
  const url = `http://127.0.0.1:${server.address().port}/v1`;
  const home = mkdtempSync(join(tmpdir(), 'beside-'));
  const { seed, examples } = values;
  const identities = identitiesFor(defect ?? variation);
  const run = {
    home,
    url,
    identities,
    seed,
    examples,
    description: { ...describe(variation), servers: [{ url }] },
  };
  const start = performance.now();
  try {
    const { output, late } = await finished(tool.start(run), { cwd: home, seconds: Number(values.limit) });
    const seconds = (performance.now() - start) / 1000;
    const failures = late ? [] : failuresOf(tool, run, output);
    return { failures, requests, seconds, late };
  } finally {
    server.closeAllConnections?.();
    server.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** A tool that said nothing that can be read has failed itself, and is shown. */
function failuresOf(tool, run, output) {
  try {
    return tool.failures(run, output);
  } catch (error) {
    throw new Error(`${tool.name} gave no report: ${output.slice(-2000)}`, { cause: error });
  }
}

/**
 * A defect counts as found where a tool says something, of the operation that is to blame, which it does not say of the
 * server without any. Of what kind it is does not matter, nor how it is worded.
 */
function print() {
  const pathOf = operationPaths();
  const groups = [...new Set(defects.map(({ group }) => group))];
  const table = {};
  for (const group of [...groups, 'all']) {
    const own = defects.filter((defect) => group === 'all' || defect.group === group);
    const row = (table[group] = { defects: own.length });
    for (const tool of chosen) {
      const measured = kept[keyOf(tool)];
      const base = ({ told }) => measured[told ? known : 'conforming'].failures;
      const tried = own.filter(({ name }) => measured[name]);
      const found = tried.filter((defect) =>
        measured[defect.name].failures.some(
          (failure) => !base(defect).includes(failure) && isOf(failure, pathOf.get(defect.operation)),
        ),
      );
      row[tool.name] = tried.length === own.length ? found.length : `${found.length} of ${tried.length}`;
    }
  }
  console.table(table);
  for (const tool of chosen) {
    const measured = kept[keyOf(tool)];
    const keeping = ['conforming', ...variations].flatMap((name) => measured[name] ?? []);
    const alarms = keeping.filter(({ failures }) => failures.length > 0).length;
    const { requests, seconds, failures } = measured.conforming;
    const late = Object.values(measured).filter((each) => each.late).length;
    console.log(
      `${tool.name}: false alarms on ${alarms} of ${keeping.length} servers that keep the description (${failures.length} on the plain one); a run takes ${requests} requests and ${seconds.toFixed(1)} s${late > 0 ? `; ${late} broken off after ${values.limit} s` : ''}.`,
    );
  }
}

function operationPaths() {
  return new Map(
    Object.entries(description.paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, { operationId }]) =>
        operationId ? [[operationId, `${method.toUpperCase()} ${path}`]] : [],
      ),
    ),
  );
}

/** Paths are compared as templates, since some tools say which values they sent. */
function isOf(failure, operation) {
  if (operation === undefined) return true;
  const template = (text) => text.replaceAll(/\{[^}]*\}/g, '*').split('/');
  const told = template(failure.slice(failure.indexOf(' ') + 1));
  const blamed = template(operation);
  return told.length === blamed.length && blamed.every((part, index) => part === '*' || part === told[index]);
}
