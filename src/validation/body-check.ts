import {
  type BodyReader,
  type BodyReading,
  type BodyRemark,
  bodyReader,
  matchContentType,
  type ReadOnlyFinder,
  readOnlyFinder,
} from '../http/index.ts';
import type { MediaType, Operation } from '../model/index.ts';
import type { Schema, Violation } from '../schema/index.ts';
import { violationOf } from './violation-of.ts';

/** A request's body as it came, without content codings. */
export interface RequestBodyBytes {
  /** Null or empty: there is none. */
  readonly bytes: Uint8Array | null;
  /** The header's value, null where there is none. */
  readonly contentType: string | null;
  /** Why there are no bytes though something was sent, to follow "the body". */
  readonly malformed?: string | undefined;
}

export interface CheckedBody {
  /** Undefined where there is none, or none that could be read. */
  readonly value: unknown;
  /** What the body was read as. */
  readonly mediaType: MediaType | undefined;
  readonly violations: readonly Violation[];
  /** Worth telling, but no reason to refuse: what is readOnly, comes twice, or is not documented at all. */
  readonly notes: readonly Violation[];
}

const NO_BODY: CheckedBody = { value: undefined, mediaType: undefined, violations: [], notes: [] };
const NONE: readonly never[] = [];
const NO_BYTES = new Uint8Array();

interface Content {
  readonly mediaType: MediaType;
  readonly schema: Schema | undefined;
  /** Of each item of a sequence. */
  readonly itemSchema: Schema | undefined;
  readonly read: BodyReader;
  readonly findReadOnly: ReadOnlyFinder | undefined;
}

/** Compiles the check of an operation's body: missing, of another type than documented, malformed, or not valid. */
export function compileBodyCheck(operation: Operation): (body: RequestBodyBytes) => CheckedBody {
  const { requestBody } = operation;
  if (requestBody === undefined) return (body) => undocumented(operation, body);
  const { node, content } = requestBody;
  const types = content.map((mediaType) => mediaType.type);
  const contents = new Map<number, Content>();
  const contentAt = (index: number): Content | undefined => {
    const mediaType = content[index];
    if (mediaType === undefined) return undefined;
    let known = contents.get(index);
    if (known === undefined) {
      known = contentOf(mediaType);
      contents.set(index, known);
    }
    return known;
  };
  const refused = (keyword: string, message: string, key: string): CheckedBody => ({
    ...NO_BODY,
    violations: [violationOf('body', '', keyword, message, node, key)],
  });
  return ({ bytes, contentType, malformed }) => {
    if (malformed !== undefined) return refused('malformed', `the body ${malformed}`, '');
    const type = contentType ?? assumedType(types);
    if (bytes === null || bytes.length === 0) {
      const empty = contentType !== null && MAY_BE_EMPTY.test(contentType);
      const found = empty ? contentAt(matchContentType(contentType, types)) : undefined;
      if (found && requestBody.required) return checkBody(found, NO_BYTES, contentType as string);
      return requestBody.required ? refused('required', 'a body is required', 'required') : NO_BODY;
    }
    if (types.length === 0) return NO_BODY;
    const found = type === undefined ? undefined : contentAt(matchContentType(type, types));
    if (type === undefined || found === undefined) {
      const sent = contentType === null ? 'no Content-Type' : `"${contentType}"`;
      return refused('contentType', `${sent} is not documented; documented: ${types.join(', ')}`, 'content');
    }
    return checkBody(found, bytes, type);
  };
}

/** Types in which nothing is a value: a form without fields, a sequence without items, a table without lines, no bytes. */
const MAY_BE_EMPTY =
  /^\s*([^\s;]*json-seq|application\/(octet-stream|x-www-form-urlencoded|(x-)?(jsonl|jsonlines|ndjson|json-lines))|text\/(event-stream|csv))\s*(;|$)/i;

function contentOf(mediaType: MediaType): Content {
  const schema = mediaType.schema?.for('request');
  return {
    mediaType,
    schema,
    itemSchema: mediaType.itemSchema?.for('request'),
    read: bodyReader(mediaType, schema),
    findReadOnly: schema && readOnlyFinder(schema),
  };
}

/** A body that nobody asked for is ignored (RFC 9110 section 9.3.1 has no meaning for it either), but told. */
function undocumented({ node }: Operation, { bytes, malformed }: RequestBodyBytes): CheckedBody {
  if (malformed === undefined && (bytes === null || bytes.length === 0)) return NO_BODY;
  const message = 'no body is documented; what was sent is ignored';
  return { ...NO_BODY, notes: [violationOf('body', '', 'undeclared', message, node)] };
}

/** Without a `Content-Type` a recipient may look at the content (RFC 9110 section 8.3): it is taken for the only type. */
function assumedType(types: readonly string[]): string | undefined {
  const [only] = types;
  return types.length === 1 && only !== undefined && !only.includes('*') ? only : undefined;
}

function checkBody(content: Content, bytes: Uint8Array, type: string): CheckedBody {
  const { mediaType } = content;
  const reading = content.read(bytes, type);
  switch (reading.kind) {
    case 'opaque':
      return { ...NO_BODY, mediaType };
    case 'malformed':
    case 'unsupported': {
      const keyword = reading.kind === 'malformed' ? 'malformed' : 'contentType';
      const pointer = (reading.kind === 'malformed' && reading.pointer) || '';
      const violation = violationOf('body', pointer, keyword, `the body ${reading.message}`, mediaType.node);
      return { ...NO_BODY, mediaType, violations: [violation] };
    }
    default:
      return checkReading(content, reading);
  }
}

function checkReading(
  content: Content,
  reading: Extract<BodyReading, { kind: 'value' | 'sequence' }>,
): CheckedBody {
  const { mediaType, schema, findReadOnly } = content;
  const value = reading.kind === 'sequence' ? reading.items : reading.value;
  const ignored = findReadOnly?.(value) ?? NONE;
  // Most bodies are good.
  if (
    reading.kind === 'value' &&
    !reading.problems &&
    !reading.notes &&
    ignored.length === 0 &&
    (schema === undefined || schema.accepts(value))
  )
    return { value, mediaType, violations: NONE, notes: NONE };
  const found =
    reading.kind === 'sequence' ? checkItems(content, reading.items) : violationsOf(schema, value, '');
  const ofBytes = (violation: Violation) =>
    LENGTHS.has(violation.keyword) && reading.binary?.includes(violation.pointer) === true;
  const toViolation = (remark: BodyRemark) => remarkOn(remark, mediaType);
  const notes = [
    ...(reading.notes ?? []).map(toViolation),
    ...(reading.binary ? found.filter(ofBytes) : []),
    ...ignored.map((pointer) =>
      toViolation({ pointer, keyword: 'readOnly', message: 'is readOnly: what is sent is ignored' }),
    ),
  ];
  const violations = reading.binary ? found.filter((violation) => !ofBytes(violation)) : found;
  return {
    value,
    mediaType,
    violations: reading.problems ? [...reading.problems.map(toViolation), ...violations] : violations,
    notes,
  };
}

/** JSON Schema counts characters, which bytes are not. */
const LENGTHS: ReadonlySet<string> = new Set(['minLength', 'maxLength']);

function remarkOn(remark: BodyRemark, { node }: MediaType): Violation {
  const { pointer, keyword, message, schemaPointer = node.pointer, schemaUri = node.uri } = remark;
  return { in: 'body', pointer, keyword, message, schemaPointer, schemaUri };
}

/** `schema` is of the whole sequence; where it is of no list at all, its author meant each item. */
function checkItems({ schema, itemSchema }: Content, items: readonly unknown[]): Violation[] {
  const each = (of: Schema | undefined) => items.flatMap((item, i) => violationsOf(of, item, `/${i}`));
  const whole = violationsOf(schema, items, '');
  const meansItems = whole.some(({ pointer, keyword }) => pointer === '' && keyword === 'type');
  return [...each(itemSchema), ...(meansItems ? each(schema) : whole)];
}

function violationsOf(schema: Schema | undefined, value: unknown, pointer: string): Violation[] {
  if (schema === undefined) return [];
  const found = schema.violations(value);
  if (pointer === '') return found;
  return found.map((each) => ({ ...each, pointer: pointer + each.pointer }));
}
