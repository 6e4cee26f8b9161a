import { StandinError } from '../../errors.ts';
import { isXmlType, type ParsedMediaType, parseMediaType } from '../media-type.ts';

type XmlLibrary = Pick<typeof import('fast-xml-parser'), 'XMLParser' | 'XMLValidator'>;
type YamlLibrary = Pick<typeof import('js-yaml'), 'load' | 'CORE_SCHEMA' | 'YAMLException'>;

let xml: XmlLibrary | undefined;
let yaml: YamlLibrary | undefined;

/**
 * Loads what is needed to read bodies of this type: a library for XML, one for YAML, both for the parts of a multipart,
 * nothing for any other. Await it before a reader of `bodyReader` is given such a body.
 */
export async function prepareBodyReading(contentType: string): Promise<void> {
  const type = parseMediaType(contentType);
  if (type === undefined) return;
  const isMultipart = type.type === 'multipart';
  if (isMultipart || isXmlType(type)) xml ??= await import('fast-xml-parser');
  if (isMultipart || isYamlType(type)) yaml ??= await import('js-yaml');
}

/** YAML by its essence or its suffix (RFC 9512). */
export function isYamlType({ essence, suffix }: ParsedMediaType): boolean {
  return suffix === 'yaml' || /^(application|text)\/(x-)?ya?ml$/.test(essence);
}

export function xmlLibrary(): XmlLibrary {
  return xml ?? notPrepared('XML');
}

export function yamlLibrary(): YamlLibrary {
  return yaml ?? notPrepared('YAML');
}

function notPrepared(notation: string): never {
  throw new StandinError(
    `Failed to read a body: the library for ${notation} is not loaded. Await prepareBodyReading first.`,
    { code: 'body-reading-not-prepared' },
  );
}
