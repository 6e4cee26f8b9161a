import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { registerSchema, validate } from '@hyperjump/json-schema/draft-2020-12';
import { load as parseYaml } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { escapeToken } from '../../src/schema/index.ts';
import { documentShape } from '../../src/workflow/shapes.ts';

const shared = fileURLToPath(new URL('../../../shared/arazzo/', import.meta.url));

/**
 * Where the text of the specification, which binds, says other than its JSON Schema does: a sentence, whether the text
 * allows it, and which mutations these are.
 */
const differences: ReadonlyArray<readonly [string, 'allowed' | 'refused', (made: Made) => boolean]> = [
  [
    'a retry needs no stepId or workflowId, and no retryAfter',
    'allowed',
    ({ title }) => /^without .*\/onFailure\/\d+\/(?:stepId|retryAfter)$/.test(title),
  ],
  ['names of outputs are held to their pattern', 'refused', ({ at }) => /\/outputs\/not a name$/.test(at)],
  [
    'a Reusable Object may have more members, which are ignored',
    'allowed',
    ({ at }) => /\/successActions\/1\/not a name$/.test(at),
  ],
];

interface Made {
  /** The pointer to what was changed, and how. */
  readonly title: string;
  readonly at: string;
  readonly document: unknown;
}

/** One of everything that version 1.0 has. */
const whole = {
  arazzo: '1.0.1',
  info: { title: 't', version: '1', summary: 's', description: 'd' },
  sourceDescriptions: [
    { name: 'pets', url: './pets.json', type: 'openapi' },
    { name: 'other', url: './other.json', type: 'arazzo' },
  ],
  workflows: [
    {
      workflowId: 'a',
      summary: 's',
      dependsOn: ['b'],
      inputs: { type: 'object' },
      parameters: [{ name: 'p', in: 'query', value: 1 }],
      successActions: [{ name: 'on', type: 'end' }, { reference: '$components.successActions.on' }],
      failureActions: [{ name: 'off', type: 'end' }],
      outputs: { x: '$steps.s.outputs.x' },
      steps: [
        {
          stepId: 's',
          description: 'd',
          operationId: 'listPets',
          parameters: [{ name: 'p', in: 'query', value: true }],
          requestBody: {
            contentType: 'application/json',
            payload: {},
            replacements: [{ target: '/a', value: '$inputs.a' }],
          },
          successCriteria: [
            { condition: '$statusCode == 200' },
            { condition: '^2', context: '$statusCode', type: 'regex' },
          ],
          onSuccess: [
            { name: 'on', type: 'goto', stepId: 't', criteria: [{ condition: '$statusCode == 200' }] },
          ],
          onFailure: [
            {
              name: 'off',
              type: 'retry',
              retryAfter: 1,
              retryLimit: 2,
              stepId: 't',
              criteria: [{ condition: '$url' }],
            },
          ],
          outputs: { x: '$response.body' },
        },
        { stepId: 't', operationPath: '{$sourceDescriptions.pets.url}#/paths/~1pets/get' },
        { stepId: 'u', workflowId: 'b', parameters: [{ name: 'p', value: null }] },
      ],
    },
    { workflowId: 'b', steps: [{ stepId: 's', operationId: 'listPets' }] },
  ],
  components: {
    inputs: { i: { type: 'string' } },
    parameters: { p: { name: 'p', in: 'header', value: 'v' } },
    successActions: { on: { name: 'on', type: 'end' } },
    failureActions: { off: { name: 'off', type: 'end' } },
  },
  'x-own': 1,
};

const strangers = [5, null, true, 'text', [], {}, ['text', 'text'], -1, 1.5];
/** Any value is allowed below, or the schema of schemas decides. */
const open = /\/(?:inputs|payload|value|x-[^/]*)(?:\/|$)/;

/** Each value replaced, removed, doubled or given a stranger, one at a time. */
function* mutations(document: unknown): Generator<Made> {
  for (const { path, value } of nodes(document, [])) {
    const at = path.map((name) => `/${escapeToken(name)}`).join('');
    if (open.test(at)) continue;
    const change = (title: string, to: (parent: never, name: never) => void, below = at): Made => {
      const copy: unknown = structuredClone(document);
      const parent = path
        .slice(0, -1)
        .reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], copy);
      to(parent as never, path.at(-1) as never);
      return { title: `${title} ${at}`, at: below, document: copy };
    };
    if (path.length === 0) continue;
    for (const stranger of strangers)
      yield change(`${JSON.stringify(stranger)} at`, (parent: Record<string, unknown>, name: string) => {
        parent[name] = stranger;
      });
    yield change('without', (parent: unknown[] | Record<string, unknown>, name: string) => {
      if (Array.isArray(parent)) parent.splice(Number(name), 1);
      else delete parent[name];
    });
    if (Array.isArray(value))
      yield change('doubled', (parent: Record<string, unknown[]>, name: string) =>
        parent[name]!.push(parent[name]![0]),
      );
    else if (typeof value === 'object' && value !== null)
      yield change(
        'a stranger in',
        (parent: Record<string, Record<string, unknown>>, name: string) => {
          parent[name]!['not a name'] = 'x';
        },
        `${at}/not a name`,
      );
  }
}

function* nodes(value: unknown, path: string[]): Generator<{ path: string[]; value: unknown }> {
  yield { path, value };
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) yield* nodes(member, [...path, name]);
}

function isRead(document: unknown): boolean {
  let isFine = true;
  documentShape('1.0')(document, '', () => {
    isFine = false;
  });
  return isFine;
}

describe.skipIf(!existsSync(shared))("the reader and the specification's JSON Schema", () => {
  const schema = existsSync(shared)
    ? JSON.parse(readFileSync(`${shared}schema-1.0/schema.json`, 'utf8'))
    : {};
  const judge = async () => {
    try {
      registerSchema(schema, schema.$id);
    } catch {
      // Registered by the test before.
    }
    return validate(schema.$id);
  };
  const folder = `${shared}examples/1.0.0/`;
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /arazzo\.yaml$/.test(name)) : [];
  const examples = names.map((name) => [name, parseYaml(readFileSync(folder + name, 'utf8'))] as const);

  test.each([...examples, ['one of everything', whole] as const])('agree on %s', async (_, document) => {
    const judged = await judge();
    expect([judged(document as never).valid, isRead(document)]).toEqual([true, true]);
  });

  test('agree on mutations of them, but for what the text says otherwise', { timeout: 120_000 }, async () => {
    const judged = await judge();
    const disagreed: string[] = [];
    const seen = { tried: 0, refused: 0 };
    const used = new Set<string>();
    const made = [
      ...mutations(whole),
      ...examples.flatMap(([, document]) => [...mutations(document)].filter((_, index) => index % 29 === 0)),
    ];
    for (const each of made) {
      const theirs = judged(each.document as never).valid;
      const ours = isRead(each.document);
      seen.tried++;
      if (!theirs) seen.refused++;
      if (theirs === ours) continue;
      const known = differences.find(
        ([, verdict, covers]) => (verdict === 'allowed') === ours && covers(each),
      );
      if (known) used.add(known[0]);
      else disagreed.push(`${each.title}: ours ${ours}, theirs ${theirs}`);
    }
    expect(disagreed).toEqual([]);
    expect(used).toEqual(new Set(differences.map(([sentence]) => sentence)));
    expect(seen.tried).toBeGreaterThan(800);
    expect(seen.refused).toBeGreaterThan(600);
  });
});
