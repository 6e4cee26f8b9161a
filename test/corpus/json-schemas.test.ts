import { afterAll, expect, test } from 'vitest';
import { schemaFiles, schemasPresent } from '../support/corpus.ts';
import {
  META_SCHEMAS,
  type NativeDialect,
  NativeJudge,
  withoutForeignReferences,
} from '../support/native-judge.ts';
import { isObject } from '../support/raw-document.ts';
import { generateFor } from './generate-for.ts';

const HOME = 'https://json.schemastore.org/';

/** By all URLs under which the files name each other. */
const remotes = new Map<string, unknown>();
for (const { name, json } of schemaFiles()) {
  const id = isObject(json) ? (json['$id'] ?? json['id']) : undefined;
  if (typeof id === 'string' && URL.canParse(id)) remotes.set(new URL(id).href.split('#')[0]!, json);
  remotes.set(`${HOME}${name}`, json);
}

const known = new Set([...remotes.keys(), ...Object.values(META_SCHEMAS)]);
const readable = new Map(
  [...remotes].map(([uri, json]) => [uri, withoutForeignReferences(json, uri, known)]),
);
const judge = new NativeJudge('draft-07', readable);
afterAll(() => judge.close());

test.skipIf(!schemasPresent).each(schemaFiles())(
  'a value that is generated for $name is valid',
  { timeout: 60_000 },
  async ({ name, json }) => {
    const value = await generateFor(json, dialectOf(json), remotes, `${HOME}${name}`);
    expect(await isValid(name, json, value), JSON.stringify(value)?.slice(0, 2000)).toBe(true);
  },
);

test.skipIf(!schemasPresent)('the judge refuses what these schemas forbid', async () => {
  const verdicts = await Promise.all(schemaFiles().map(({ name, json }) => isValid(name, json, 0.5)));
  expect(verdicts.filter((valid) => !valid).length).toBeGreaterThan(110);
});

/** The first judge cannot use a root whose $ref stands beside what it names: then the second is asked. */
function isValid(name: string, json: unknown, value: unknown): Promise<boolean> {
  const uri = `${HOME}${name}`;
  return judge
    .firstByUri(uri, value)
    .catch(() => new NativeJudge(dialectOf(json), new Map()).second(readable.get(uri), value));
}

function dialectOf(json: unknown): NativeDialect {
  const declared = isObject(json) ? String(json['$schema']).replace(/#$/, '') : '';
  const dialects = Object.keys(META_SCHEMAS) as NativeDialect[];
  return dialects.find((dialect) => META_SCHEMAS[dialect] === declared) ?? 'draft-07';
}
