import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bundleDocument } from '../../src/document/bundle.ts';
import { loadDocument } from '../../src/document/load.ts';
import { differences, loadFiles, openapi } from './bundle-harness.ts';

const files = ['main.json', 'a.json', 'sub/a.json', 'sub/b.json', 'b/index.json'];
const names = ['Pet', 'a', 'b', 'Pet-2', 'ä b'];

/** Names one more than there are: the file itself. */
const target = fc.record({ file: fc.nat(files.length - 1), name: fc.nat(names.length), inner: fc.boolean() });
const schema = fc.record({
  title: fc.string({ minLength: 8, maxLength: 8 }),
  shape: fc.constantFrom('properties', 'allOf', 'alone', 'sibling'),
  targets: fc.array(target, { minLength: 1, maxLength: 3 }),
});
const schemas = fc.array(schema, { minLength: names.length + 1, maxLength: names.length + 1 });
const web = fc.array(schemas, { minLength: files.length, maxLength: files.length });
type Target = { file: number; name: number; inner: boolean };
type Schema = { title: string; shape: string; targets: Target[] };

function referenceTo({ file, name, inner }: Target, from: number): { $ref: string } {
  const whole = name === names.length && file > 0;
  const holder = file === 0 ? '/components/schemas' : '/definitions';
  const pointer = (whole ? '' : `${holder}/${names[name % names.length]}`) + (inner ? '/$defs/inner' : '');
  const up = '../'.repeat(files[from]!.split('/').length - 1);
  return { $ref: `${file === from ? '' : up + files[file]}#${encodeURI(pointer)}` };
}

function written({ title, shape, targets }: Schema, from: number): object {
  const references = targets.map((one) => referenceTo(one, from));
  const rest = { $defs: { inner: { description: title } } };
  if (shape === 'alone') return { ...rest, items: references[0] };
  if (shape === 'sibling') return { ...rest, title, not: { ...references[0], minLength: 3 } };
  if (shape === 'allOf') return { ...rest, title, items: { allOf: references } };
  return { ...rest, title, properties: Object.fromEntries(references.map((one, i) => [`p${i}`, one])) };
}

function fileOf(written: object[], index: number): object {
  const named = Object.fromEntries(names.map((name, i) => [name, written[i]]));
  if (index > 0) return { ...written.at(-1), definitions: named };
  const used = [...names.keys()].map((name) => referenceTo({ file: 0, name, inner: false }, 0));
  const paths = Object.fromEntries(
    used.map((one, i) => [
      `/${i}`,
      { get: { responses: { 200: { description: '', content: { 'a/b': { schema: one } } } } } },
    ]),
  );
  return openapi('3.1.0', { paths, components: { schemas: named } });
}

test('any web of schemas in several files says the same when it is one document', async () => {
  await fc.assert(
    fc.asyncProperty(web, async (all) => {
      const texts = all.map((some, file) =>
        fileOf(
          some.map((one) => written(one, file)),
          file,
        ),
      );
      const source = await loadFiles(Object.fromEntries(files.map((file, i) => [file, texts[i]])));
      const bundled = await loadDocument(JSON.parse(JSON.stringify(bundleDocument(source))));
      expect([source.faults, bundled.faults]).toEqual([[], []]);
      expect(differences(source, bundled)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
