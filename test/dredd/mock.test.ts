import { expect, test } from 'vitest';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { corpusEntries, corpusPresent } from '../support/corpus.ts';
import { compileAsDredd } from './gavel.ts';
import { root, tryTarget } from './library.ts';

const operations = 8;

/** Dredd refuses to begin with these as they are; `node bench/dredd.mjs` tries all there are. */
const refused = [
  'autorest-paging',
  'autorest-validation',
  'blockfrost',
  'camara-qos-profiles',
  'ethereum-beacon',
];

test.skipIf(!corpusPresent).each(refused)(
  '%s, with which Dredd does not begin by itself, passes against the mock when prepared',
  { timeout: 120_000 },
  async (slug) => {
    const { file } = corpusEntries().find((entry) => entry.slug === slug)!;
    const { readFile } = await import('node:fs/promises');
    const { annotations } = await compileAsDredd(await readFile(file, 'utf8'));
    expect(annotations.filter(({ type }) => type === 'error')).not.toEqual([]);
    const api = await loadApi(file);
    const chosen = new Set(api.operations.slice(0, operations));
    const mock = createMock(api, { seed: 'dredd' });
    const { cases, findings } = await tryTarget(api, (request) => mock.fetch(request), {
      select: (operation) => chosen.has(operation),
      timeout: 60_000,
    });
    expect(findings).toEqual([]);
    expect(cases.length).toBeGreaterThan(3);
  },
);

test('the embedded default passes by Dredd', { timeout: 120_000 }, async () => {
  const api = await loadApi(`${root}spec/authentik.yaml`);
  const mock = createMock(api);
  const { result, cases, findings } = await tryTarget(api, (request) => mock.fetch(request), {
    timeout: 60_000,
  });
  expect(findings).toEqual([]);
  expect(result).toMatchObject({ kept: true, conclusive: true });
  expect(cases.length).toBeGreaterThanOrEqual(api.operations.length);
});
