import fc from 'fast-check';

/** A kind of body: values that it can carry, and ways to break one, each with the place that it breaks. */
export interface Kind {
  readonly title: string;
  readonly type: string;
  readonly mediaType: object;
  readonly value: fc.Arbitrary<unknown>;
  readonly mutations: readonly Mutation[];
}

type Loose = ReturnType<typeof JSON.parse>;

/** Changes a valid value; undefined where it cannot. */
type Mutation = (value: Loose) => { value: unknown; pointer: string; keyword: string } | undefined;

const NAME = { type: 'string', minLength: 1, maxLength: 20 };
const integers = (more: object = {}) => ({
  type: 'array',
  items: { type: 'integer', maximum: 1000 },
  ...more,
});
const RECORD = {
  type: 'object',
  required: ['name', 'count'],
  additionalProperties: false,
  properties: {
    name: NAME,
    count: { type: 'integer', minimum: 0 },
    ratio: { type: 'number' },
    on: { type: 'boolean' },
    list: integers({ minItems: 1 }),
    inner: { type: 'object', required: ['deep'], properties: { deep: NAME, flag: { type: 'boolean' } } },
  },
};

const char = fc.constantFrom(
  'a',
  'Z',
  '5',
  ' x',
  'é',
  '😀',
  '<',
  '&',
  '"',
  ',',
  '=',
  '%',
  '+',
  ';',
  '\\',
  "'",
  ']]>',
  'true',
);
const name = fc
  .array(char, { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join('').trim())
  .filter((text) => text !== '');
const ratio = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((each) => (Object.is(each, -0) ? 0 : each));
const list = fc.array(fc.integer({ max: 1000 }), { minLength: 1, maxLength: 4 });
const inner = fc.record(
  { deep: name, flag: fc.boolean() },
  { requiredKeys: ['deep'], noNullPrototype: true },
);
const flatFields = { name, count: fc.nat(), ratio, on: fc.boolean() };
const optional = { requiredKeys: ['name', 'count'] as never[], noNullPrototype: true };
const flat = fc.record(flatFields, optional);
const record = fc.record({ ...flatFields, list, inner }, optional);

const breakRecord: readonly Mutation[] = [
  (value) => ({ value: { ...value, count: -1 }, pointer: '/count', keyword: 'minimum' }),
  (value) => ({ value: { ...value, count: 'many' }, pointer: '/count', keyword: 'type' }),
  ({ name: _name, ...rest }) => ({ value: rest, pointer: '', keyword: 'required' }),
  (value) => ({ value: { ...value, name: 'x'.repeat(30) }, pointer: '/name', keyword: 'maxLength' }),
  (value) => ({ value: { ...value, extra: 'x' }, pointer: '/extra', keyword: 'additionalProperties' }),
];
const breakDeep: readonly Mutation[] = [
  ...breakRecord,
  (value) =>
    value.list && {
      value: { ...value, list: [...value.list, 1001] },
      pointer: `/list/${value.list.length}`,
      keyword: 'maximum',
    },
  (value) =>
    value.inner && {
      value: { ...value, inner: { ...value.inner, flag: 'x' } },
      pointer: '/inner/flag',
      keyword: 'type',
    },
];
/** The same in one item of several. */
const inItems = (mutations: readonly Mutation[]): Mutation[] =>
  mutations.map((mutate) => (items) => {
    const at = items.length - 1;
    const broken = at < 0 ? undefined : mutate(items[at]);
    return broken && { ...broken, value: items.with(at, broken.value), pointer: `/${at}${broken.pointer}` };
  });

const list1 = (items: fc.Arbitrary<unknown>) => fc.array(items, { minLength: 1, maxLength: 4 });
const sequence = (type: string): Kind => ({
  title: `${type} by itemSchema`,
  type,
  mediaType: { itemSchema: RECORD },
  value: fc.array(record, { maxLength: 4 }),
  mutations: inItems(breakDeep),
});

const XML_RECORD = {
  ...RECORD,
  xml: { name: 'record', prefix: 'r', namespace: 'urn:r' },
  properties: {
    ...RECORD.properties,
    count: { type: 'integer', minimum: 0, xml: { attribute: true, name: 'n' } },
    list: integers({
      minItems: 1,
      xml: { wrapped: true },
      items: { type: 'integer', maximum: 1000, xml: { name: 'item' } },
    }),
    name: { ...NAME, xml: { prefix: 's', namespace: 'urn:s' } },
  },
};

export const KINDS: readonly Kind[] = [
  {
    title: 'JSON',
    type: 'application/json',
    mediaType: { schema: RECORD },
    value: record,
    mutations: breakDeep,
  },
  {
    title: 'YAML',
    type: 'application/yaml',
    mediaType: { schema: RECORD },
    value: record,
    mutations: breakDeep,
  },
  {
    title: 'XML',
    type: 'application/xml',
    mediaType: { schema: RECORD },
    value: record,
    mutations: breakDeep,
  },
  {
    title: 'XML with names, namespaces, attributes and wrapped lists',
    type: 'text/xml',
    mediaType: { schema: XML_RECORD },
    value: record,
    mutations: breakDeep,
  },
  {
    title: 'XML with text and CDATA nodes (3.2)',
    type: 'application/xml',
    mediaType: {
      schema: {
        ...RECORD,
        properties: {
          ...RECORD.properties,
          name: { ...NAME, xml: { nodeType: 'cdata' } },
          count: { type: 'integer', minimum: 0, xml: { nodeType: 'attribute' } },
        },
      },
    },
    value: fc.record({ name, count: fc.nat() }, { noNullPrototype: true }),
    mutations: breakRecord.slice(0, 2),
  },
  {
    title: 'a list in XML',
    type: 'application/xml',
    mediaType: { schema: { type: 'array', items: RECORD } },
    value: fc.array(record, { maxLength: 4 }),
    mutations: inItems(breakDeep),
  },
  {
    title: 'a form',
    type: 'application/x-www-form-urlencoded',
    mediaType: { schema: RECORD },
    value: record,
    mutations: breakDeep,
  },
  {
    title: 'parts',
    type: 'multipart/form-data',
    mediaType: { schema: RECORD },
    value: record,
    mutations: breakDeep,
  },
  {
    title: 'parts with types of their own',
    type: 'multipart/form-data',
    mediaType: {
      schema: RECORD,
      encoding: {
        inner: { contentType: 'application/xml' },
        name: { contentType: 'text/markdown' },
        list: { contentType: 'application/json' },
      },
    },
    value: record,
    mutations: breakDeep,
  },
  {
    title: 'parts by position',
    type: 'multipart/mixed',
    mediaType: {
      schema: { type: 'array', prefixItems: [NAME, RECORD], items: { type: 'integer' } },
      prefixEncoding: [{}, { contentType: 'application/yaml' }],
      itemEncoding: { contentType: 'text/plain' },
    },
    value: fc.tuple(name, record, fc.integer(), fc.integer()),
    mutations: [
      ([first, second, ...rest]) => ({
        value: [first, { ...second, count: -1 }, ...rest],
        pointer: '/1/count',
        keyword: 'minimum',
      }),
      (items) => ({ value: [...items, 'x'], pointer: `/${items.length}`, keyword: 'type' }),
    ],
  },
  {
    title: 'CSV',
    type: 'text/csv',
    mediaType: { schema: { type: 'array', items: RECORD } },
    value: list1(flat),
    mutations: inItems(breakRecord),
  },
  {
    title: 'lines of CSV',
    type: 'text/csv',
    mediaType: { schema: { type: 'array', items: integers() } },
    value: fc.array(list, { maxLength: 4 }),
    mutations: [
      (rows) => ({ value: [...rows, [1, 1001]], pointer: `/${rows.length}/1`, keyword: 'maximum' }),
    ],
  },
  {
    title: 'text',
    type: 'text/plain',
    mediaType: { schema: { type: 'number', maximum: 10 } },
    value: ratio.filter((each) => each <= 10),
    mutations: [
      () => ({ value: 11, pointer: '', keyword: 'maximum' }),
      () => ({ value: 'x', pointer: '', keyword: 'type' }),
    ],
  },
  ...['application/jsonl', 'application/json-seq', 'application/geo+json-seq'].map(sequence),
  {
    ...sequence('application/jsonl'),
    title: 'JSON Lines by the schema of a list',
    mediaType: { schema: { type: 'array', items: RECORD } },
  },
  {
    title: 'events',
    type: 'text/event-stream',
    mediaType: {
      itemSchema: {
        type: 'object',
        required: ['data'],
        properties: { data: RECORD, event: { enum: ['add', 'drop'] }, retry: { type: 'integer' } },
      },
    },
    value: fc.array(
      fc.record(
        { data: record, event: fc.constantFrom('add', 'drop'), retry: fc.nat() },
        { requiredKeys: ['data'], noNullPrototype: true },
      ),
      { maxLength: 4 },
    ),
    mutations: [
      ...inItems(breakDeep).map(
        (mutate): Mutation =>
          (items) => {
            const broken = mutate(items.map((item: Loose) => item.data));
            return (
              broken && {
                ...broken,
                value: items.map((item: Loose, i: number) => ({
                  ...item,
                  data: (broken.value as unknown[])[i],
                })),
                pointer: broken.pointer.replace(/^\/\d+/, '$&/data'),
              }
            );
          },
      ),
      (items) => ({
        value: [...items, { data: { name: 'a', count: 1 }, event: 'x' }],
        pointer: `/${items.length}/event`,
        keyword: 'enum',
      }),
    ],
  },
];
