// Real descriptions by Dredd alone, and by Dredd with what is prepared for it: node bench/dredd.mjs
//   [--only SLUG] [--operations 40] [--limit 60] [--log FILE [--known]] [--dist FOLDER | --source]
// Which of them Dredd refuses to begin with, and what comes of those against our own mock. With --log, what was tried is
// kept there, and a run that was broken off goes on where it stopped; with --known, only what is kept there is told.

import { execFile } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    operations: { type: 'string', default: '40' },
    limit: { type: 'string', default: '60' },
    log: { type: 'string' },
    known: { type: 'boolean', default: false },
    specs: { type: 'string', default: fileURLToPath(new URL('../../shared/specs', import.meta.url)) },
    dist: { type: 'string', default: fileURLToPath(new URL('../dist', import.meta.url)) },
    source: { type: 'boolean', default: false },
  },
});
const plainScript = fileURLToPath(new URL('dredd-plain.mjs', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

if (!existsSync(join(values.specs, 'index.json'))) {
  console.log(`There are no descriptions in ${values.specs}.`);
  process.exit(0);
}
const { createMock, dreddPhase, loadApi, runContract } = await engine();
const index = JSON.parse(readFileSync(join(values.specs, 'index.json'), 'utf8'));
const wanted = index.filter(({ slug }) => !values.only || values.only.includes(slug));
const done = new Map();
if (values.log && existsSync(values.log))
  for (const line of readFileSync(values.log, 'utf8').split('\n').filter(Boolean)) {
    const result = JSON.parse(line);
    done.set(result.slug, result);
  }

const results = [];
for (const { slug, file } of wanted) {
  let result = done.get(slug);
  if (!result && values.known) continue;
  if (!result) {
    const path = join(values.specs, file);
    const plain = await plainly(path);
    result = { slug, plain, prepared: plain.state === 'starts' ? undefined : await preparedly(path) };
    if (values.log) appendFileSync(values.log, `${JSON.stringify(result)}\n`);
    const { prepared } = result;
    const came = prepared
      ? (prepared.error ?? `${prepared.passed} of ${prepared.transactions} pass`)
      : 'not tried further';
    console.error(`${slug}: ${plain.state} by itself; ${came}`);
    for (const text of prepared?.failures ?? []) console.error(`  ${text}`);
  }
  results.push(result);
}

const sum = (list, pick) => list.reduce((all, each) => all + (pick(each) ?? 0), 0);
const rows = {};
for (const state of ['starts', 'refuses it', 'finds nothing', 'takes too long']) {
  const own = results.filter(({ plain }) => plain.state === state);
  const tried = own.flatMap(({ prepared }) => prepared ?? []);
  rows[state] = {
    descriptions: own.length,
    'begun when prepared':
      tried.length > 0 ? tried.filter(({ transactions }) => transactions > 0).length : '-',
    transactions: sum(tried, ({ transactions }) => transactions),
    passed: sum(tried, ({ passed }) => passed),
    failed: sum(tried, ({ failed }) => failed),
  };
}
console.table(rows);

/** Does Dredd begin with the description as it is? */
async function plainly(path) {
  try {
    const { stdout } = await run(process.execPath, ['--no-warnings', plainScript, path], {
      timeout: Number(values.limit) * 1000,
      killSignal: 'SIGKILL',
      maxBuffer: 2 ** 28,
    });
    const { transactions, errors } = JSON.parse(stdout);
    const state = errors.length > 0 ? 'refuses it' : transactions === 0 ? 'finds nothing' : 'starts';
    return { state, transactions, reason: errors[0] };
  } catch (error) {
    const state = error.killed ? 'takes too long' : 'refuses it';
    return { state, transactions: 0, reason: String(error.message).split('\n')[1] };
  }
}

/** The first operations, against the mock. */
async function preparedly(path) {
  try {
    const api = await loadApi(path);
    const mock = createMock(api, { seed: 'dredd' });
    const chosen = new Set(api.operations.slice(0, Number(values.operations)));
    const counts = { transactions: 0, passed: 0, failed: 0 };
    const result = await runContract(api, (request) => mock.fetch(request), {
      select: (operation) => chosen.has(operation),
      timeout: 60_000,
      maxTime: Number(values.limit) * 4000,
      clock: () => performance.now(),
      phases: [],
      foreign: [await dreddPhase({ cwd: root })],
      onEvent(event) {
        if (event.type !== 'case-finished') return;
        counts.transactions++;
        counts[event.failed ? 'failed' : 'passed']++;
      },
    });
    const failures = result.findings.map(
      ({ operation, caseTitle, failure }) => `${operation.id}, ${caseTitle}: ${failure.message}`,
    );
    const notices = result.notices.filter(({ code }) => code.startsWith('dredd'));
    return { ...counts, failures: [...failures, ...notices.map(({ message }) => message)] };
  } catch (error) {
    return { transactions: 0, passed: 0, failed: 0, error: error.message };
  }
}

/** From a build, or without one. */
async function engine() {
  if (!values.source) return import(join(values.dist, 'index.js'));
  const { createJiti } = await import('jiti');
  return createJiti(import.meta.url).import('../src/index.ts');
}
