import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where all that is not ours lies. */
export const folder = new URL('.peers/', import.meta.url).pathname;

/**
 * @typedef {object} Server a program that serves a description
 * @property {string} name
 * @property {string} command
 * @property {(spec: string, port: number) => string[]} args
 * @property {Record<string, string>} [env]
 * @property {boolean} [keepsCode] compiled code, for its next start
 * @property {(prefix: string) => string} [prefix] where it serves what the description has a server path for
 */

/** What each peer is, in packages, and how it is started. They want another Node than ours. */
const known = [
  {
    name: 'Prism',
    packages: ['@stoplight/prism-cli@5'],
    script: '@stoplight/prism-cli/dist/index.js',
    args: (spec, port) => ['mock', spec, '-p', String(port)],
  },
  {
    name: 'Prism dynamic',
    packages: ['@stoplight/prism-cli@5'],
    script: '@stoplight/prism-cli/dist/index.js',
    args: (spec, port) => ['mock', spec, '-d', '-p', String(port)],
  },
  {
    name: 'Scalar',
    packages: ['@scalar/mock-server', '@hono/node-server', 'js-yaml'],
    script: new URL('scalar.mjs', import.meta.url).pathname,
    args: (spec, port) => [spec, String(port), join(folder, 'scalar')],
  },
  {
    name: 'Steady',
    packages: ['@stdy/cli'],
    binary: '@stdy/cli-linux-x64',
    script: '@stdy/cli/steady.js',
    args: (spec, port) => ['--host', '127.0.0.1', '-p', String(port), spec],
  },
  {
    name: 'Mockoon',
    packages: ['@mockoon/cli'],
    script: '@mockoon/cli/bin/run.js',
    args: (spec, port) => ['start', '--data', spec, '--port', String(port)],
    prefix: (prefix) => prefix,
  },
];

/** @returns {Server} */
export function standinServer(dist, flags = []) {
  const main = join(dist, 'cli/main.js');
  return {
    name: 'Standin',
    keepsCode: true,
    command: process.execPath,
    args: (spec, port) => [main, 'mock', spec, '--port', String(port), ...flags],
  };
}

/**
 * Installs what is missing, outside of the project's own dependencies.
 *
 * @returns {{ servers: Server[], skipped: string[] }}
 */
export function installPeers() {
  const servers = [];
  const skipped = [];
  let node;
  try {
    node = join(install('node', ['node@24']), 'node/bin/node');
  } catch (error) {
    return { servers, skipped: [`every peer: Node 24 cannot be installed (${reason(error)})`] };
  }
  for (const { name, packages, script, binary, args, prefix } of known) {
    try {
      const modules = install(name.split(' ')[0].toLowerCase(), packages);
      const version = JSON.parse(
        readFileSync(join(modules, `${nameOf(packages[0])}/package.json`), 'utf8'),
      ).version;
      const path = script.startsWith('/') ? script : join(modules, script);
      const own = binary && join(modules, binary, 'bin/steady');
      servers.push({
        name: `${name} ${version}`,
        ...(own && existsSync(own)
          ? { command: own, args }
          : { command: node, args: (spec, port) => [path, ...args(spec, port)] }),
        prefix,
      });
    } catch (error) {
      skipped.push(`${name} (${reason(error)})`);
    }
  }
  return { servers, skipped };
}

function nameOf(spec) {
  return spec.replace(/(.)@.*$/, '$1');
}

function reason(error) {
  return String(error.message).split('\n', 1)[0];
}

/** Packages in a folder of their own; the path of its node_modules. Throws where they cannot be installed. */
export function install(name, packages) {
  const home = join(folder, name);
  const modules = join(home, 'node_modules');
  if (packages.every((each) => existsSync(join(modules, nameOf(each), 'package.json')))) return modules;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{"private":true}\n');
  // Each says which Node it wants; npm runs on ours.
  execFileSync('npm', ['install', '--no-fund', '--no-audit', '--force', ...packages], {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 300_000,
  });
  return modules;
}
