import { expect, test } from 'vitest';
import { createMock, type JournalEntry, sampleRequest } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { checkPact, readPact, verifyPacts, writePact } from '../../src/pact/index.ts';
import { corpusEntries, corpusPresent } from '../support/corpus.ts';

/** A few of the smaller ones: whole answers of mocks are looked at elsewhere. */
const chosen = corpusEntries()
  .filter(({ operations }) => operations > 3 && operations < 25)
  .filter((_, at) => at % 8 === 0)
  .slice(0, 10);

test.skipIf(!corpusPresent).each(chosen)(
  '$slug: what was used of a mock can be kept by its description, and is kept by another mock',
  { timeout: 60_000 },
  async ({ slug, file }) => {
    const api = await loadApi(file);
    const journal: JournalEntry[] = [];
    const mock = createMock(api, { seed: 1, journal: (entry) => journal.push(entry) });
    for (const operation of api.operations)
      await (await mock.fetch(await sampleRequest(operation, { origin: 'http://used.test' }))).text();
    const text = await writePact(journal, { consumer: 'web', provider: slug });
    const pact = await readPact(text, 'pact.json');
    const documented = api.operations.some(({ responses }) => responses.length > 0);
    expect(pact.interactions.length > 0).toBe(documented);
    expect((await checkPact(api, pact)).map(({ message }) => message)).toEqual([]);
    const other = createMock(api, { seed: 1, auth: false });
    const { findings } = await verifyPacts([pact], (request) => other.fetch(request), { now: 0 });
    expect(findings.map(({ failure }) => failure.message)).toEqual([]);
  },
);
