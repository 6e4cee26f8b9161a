import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { breaks, type ContractResult } from '../../../src/contract/index.ts';
import { loadApi } from '../../../src/model/index.ts';
import { dayOf, prepareSuite, readSuite, updateBaseline } from '../../../src/suite/index.ts';
import { memoryProject } from '../suite-of.ts';
import {
  hasAlertmanager,
  hasPowerDns,
  powerDnsKey,
  type RealServer,
  startAlertmanager,
  startPowerDns,
} from './servers.ts';

/** Servers that nobody of this project wrote, with descriptions of their own; every finding was looked at by hand. */
const servers: Array<{ name: string; isThere: boolean; start: () => Promise<RealServer>; path: string }> = [
  { name: 'powerdns', isThere: hasPowerDns, start: startPowerDns, path: '/api/v1' },
  { name: 'alertmanager', isThere: hasAlertmanager, start: startAlertmanager, path: '/api/v2' },
];

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const running: RealServer[] = [];

afterAll(async () => {
  for (const server of running) await server.stop();
});

test.each(servers.filter(({ isThere }) => isThere))(
  'what is found of $name is what was looked at by hand',
  { timeout: 120_000 },
  async ({ name, start, path }) => {
    const server = await start();
    running.push(server);
    const baseline = fileOf(`${name}.baseline.yaml`);
    const result = await runSuite(name, server, path, baseline);
    expect(result.conclusive).toBe(true);
    if (process.env['UPDATE_BASELINE']) await write(baseline, result);
    expect(result.findings.filter(breaks).map(said)).toEqual([]);
    // Where the server or the engine is another one, some may not come; where hardly any come, something is wrong.
    expect(result.findings.length).toBeGreaterThan(result.gone!.length);
  },
);

async function runSuite(
  name: string,
  server: RealServer,
  path: string,
  baseline: string,
): Promise<ContractResult> {
  const text = readFileSync(fileOf(`${name}.contract.yaml`), 'utf8');
  const known = new Map([
    [`${name}.baseline.yaml`, readFileSync(baseline, { encoding: 'utf8', flag: 'a+' })],
  ]);
  const suite = await prepareSuite(await readSuite(text, `${name}.contract.yaml`), {
    project: memoryProject(known),
    env: { POWERDNS_KEY: powerDnsKey },
    loadApi: () => loadApi(server.description),
    now: Date.now(),
    clock: () => performance.now(),
    target: `${server.url}${path}`,
  });
  return suite.run(() => {});
}

function said({ failure, operation, fingerprint }: ContractResult['findings'][number]): string {
  return `${fingerprint} ${failure.check} ${operation.method} ${operation.path}: ${failure.message}`;
}

async function write(baseline: string, result: ContractResult): Promise<void> {
  const text = readFileSync(baseline, 'utf8');
  const update = await updateBaseline(text, result, dayOf(Date.now()), ({ failure }) => failure.message);
  writeFileSync(baseline, update.text);
}
