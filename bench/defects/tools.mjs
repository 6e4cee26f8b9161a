// The tools that are held beside each other: how each is installed, started, and what it says afterwards.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, install } from '../peers.mjs';

const schemathesisVersion = '4.32.5';
const dreddVersion = '14.1.0';

/**
 * @typedef {object} Tool
 * @property {string} name with its version
 * @property {(run: Run) => { command: string, args: string[] }} start
 * @property {(run: Run, output: string) => string[]} failures each as `KIND METHOD /path`, once
 *
 * @typedef {object} Run
 * @property {string} home an empty folder
 * @property {object} description with the address of the server
 * @property {string} url
 * @property {readonly object[]} identities who may be named, the caller first, with their scopes where these are told
 * @property {number} seed
 * @property {number} examples how much is tried, where a tool has such a number
 */

/** @returns {{ tools: Tool[], skipped: string[] }} */
export function installTools(dist) {
  const tools = [standin(dist), preparedDredd(dist)];
  const skipped = [];
  for (const make of [schemathesis, dredd]) {
    try {
      tools.push(make());
    } catch (error) {
      skipped.push(`${make.name} (${String(error.message).split('\n', 1)[0]})`);
    }
  }
  return { tools, skipped };
}

/** Dredd with what Standin prepares for it; it is among the packages of the project. */
function preparedDredd(dist) {
  return standin(dist, 'Prepared Dredd', ['dredd']);
}

function standin(dist, name = 'Standin', engines = ['standin']) {
  return {
    name,
    start({ home, description, url, identities, seed }) {
      const report = `json=${join(home, 'report.json')}`;
      const spec = written(home, 'description.json', description);
      // Scopes are told by a suite alone; YAML has JSON in it.
      const people = Object.fromEntries(
        identities.map(({ name, headers, scopes }) => [
          name,
          { headers: Object.fromEntries(headers), scopes },
        ]),
      );
      const suite = { description: spec, targets: { it: url }, identities: people, engines };
      const file = written(home, 'library.contract.yaml', suite);
      const args = ['verify', file, '--seed', String(seed), '--reporter', report];
      return { command: process.execPath, args: [join(dist, 'cli/main.js'), ...args] };
    },
    failures({ home }) {
      const { findings } = JSON.parse(readFileSync(join(home, 'report.json'), 'utf8'));
      return findings
        .filter(({ severity, tags }) => severity === 'failure' && !tags.includes('flaky'))
        .map(({ check, operation }) => `${check} ${operation}`);
    },
  };
}

/** Its command, installed by pip in a folder of its own where it is not there yet. Throws where that fails, for want of Python say. */
export function installSchemathesis() {
  const home = join(folder, 'schemathesis');
  const command = join(home, 'bin/st');
  if (existsSync(command)) return command;
  mkdirSync(folder, { recursive: true });
  const options = { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 };
  execFileSync('python3', ['-m', 'venv', home], options);
  const wanted = `schemathesis==${schemathesisVersion}`;
  execFileSync(join(home, 'bin/pip'), ['install', '--quiet', wanted], options);
  return command;
}

/** Both people are named, and are said to be peers: what one has made is not for the other. */
function schemathesis() {
  const command = installSchemathesis();
  const version = execFileSync(command, ['--version'], { encoding: 'utf8' }).trim().split(/\s+/).at(-1);
  return {
    name: `Schemathesis ${version}`,
    start({ home: cwd, description, url, identities, seed, examples }) {
      written(cwd, 'auth.json', {
        auth: identities.map(({ name, headers }) => ({
          name,
          fixedHeaders: headers.map(([header, value]) => ({ name: header, value })),
        })),
      });
      const [caller] = identities;
      const peers = JSON.stringify(identities.map(({ name }) => name));
      const config = `[auth.wfc]\npath = "auth.json"\nuser = "${caller.name}"\npeers = ${peers}\n`;
      writeFileSync(join(cwd, 'schemathesis.toml'), config);
      const spec = written(cwd, 'description.json', description);
      const generation = [
        '--mode',
        'all',
        '--continue-on-failure',
        '--no-shrink',
        '--max-examples',
        `${examples}`,
      ];
      const report = ['--report', 'json', '--report-json-path', join(cwd, 'report.json')];
      return { command, args: ['run', spec, '-u', url, '--seed', `${seed}`, ...generation, ...report] };
    },
    failures({ home: cwd }) {
      const { failures } = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'));
      return failures.flatMap(({ type, operations }) =>
        operations.map((operation) => `${type} ${operation}`),
      );
    },
  };
}

/** It needs an example for every required parameter, and reads nothing newer than 3.0. */
function dredd() {
  const node = join(install('node', ['node@24']), 'node/bin/node');
  const script = join(install('dredd', [`dredd@${dreddVersion}`]), 'dredd/bin/dredd');
  return {
    name: `Dredd ${dreddVersion}`,
    start({ home, description, url, identities: [{ headers }] }) {
      const credentials = headers.flatMap(([name, value]) => ['--header', `${name}: ${value}`]);
      const spec = written(home, 'description.json', withExamples(description));
      return { command: node, args: [script, spec, url, ...credentials] };
    },
    // Documented refusals are transactions to it too, which every user leaves out by hooks: it has no way to them.
    failures(_run, output) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
      const plain = output.replaceAll(/\x1b\[[0-9;]*m/g, '');
      const failed = [...plain.matchAll(/^fail: (\w+) \((2\d\d)\) (\S+) /gm)];
      return [
        ...new Set(
          failed.map(
            ([, method, status, path]) => `${status} ${method} ${path.split('?', 1)[0].replace(/^\/v1/, '')}`,
          ),
        ),
      ];
    },
  };
}

const examples = {
  bookId: 1,
  reviewId: 1,
  noteId: '00000000-0000-4000-8000-000000000001',
  'X-Branch': 'ABC',
};

function withExamples(description) {
  const copy = structuredClone(description);
  copy.openapi = '3.0.3';
  for (const item of Object.values(copy.paths))
    for (const parameter of [item, ...Object.values(item)].flatMap(({ parameters = [] }) => parameters))
      if (parameter.required) parameter.example = examples[parameter.name] ?? 1;
  return copy;
}

function written(home, name, content) {
  const path = join(home, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

/**
 * What a command says until it ends; it is killed after so many seconds.
 *
 * @returns {Promise<{ output: string, late: boolean }>}
 */
export function finished({ command, args }, { cwd, seconds }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, seconds * 1000);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(timer);
      resolve({ output, late });
    });
  });
}
