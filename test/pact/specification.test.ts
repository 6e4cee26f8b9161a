import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { prepareMatching } from '../../src/pact/match-body.ts';
import { matchRequest, matchResponse } from '../../src/pact/match-message.ts';
import type { PactMessage, PactVersion } from '../../src/pact/pact.ts';
import { readRequest, readResponse } from '../../src/pact/read-message.ts';
import type { RuleReading } from '../../src/pact/read-rule.ts';
import { loadQueries } from '../../src/schema/index.ts';
import { KNOWN } from './known-cases.ts';

const root = fileURLToPath(new URL('../../../shared/pact/', import.meta.url));

type Side = Record<string, unknown>;
interface SpecificationCase {
  readonly match: boolean;
  readonly expected: Side;
  readonly actual: Side;
}

const complaints: string[] = [];

async function mismatches(file: string, version: PactVersion, kind: string): Promise<unknown[]> {
  const it = JSON.parse(readFileSync(root + file, 'utf8')) as SpecificationCase;
  const queries = await loadQueries();
  const reading: RuleReading = { queries, complain: (_, message) => complaints.push(message) };
  if (kind === 'request') {
    const expected = readRequest(it.expected, '', version, reading);
    const actual = readRequest(it.actual, '', version, reading);
    await prepareMatching([expected]);
    return matchRequest(expected, { ...actual, headers: headersOf(actual), body: bytesOf(actual) });
  }
  const asAnswer = (side: Side): Side =>
    kind === 'response' ? side : { ...side, body: side['contents'], headers: side['metaData'] };
  const expected = readResponse(content(asAnswer(it.expected)), '', version, reading);
  const actual = readResponse(content(asAnswer(it.actual)), '', version, reading);
  await prepareMatching([expected]);
  return matchResponse(expected, {
    status: actual.status ?? 200,
    headers: headersOf(actual),
    body: bytesOf(actual),
  });
}

/** A member that is not there is no member. */
function content(side: Side): Side {
  return JSON.parse(JSON.stringify(side)) as Side;
}

function headersOf({ headers }: Pick<PactMessage, 'headers'>): Headers {
  return new Headers(
    headers.map(([name, values]): [string, string] => [name, values.join(', ').replaceAll(/\s+/g, ' ')]),
  );
}

function bytesOf({ body }: Pick<PactMessage, 'body'>): Uint8Array | undefined {
  return body.kind === 'present' ? body.bytes : undefined;
}

describe.skipIf(!existsSync(root))("the specification's own cases", () => {
  const files = existsSync(root)
    ? (readdirSync(root, { recursive: true }) as string[]).filter((file) => /^v\d.*\.json$/.test(file)).sort()
    : [];

  test.each(['v2', 'v3', 'v4'])(
    '%s: each case matches as it says, but for those that are named',
    async (name) => {
      const wrong: string[] = [];
      const own = files.filter((file) => file.startsWith(`${name}/`));
      for (const file of own) {
        const it = JSON.parse(readFileSync(root + file, 'utf8')) as SpecificationCase;
        const found = await mismatches(file, Number(name[1]) as PactVersion, file.split('/')[2]!);
        if ((found.length === 0) !== it.match) wrong.push(file);
      }
      expect(own.length).toBeGreaterThan(170);
      expect(wrong).toEqual(KNOWN.map(([file]) => file).filter((file) => file.startsWith(`${name}/`)));
    },
  );

  test('all rules in them are understood', () => {
    expect(complaints).toEqual([]);
  });
});
