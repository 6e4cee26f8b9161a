import { beforeAll, expect, test, vi } from 'vitest';
import {
  type SuiteCase,
  type SuiteDraft,
  suiteCases,
  suitePresent,
  suiteRemotes,
} from '../support/corpus.ts';
import { metaSchemas, NativeJudge } from '../support/native-judge.ts';
import { isObject } from '../support/raw-document.ts';
import { generateFor } from './generate-for.ts';

type JudgedDialect = '2020-12' | 'draft-07' | 'draft-04';
type Verdict = (schema: unknown, value: unknown) => Promise<boolean>;

const DRAFTS: Array<{ draft: SuiteDraft; dialect: JudgedDialect }> = [
  { draft: 'draft2020-12', dialect: '2020-12' },
  { draft: 'draft7', dialect: 'draft-07' },
  { draft: 'draft4', dialect: 'draft-04' },
];

// The judge's IDN library prints each label that it refuses.
beforeAll(() => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
});

test.skipIf(!suitePresent).each(DRAFTS)(
  'a value that is generated for a schema of $draft is valid',
  { timeout: 300_000 },
  async ({ draft, dialect }) => {
    const remotes = new Map([...suiteRemotes(), ...(await metaSchemas())]);
    const judge = new NativeJudge(dialect, suiteRemotes());
    const misses: string[] = [];
    const satisfiable = suiteCases(draft).filter(({ tests }) => tests.some(({ valid }) => valid));
    for (const one of satisfiable) {
      const judged = usable(one, dialect);
      const verdict = await soundJudge(judge, judged);
      const miss = verdict
        ? await tryCase((value) => verdict(judged.schema, value), dialect, remotes, one)
        : 'neither judge is right about it';
      if (miss !== undefined) misses.push(`${one.file}: ${one.description}: ${miss}`);
    }
    judge.close();
    expect(satisfiable.length).toBeGreaterThan(100);
    expect(misses).toEqual([]);
  },
);

/** The first judge that takes none of the case's invalid instances, and at least one of its valid ones. */
async function soundJudge(judge: NativeJudge, { schema, tests }: SuiteCase): Promise<Verdict | undefined> {
  const judges: Verdict[] = [
    (schema, value) => judge.first(schema, value),
    (schema, value) => judge.second(schema, value),
  ];
  for (const verdict of judges) {
    const said = await Promise.all(tests.map(({ data }) => verdict(schema, data).catch(() => false)));
    const taken = tests.filter((_, index) => said[index]);
    if (taken.length > 0 && taken.every(({ valid }) => valid)) return verdict;
  }
  return undefined;
}

/** What is wrong with the value; undefined where nothing is. */
async function tryCase(
  accepts: (value: unknown) => Promise<boolean>,
  dialect: JudgedDialect,
  remotes: ReadonlyMap<string, unknown>,
  { schema }: SuiteCase,
): Promise<string | undefined> {
  try {
    const value = await generateFor(schema, dialect, remotes);
    if (await accepts(value)) return undefined;
    return `${JSON.stringify(value)} is not valid for ${JSON.stringify(schema).slice(0, 300)}`;
  } catch (error) {
    return (error as Error).message.slice(0, 300);
  }
}

/**
 * The case as the judges can use it: they refuse to know schemas by `file:` URLs, and both read an identifier beside
 * `$ref`, which the older drafts say to ignore.
 */
function usable(one: SuiteCase, dialect: JudgedDialect): SuiteCase {
  const text = JSON.stringify(one.schema).replaceAll('file:///', 'https://file.test/');
  const schema: unknown = JSON.parse(text, (_, value: unknown) => {
    if (dialect === '2020-12' || !isObject(value) || typeof value['$ref'] !== 'string') return value;
    const { $id: _$id, id: _id, ...rest } = value;
    return rest;
  });
  return { ...one, schema };
}
