import { type BodyReader, bodyReader, matchContentType } from '../http/index.ts';
import type { MediaType, Operation } from '../model/index.ts';
import type { Schema, Violation } from '../schema/index.ts';
import { violationOf } from './violation-of.ts';

/** A request's body as it came. */
export interface RequestBodyBytes {
  /** Null or empty: there is none. */
  readonly bytes: Uint8Array | null;
  /** The header's value, null where there is none. */
  readonly contentType: string | null;
}

export interface CheckedBody {
  /** Undefined where there is none, or none that could be read. */
  readonly value: unknown;
  /** What the body was read as. */
  readonly mediaType: MediaType | undefined;
  readonly violations: readonly Violation[];
}

const NO_BODY: CheckedBody = { value: undefined, mediaType: undefined, violations: [] };

interface Content {
  readonly mediaType: MediaType;
  readonly schema: Schema | undefined;
  /** Of each item of a sequence. */
  readonly itemSchema: Schema | undefined;
  readonly read: BodyReader;
}

/** Compiles the check of an operation's body: missing, of another type than documented, malformed, or not valid. */
export function compileBodyCheck(operation: Operation): (body: RequestBodyBytes) => CheckedBody {
  const { requestBody } = operation;
  if (requestBody === undefined) return () => NO_BODY;
  const { node, content } = requestBody;
  const types = content.map((mediaType) => mediaType.type);
  const contents = new Map<number, Content>();
  const contentAt = (index: number): Content | undefined => {
    const mediaType = content[index];
    if (mediaType === undefined) return undefined;
    let known = contents.get(index);
    if (known === undefined) {
      const schema = mediaType.schema?.for('request');
      const itemSchema = mediaType.itemSchema?.for('request');
      known = { mediaType, schema, itemSchema, read: bodyReader(mediaType, schema) };
      contents.set(index, known);
    }
    return known;
  };
  const refused = (keyword: string, message: string, key: string): CheckedBody => ({
    ...NO_BODY,
    violations: [violationOf('body', '', keyword, message, node, key)],
  });
  return ({ bytes, contentType }) => {
    if (bytes === null || bytes.length === 0) {
      return requestBody.required ? refused('required', 'a body is required', 'required') : NO_BODY;
    }
    if (types.length === 0) return NO_BODY;
    const type = contentType ?? assumedType(types);
    const found = type === undefined ? undefined : contentAt(matchContentType(type, types));
    if (type === undefined || found === undefined) {
      const sent = contentType === null ? 'no Content-Type' : `"${contentType}"`;
      return refused('contentType', `${sent} is not documented; documented: ${types.join(', ')}`, 'content');
    }
    return checkBody(found, bytes, type);
  };
}

/** Without a `Content-Type` a recipient may look at the content (RFC 9110 section 8.3): it is taken for the only type. */
function assumedType(types: readonly string[]): string | undefined {
  const [only] = types;
  return types.length === 1 && only !== undefined && !only.includes('*') ? only : undefined;
}

function checkBody(content: Content, bytes: Uint8Array, type: string): CheckedBody {
  const { mediaType, schema, read } = content;
  const reading = read(bytes, type);
  switch (reading.kind) {
    case 'opaque':
      return { value: undefined, mediaType, violations: [] };
    case 'malformed': {
      const violation = violationOf('body', '', 'malformed', `the body ${reading.message}`, mediaType.node);
      return { value: undefined, mediaType, violations: [violation] };
    }
    case 'sequence':
      return { value: reading.items, mediaType, violations: checkItems(content, reading.items) };
    default:
      return { value: reading.value, mediaType, violations: violationsOf(schema, reading.value, '') };
  }
}

/** `schema` is of the whole sequence; where it is of no list at all, its author meant each item. */
function checkItems({ schema, itemSchema }: Content, items: readonly unknown[]): Violation[] {
  const each = (of: Schema | undefined) => items.flatMap((item, i) => violationsOf(of, item, `/${i}`));
  const whole = violationsOf(schema, items, '');
  const meansItems = whole.some(({ pointer, keyword }) => pointer === '' && keyword === 'type');
  return [...each(itemSchema), ...(meansItems ? each(schema) : whole)];
}

function violationsOf(schema: Schema | undefined, value: unknown, pointer: string): Violation[] {
  if (schema === undefined || schema.accepts(value)) return [];
  return schema.violations(value).map((each) => ({ ...each, in: 'body', pointer: pointer + each.pointer }));
}
