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
      known = { mediaType, schema, read: bodyReader(mediaType, schema) };
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

function checkBody({ mediaType, schema, read }: Content, bytes: Uint8Array, type: string): CheckedBody {
  const reading = read(bytes, type);
  const { node } = mediaType;
  switch (reading.kind) {
    case 'opaque':
      return { value: undefined, mediaType, violations: [] };
    case 'malformed': {
      const violations = [violationOf('body', '', 'malformed', `the body ${reading.message}`, node)];
      return { value: undefined, mediaType, violations };
    }
    default: {
      const { value } = reading;
      const fine = schema === undefined || schema.accepts(value);
      return { value, mediaType, violations: fine ? [] : schema.violations(value).map(inBody) };
    }
  }
}

function inBody(violation: Violation): Violation {
  return violation.in === 'body' ? violation : { ...violation, in: 'body' };
}
