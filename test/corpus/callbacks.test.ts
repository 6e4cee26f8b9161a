import { describe, expect, test } from 'vitest';
import { trigger } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { corpusEntries, corpusPresent } from '../support/corpus.ts';
import { type Found, isObject, RawDocument } from '../support/raw-document.ts';
import { SchemaJudge } from '../support/schema-judge.ts';

/** Descriptions with webhooks or callbacks. */
const slugs = [
  'camara-quality-on-demand',
  'oai-test31-mega',
  'oai-test31-webhook-example',
  'oai-test32-mega',
  'oai-test32-webhook-example',
  'oai-v30-callback-example',
  'oai-v31-tictactoe',
  'oai-v31-webhook-example',
  'ogen-webhooks',
  'prism-callbacks-payment',
  'readme-30-callbacks',
  'readme-31-webhooks',
  'redocly-cafe',
  'redocly-museum',
  'redocly-pets',
  'scalar-galaxy',
  'vonage-messages',
  'vonage-number-insight',
  'xero-webhooks',
];

describe.skipIf(!corpusPresent)('webhooks and callbacks of real descriptions have valid bodies', () => {
  test.each(corpusEntries().filter(({ slug }) => slugs.includes(slug)))('$slug', async ({ file }) => {
    const [api, raw] = [await loadApi(file), RawDocument.open(file)];
    const judge = new SchemaJudge(raw);
    const described = [...webhooks(raw), ...callbacks(raw)];
    expect(described.length).toBeGreaterThan(0);
    for (const { name, schemas } of described) {
      const sent: unknown[] = [];
      const send = async (request: Request) => {
        sent.push(await request.json().catch(() => undefined));
        return new Response(null, { status: 204 });
      };
      const target = new URL('http://receiver.example/');
      const deliveries = await trigger(api, name, { target, callbacks: { send } });
      expect(deliveries.map(({ outcome }) => outcome)).toEqual(sent.map(() => 'delivered'));
      expect(sent.length).toBe(schemas.length);
      for (const [index, schema] of schemas.entries()) {
        if (schema) expect((await judge.judge(schema, 'request', sent[index])).faults, name).toEqual([]);
      }
    }
  });
});

interface Described {
  readonly name: string;
  /** Of the JSON body of each of its operations; undefined where it has none. */
  readonly schemas: ReadonlyArray<Found | undefined>;
}

function webhooks(raw: RawDocument): Described[] {
  return namesIn(raw.get(raw.entry, 'webhooks')).map((name) => ({
    name,
    schemas: schemasOf(raw, raw.get(raw.entry, 'webhooks', name)),
  }));
}

function callbacks(raw: RawDocument): Described[] {
  const paths = raw.get(raw.entry, 'paths');
  return namesIn(paths).flatMap((path) => {
    const item = raw.get(paths!, path)!;
    return namesIn(item).flatMap((method) => {
      const operation = raw.get(item, method)!;
      const all = raw.get(operation, 'callbacks');
      const id = raw.get(operation, 'operationId')?.value ?? `${method.toUpperCase()} ${path}`;
      return namesIn(all).map((name) => {
        const callback = raw.get(all!, name)!;
        const schemas = namesIn(callback).flatMap((expression) =>
          schemasOf(raw, raw.get(callback, expression)),
        );
        return { name: `${String(id)}.${name}`, schemas };
      });
    });
  });
}

function schemasOf(raw: RawDocument, item: Found | undefined): Array<Found | undefined> {
  const methods = namesIn(item).filter((name) => /^(?:get|put|post|delete|patch)$/.test(name));
  return methods.map((method) =>
    raw.get(item!, method, 'requestBody', 'content', 'application/json', 'schema'),
  );
}

function namesIn(found: Found | undefined): string[] {
  return isObject(found?.value) ? Object.keys(found.value).filter((name) => !name.startsWith('x-')) : [];
}
