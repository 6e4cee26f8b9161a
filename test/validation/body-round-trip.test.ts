import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { prepareBodyReading, writeBody } from '../../src/http/index.ts';
import type { MediaType } from '../../src/model/index.ts';
import { prepareValidation } from '../../src/schema/index.ts';
import { KINDS, type Kind } from './body-kinds.ts';
import { check, operationOf } from './sent-request.ts';

beforeAll(async () => {
  await prepareValidation();
  await prepareBodyReading('multipart/mixed');
});

async function send(kind: Kind) {
  const operation = await operationOf({
    requestBody: { required: true, content: { [kind.type]: kind.mediaType } },
  });
  const mediaType = operation.requestBody?.content[0] as MediaType;
  const schema = (mediaType.schema ?? mediaType.itemSchema)?.for('request');
  return (value: unknown) => {
    const { body, contentType } = writeBody(mediaType, value, schema);
    return { body, checked: check(operation, { body, type: contentType }) };
  };
}

test.each(KINDS.map((kind) => [kind.title, kind] as const))(
  '%s: what is valid is read as it was written, and accepted',
  async (_title, kind) => {
    const sent = await send(kind);
    fc.assert(
      fc.property(kind.value, (value) => {
        const { checked } = sent(value);
        expect(checked.violations).toEqual([]);
        expect(checked.body).toEqual(value);
      }),
      { numRuns: 100 },
    );
  },
);

test.each(KINDS.map((kind) => [kind.title, kind] as const))(
  '%s: a broken value is refused, and the pointer names the place',
  async (_title, kind) => {
    const sent = await send(kind);
    const broken = new Set<number>();
    fc.assert(
      fc.property(kind.value, fc.nat({ max: kind.mutations.length - 1 }), (value, index) => {
        const mutated = kind.mutations[index]?.(value);
        if (mutated === undefined) return;
        broken.add(index);
        const found = sent(mutated.value).checked.violations.map(
          ({ pointer, keyword }) => `${pointer} ${keyword}`,
        );
        expect(found).toContain(`${mutated.pointer} ${mutated.keyword}`);
      }),
      { numRuns: 100 },
    );
    expect(broken.size).toBe(kind.mutations.length);
  },
);
