import type { Encoding, Header } from '../../model/index.ts';
import { joinPointer } from '../../schema/index.ts';
import { isJsonType, parseMediaType } from '../media-type.ts';
import { formReader, type Outcome } from '../parameters/forms.ts';
import { Malformed, readDelimited } from '../parameters/style-read.ts';
import { partOf } from '../schema-shape.ts';
import type { ReadPart } from './multipart-parts.ts';
import type { BodyRemark } from './reading.ts';

/**
 * What is wrong with a part's type and headers (OpenAPI 3.2, Encoding Object). The header `Content-Type` is what
 * `contentType` says, never what `headers` says. A part without one is plain text (RFC 7578 section 4.4).
 */
export function partProblems(
  part: ReadPart,
  encoding: Encoding | undefined,
  pointer: string,
  fits: (type: string, documented: readonly string[]) => boolean,
): BodyRemark[] {
  if (encoding === undefined) return [];
  const problems: BodyRemark[] = [];
  const documented = encoding.contentType?.split(',').map((type) => type.trim());
  if (documented && !fits(part.contentType ?? 'text/plain', documented)) {
    const sent =
      part.contentType === undefined ? 'no Content-Type' : `the Content-Type "${part.contentType}"`;
    const message = `the part has ${sent}; documented: ${documented.join(', ')}`;
    problems.push({ pointer, keyword: 'contentType', message });
  }
  for (const header of encoding.headers) {
    if (header.name.toLowerCase() !== 'content-type') problems.push(...headerProblems(part, header, pointer));
  }
  return problems;
}

function headerProblems(part: ReadPart, header: Header, pointer: string): BodyRemark[] {
  const { node, name, required } = header;
  const raw = part.headers.get(name.toLowerCase());
  const found = (keyword: string, message: string, key?: string): BodyRemark => ({
    pointer,
    keyword,
    message,
    schemaUri: node.uri,
    schemaPointer: key === undefined ? node.pointer : joinPointer(node.pointer, key),
  });
  if (raw === undefined) {
    return required ? [found('required', `the part must have the header "${name}"`, 'required')] : [];
  }
  const outcome = readHeader(raw, header);
  if (outcome instanceof Malformed)
    return [found('malformed', `the part's header "${name}" ${outcome.message}`)];
  const schema = (header.schema ?? header.content?.schema)?.for('request');
  if (outcome === undefined || schema === undefined || schema.accepts(outcome.value)) return [];
  return schema.violations(outcome.value).map((violation) => ({
    ...violation,
    pointer,
    message: `the part's header "${name}" ${violation.message}`,
  }));
}

/** By the style `simple`, without percent-encoding, or by its content. */
function readHeader(raw: string, { content, schema, explode }: Header): Outcome {
  const type = content && parseMediaType(content.type);
  if (type && isJsonType(type)) {
    try {
      return { value: JSON.parse(raw) };
    } catch {
      return new Malformed('must be JSON');
    }
  }
  const handle = (schema ?? content?.schema)?.for('request');
  if (handle === undefined) return { value: raw };
  return formReader(partOf(handle)).read((form) =>
    readDelimited(raw, 'simple', explode, form, (text) => text.trim()),
  );
}
