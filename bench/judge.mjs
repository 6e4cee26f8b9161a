// Schemathesis as the judge of the mock: node bench/judge.mjs [SLUG…] [--examples 8] [--seed 1] [--limit 180]
//   [--dist FOLDER] [--st COMMAND] [--keep FOLDER]
// Serves each description with state on, lets Schemathesis try all of it, and puts every failed check to an explanation
// (explanations.mjs). One that has none is shown and makes the exit code 1. With --keep, the reports stay in that folder.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { finished, installSchemathesis } from './defects/tools.mjs';
import { explain } from './explanations.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    examples: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    limit: { type: 'string', default: '180' },
    specs: { type: 'string', default: fileURLToPath(new URL('../../shared/specs', import.meta.url)) },
    dist: { type: 'string', default: fileURLToPath(new URL('../dist', import.meta.url)) },
    st: { type: 'string' },
    keep: { type: 'string' },
  },
});

const embedded = {
  slug: 'embedded',
  path: fileURLToPath(new URL('../spec/authentik.yaml', import.meta.url)),
};
/** Of as many publishers, of 2.0, 3.0 and 3.1, in JSON and YAML, with 5 to 50 operations. */
const twenty = [
  'oai-v20-uber',
  'guru-rbaskets-in',
  'guru-powerdns-local',
  'nytimes-books',
  'guru-greenpeace-org',
  'prism-petstore-oas3',
  'swagger-petstore3',
  'xero-files',
  'vonage-voice',
  'microcks-api',
  'polaris-management',
  'ory-oathkeeper',
  'guru-conjur-local',
  'twilio-lookups-v2',
  'camara-quality-on-demand',
  'influxdb-invocable-scripts',
  'guru-canada-holidays-ca',
  'redocly-museum',
  'scalar-galaxy',
  'ogen-sample',
];
/** All others are refused. */
const known = {
  tokens: [{ token: 'token' }],
  users: [{ name: 'user', password: 'password' }],
  apiKeys: [{ key: 'key' }],
};

const command = schemathesis();
const { loadApi } = await import(pathToFileURL(join(values.dist, 'index.js')));
const rows = [];
let unexplained = 0;
for (const subject of subjects()) {
  const { error, findings, ...row } = await judge(subject);
  if (error) console.error(`${subject.slug}: ${error}`);
  const cells = error
    ? ['-', '-', '-', error]
    : [row.operations, row.cases, row.failures, tell(subject.slug, row, findings)];
  rows.push(`| ${[subject.slug, ...cells].join(' | ')} |`);
}
console.log('| | operations | cases | failures | explained by |\n| --- | ---: | ---: | ---: | --- |');
console.log(rows.join('\n'));
process.exitCode = unexplained > 0 ? 1 : 0;

function schemathesis() {
  if (values.st) return values.st;
  try {
    return installSchemathesis();
  } catch (error) {
    console.log(
      `Schemathesis cannot be installed, so there is nothing to tell (${error.message.split('\n', 1)[0]}).`,
    );
    process.exit(0);
  }
}

function subjects() {
  const file = join(values.specs, 'index.json');
  const index = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const wanted = positionals.length > 0 ? positionals : ['embedded', ...twenty];
  return wanted.flatMap((slug) => {
    if (slug === embedded.slug) return embedded;
    const entry = index.find((each) => each.slug === slug);
    if (entry) return { slug, path: join(values.specs, entry.file) };
    console.error(`${slug}: left out, since ${values.specs} does not have it.`);
    return [];
  });
}

/** @returns what explains the findings, with how many of each: `401 (7), taken (1)` */
function tell(slug, { operations, cases, failures }, findings) {
  console.error(`${slug}: ${operations} operations, ${cases} cases, ${failures} failures`);
  const told = [];
  for (const explanation of new Set(findings.map((each) => each.explanation))) {
    const own = findings.filter((each) => each.explanation === explanation);
    const kinds = new Set(
      own.map(({ title, operation, response }) => `${title} ${operation} ${response?.status}`),
    );
    const name = explanation?.name ?? 'UNEXPLAINED';
    told.push({ name, count: kinds.size });
    console.error(`  ${kinds.size} ${name}${explanation ? `: ${explanation.why}` : ''}`);
    if (explanation !== undefined) continue;
    unexplained += kinds.size;
    for (const { title, operation, message, request, response, reasons } of own.slice(0, 40)) {
      console.error(`    ${title}: ${operation}: ${message.replaceAll('\n', ' ')}`);
      console.error(`      ${request.method} ${request.uri} ${request.body.slice(0, 300)}`);
      console.error(
        `      ${response?.status} ${response?.body.slice(0, 300)} (${reasons.join('; ').slice(0, 300)})`,
      );
    }
  }
  told.sort((one, other) => other.count - one.count);
  return told.map(({ name, count }) => `${name} (${count})`).join(', ') || '-';
}

async function judge({ slug, path }) {
  const home = mkdtempSync(join(tmpdir(), 'judge-'));
  const settings = join(home, 'standin.config.json');
  writeFileSync(settings, JSON.stringify({ auth: known }));
  const main = join(values.dist, 'cli/main.js');
  const args = [main, 'mock', path, '--port', '0', '--json', '--no-watch', '--config', settings];
  const mock = spawn(process.execPath, args, { cwd: home, stdio: ['ignore', 'pipe', 'ignore'] });
  const log = [];
  try {
    const origin = await listening(mock, log);
    const api = await loadApi(path);
    const { config, headers } = credentials(api);
    writeFileSync(join(home, 'schemathesis.toml'), config);
    const run = ['run', path, '--origin', origin, ...headers.flatMap((each) => ['-H', each])];
    run.push('--mode', 'all', '--continue-on-failure', '--no-shrink', '--output-sanitize', 'false');
    run.push('--seed', values.seed, '--max-examples', values.examples, '--report', 'json,ndjson');
    const report = join(home, 'report.json');
    const events = join(home, 'events.ndjson');
    run.push('--report-json-path', report, '--report-ndjson-path', events);
    const { output, late } = await finished(
      { command: resolve(command), args: run },
      { cwd: home, seconds: Number(values.limit) },
    );
    if (late) return { error: `not done after ${values.limit} s` };
    if (!existsSync(report)) return { error: `no report: ${output.trim().split('\n').slice(-3).join(' ')}` };
    if (values.keep) {
      mkdirSync(values.keep, { recursive: true });
      for (const [name, file] of [
        ['json', report],
        ['ndjson', events],
      ])
        writeFileSync(join(values.keep, `${slug}.${name}`), readFileSync(file));
    }
    const { operations, test_cases, errors } = JSON.parse(readFileSync(report, 'utf8'));
    if (!operations)
      return {
        error: `it cannot load the description: ${errors[0]?.title ?? output.trim().split('\n').at(-1)}`,
      };
    return {
      operations: operations.tested,
      cases: test_cases.generated,
      failures: test_cases.unique_failures,
      findings: findingsOf(readFileSync(events, 'utf8')).map((each) => {
        const reasons = reasonsOf(each, log);
        return { ...each, reasons, explanation: explain({ ...each, reasons }, api) };
      }),
    };
  } finally {
    mock.kill();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Where the mock listens. What it says of each request goes to the log. */
function listening(mock, log) {
  return new Promise((done, reject) => {
    mock.on('close', () => reject(new Error('The mock ended before it listened.')));
    createInterface({ input: mock.stdout }).on('line', (line) => {
      const said = JSON.parse(line);
      if (said.event === 'listening') done(said.url);
      if (said.event === 'request' && said.status >= 400) log.push(said);
    });
  });
}

/** What each security scheme asks for. Schemathesis knows no tokens of OAuth, which go as a header. */
function credentials(api) {
  const tables = [];
  const headers = new Set();
  for (const [name, { type, scheme }] of api.securitySchemes) {
    const table = (line) => tables.push(`[auth.openapi.${JSON.stringify(name)}]\n${line}\n`);
    if (type === 'apiKey') table('api_key = "key"');
    else if (type === 'http' && scheme === 'basic') table('username = "user"\npassword = "password"');
    else if (type === 'http' && scheme === 'bearer') table('bearer = "token"');
    else headers.add('Authorization: Bearer token');
  }
  return { config: tables.join('\n'), headers: [...headers] };
}

/** Each failed check once for its operation and its words, with the exchange that it is about. */
function findingsOf(events) {
  const found = new Map();
  for (const line of events.trim().split('\n')) {
    const recorder = JSON.parse(line).ScenarioFinished?.recorder;
    for (const [id, checks] of Object.entries(recorder?.checks ?? {}))
      for (const { status, failure_info } of checks) {
        if (status !== 'failure') continue;
        const { type, title, operation, message } = failure_info.failure;
        const { request, response } = recorder.interactions[id] ?? {};
        const key = JSON.stringify([title, operation, message, response?.status_code]);
        if (!request || found.has(key)) continue;
        found.set(key, {
          type,
          title,
          operation,
          message,
          meta: recorder.cases[id]?.value.meta,
          request: { ...request, body: text(request.body) },
          response: response && {
            status: response.status_code,
            headers: response.headers,
            body: text(response.content),
          },
        });
      }
  }
  return [...found.values()];
}

/** What the mock has said of such requests, a sentence each. Keys are hidden in its log. */
function reasonsOf({ request, response }, log) {
  if (!response) return [];
  const { pathname, search } = new URL(request.uri);
  const alike = log.filter(
    ({ method, path, status }) =>
      method === request.method && status === response.status && isPath(path.split('?', 1)[0], pathname),
  );
  const told = alike.map(({ path, violations, notes }) => ({
    path,
    sentences: [...violations.map(({ message }) => message), ...notes],
    said: [
      ...violations.map(({ in: where, keyword, message }) => `${where} ${keyword}: ${message}`),
      ...notes,
    ],
  }));
  // The answer itself is the surest where it has room for a reason.
  const shown = told.filter(({ sentences }) =>
    sentences.some((each) => response.body.includes(JSON.stringify(each).slice(1, -1))),
  );
  const same = told.filter(({ path }) => path === pathname + search);
  const surest = [shown, same, told].find(({ length }) => length > 0) ?? [];
  return [...new Set(surest.flatMap(({ said }) => said))];
}

function isPath(logged, pathname) {
  const parts = pathname.split('/');
  const told = logged.split('/');
  return told.length === parts.length && told.every((part, index) => part === '***' || part === parts[index]);
}

function text(encoded) {
  return encoded?.$base64 === undefined ? '' : Buffer.from(encoded.$base64, 'base64').toString();
}
