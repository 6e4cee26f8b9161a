import fc from 'fast-check';

/** A value, what allows it, and a neighbour that breaks exactly one constraint. */
export interface RoundTripCase {
  readonly schema: object;
  readonly value: unknown;
  readonly bad: Bad;
}

export interface Bad {
  readonly value: unknown;
  /** Of the place that is broken, below the parameter. */
  readonly pointer: string;
  readonly keyword: string;
}

interface Kind {
  readonly schema: object;
  readonly value: fc.Arbitrary<unknown>;
  readonly bad: unknown;
  readonly keyword: string;
}

/** What a text of the wire can stand for. */
function scalarKinds(text: fc.Arbitrary<string>): Kind[] {
  return [
    { schema: { type: 'string', maxLength: 40 }, value: text, bad: 'x'.repeat(41), keyword: 'maxLength' },
    {
      schema: { type: 'string', enum: ['a', 'B', '7'] },
      value: fc.constantFrom('a', 'B', '7'),
      bad: 'c',
      keyword: 'enum',
    },
    {
      schema: { type: 'string', format: 'date' },
      value: fc.constant('2024-02-29'),
      bad: '2023-02-29',
      keyword: 'format',
    },
    {
      schema: { type: 'integer', minimum: -900, maximum: 900 },
      value: fc.integer({ min: -900, max: 900 }),
      bad: 901,
      keyword: 'maximum',
    },
    { schema: { type: 'integer', format: 'int32' }, value: fc.integer(), bad: 'x1', keyword: 'type' },
    {
      schema: { type: 'number', multipleOf: 3 },
      value: fc.integer({ min: -99, max: 99 }).map((n) => n * 3),
      bad: 4,
      keyword: 'multipleOf',
    },
    { schema: { enum: [1, 2, 30] }, value: fc.constantFrom(1, 2, 30), bad: 3, keyword: 'enum' },
    { schema: { type: 'boolean' }, value: fc.boolean(), bad: 'True', keyword: 'type' },
    {
      schema: { type: ['integer', 'null'], minimum: 0 },
      value: fc.constantFrom(null, 0, 7),
      bad: -1,
      keyword: 'minimum',
    },
    {
      schema: { anyOf: [{ type: 'integer', maximum: 9 }, { type: 'null' }] },
      value: fc.constantFrom(null, 5),
      bad: 10,
      keyword: 'maximum',
    },
    {
      schema: { type: ['string', 'integer'], pattern: '^[a-z]+$' },
      value: fc.constantFrom('abc', 12),
      bad: 'A',
      keyword: 'pattern',
    },
  ];
}

export function scalarCase(text: fc.Arbitrary<string>): fc.Arbitrary<RoundTripCase> {
  return kind(text).map(({ schema, value, bad, keyword }) => ({
    schema,
    value,
    bad: { value: bad, pointer: '', keyword },
  }));
}

interface Drawn {
  readonly schema: object;
  readonly value: unknown;
  readonly bad: unknown;
  readonly keyword: string;
}

function kind(text: fc.Arbitrary<string>): fc.Arbitrary<Drawn> {
  return fc.oneof(...scalarKinds(text).map((one) => one.value.map((value) => ({ ...one, value }))));
}

/** Items of one kind, or a tuple; broken at one item, or too few. */
export function listCase(text: fc.Arbitrary<string>): fc.Arbitrary<RoundTripCase> {
  const alike = fc
    .oneof(
      ...scalarKinds(text).map(({ value, ...rest }) =>
        fc.array(value, { minLength: 1, maxLength: 5 }).map((items) => ({ ...rest, items })),
      ),
    )
    .chain(({ schema, items, bad, keyword }) =>
      fc.nat({ max: items.length - 1 }).map((at) => ({
        schema: { type: 'array', items: schema },
        value: items,
        bad: { value: items.with(at, bad), pointer: `/${at}`, keyword },
      })),
    );
  const tuple = fc.array(kind(text), { minLength: 1, maxLength: 4 }).chain((members) =>
    fc.nat({ max: members.length - 1 }).map((at) => {
      const value = members.map((member) => member.value);
      return {
        schema: { type: 'array', prefixItems: members.map(({ schema }) => schema) },
        value,
        bad: { value: value.with(at, members[at]!.bad), pointer: `/${at}`, keyword: members[at]!.keyword },
      };
    }),
  );
  const short = fc.array(fc.integer(), { minLength: 2, maxLength: 4 }).map((value) => ({
    schema: { type: 'array', items: { type: 'integer' }, minItems: value.length },
    value,
    bad: { value: value.slice(1), pointer: '', keyword: 'minItems' },
  }));
  return fc.oneof(alike, tuple, short);
}

/** Broken at one member, or without one that is required. */
export function objectCase(
  name: fc.Arbitrary<string>,
  text: fc.Arbitrary<string>,
): fc.Arbitrary<RoundTripCase> {
  return fc
    .uniqueArray(fc.tuple(name, kind(text)), { minLength: 1, maxLength: 4, selector: ([key]) => key })
    .chain((members) =>
      fc.record({ at: fc.nat({ max: members.length - 1 }), lacks: fc.boolean() }).map(({ at, lacks }) => {
        const [key, broken] = members[at]!;
        const value = Object.fromEntries(members.map(([one, member]) => [one, member.value]));
        const rest = Object.fromEntries(Object.entries(value).filter(([one]) => one !== key));
        const schema = {
          type: 'object',
          properties: Object.fromEntries(members.map(([one, member]) => [one, member.schema])),
          required: [key],
        };
        const bad =
          lacks && members.length > 1
            ? { value: rest, pointer: '', keyword: 'required' }
            : {
                value: { ...value, [key]: broken.bad },
                pointer: `/${escaped(key)}`,
                keyword: broken.keyword,
              };
        return { schema, value, bad };
      }),
    );
}

/** Objects and lists in an object, broken somewhere below. */
export function nestedCase(
  name: fc.Arbitrary<string>,
  text: fc.Arbitrary<string>,
): fc.Arbitrary<RoundTripCase> {
  const members = fc.uniqueArray(
    fc.tuple(name, fc.oneof(scalarCase(text), listCase(text), objectCase(name, text))),
    {
      minLength: 1,
      maxLength: 3,
      selector: ([key]) => key,
    },
  );
  return members.chain((drawn) =>
    fc.nat({ max: drawn.length - 1 }).map((at) => {
      const [key, broken] = drawn[at]!;
      const value = Object.fromEntries(drawn.map(([one, member]) => [one, member.value]));
      return {
        schema: {
          type: 'object',
          properties: Object.fromEntries(drawn.map(([one, member]) => [one, member.schema])),
        },
        value,
        bad: {
          value: { ...value, [key]: broken.bad.value },
          pointer: `/${escaped(key)}${broken.bad.pointer}`,
          keyword: broken.bad.keyword,
        },
      };
    }),
  );
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
