import { StandinError } from '../../errors.ts';
import { isXmlType, type ParsedMediaType, parseMediaType } from '../media-type.ts';

type XmlLibrary = Pick<typeof import('fast-xml-parser'), 'XMLParser' | 'XMLValidator'>;
type YamlLibrary = Pick<typeof import('js-yaml'), 'load' | 'CORE_SCHEMA' | 'YAMLException'>;

let xml: XmlLibrary | undefined;
let yaml: YamlLibrary | undefined;

/**
 * Loads what is needed to read bodies of this type: a library for XML, one for YAML, both for the parts of a multipart,
 * nothing for any other. Await it before a reader of `bodyReader` is given such a body; undefined: nothing is left to do.
 */
export function prepareBodyReading(contentType: string): Promise<void> | undefined {
  const type = parseMediaType(contentType);
  if (type === undefined) return undefined;
  const isMultipart = type.type === 'multipart';
  const needsXml = xml === undefined && (isMultipart || isXmlType(type));
  const needsYaml = yaml === undefined && (isMultipart || isYamlType(type));
  return needsXml || needsYaml ? load(needsXml, needsYaml) : undefined;
}

async function load(needsXml: boolean, needsYaml: boolean): Promise<void> {
  if (needsXml) xml ??= await import('fast-xml-parser');
  if (needsYaml) yaml ??= await import('js-yaml');
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
