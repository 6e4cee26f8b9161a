import type { Encoding } from '../../model/index.ts';
import { isJsonType, isXmlType, type ParsedMediaType } from '../media-type.ts';
import { Malformed } from '../parameters/style-read.ts';
import { wireReader } from '../parameters/wire.ts';
import { type SchemaPart, typesOf } from '../schema-shape.ts';
import { isBinary } from './content.ts';
import { formTextReader } from './form-read.ts';
import { isYamlType } from './libraries.ts';
import { readTable } from './read-csv.ts';
import { readEvents } from './read-events.ts';
import { readJson, readJsonTexts } from './read-json.ts';
import { readXml } from './read-xml.ts';
import { readYaml } from './read-yaml.ts';
import { type BodyReading, malformed, valueReading } from './reading.ts';

/** Reads the text of one kind of type. */
export type TextReader = (text: string, type: ParsedMediaType) => BodyReading;

const LINES = /^application\/(x-)?(jsonl|jsonlines|ndjson|json-lines)$/;
const TABLE = /^(text\/csv|application\/csv|text\/tab-separated-values)$/;
const FORM = 'application/x-www-form-urlencoded';

/** The kinds whose text is read by the schema. */
export type ContentKind =
  | 'json'
  | 'sequence'
  | 'lines'
  | 'events'
  | 'table'
  | 'form'
  | 'xml'
  | 'yaml'
  | 'text';

/** Undefined where the body is bytes, or a text that the schema does not take as such. */
export function contentKind(type: ParsedMediaType, part: SchemaPart | undefined): ContentKind | undefined {
  if (type.subtype === 'json-seq' || type.suffix === 'json-seq') return 'sequence';
  if (LINES.test(type.essence)) return 'lines';
  if (isJsonType(type)) return 'json';
  if (type.essence === FORM) return 'form';
  if (isBinary(part)) return undefined;
  const types = part && typesOf(part);
  const isText = types?.has('string') && !types.has('array') && !types.has('object');
  if (type.essence === 'text/event-stream') return isText ? 'text' : 'events';
  if (TABLE.test(type.essence)) return isText ? 'text' : 'table';
  if (isYamlType(type)) return isText ? 'text' : 'yaml';
  if (isXmlType(type)) return type.essence === 'image/svg+xml' ? undefined : 'xml';
  if (part === undefined) return undefined;
  return type.essence === 'text/plain' || (type.type === 'text' && types?.has('string')) ? 'text' : undefined;
}

/** @param item what each item of a sequence is */
export function textReader(
  kind: ContentKind,
  part: SchemaPart | undefined,
  item: SchemaPart | undefined,
  encoding: ReadonlyMap<string, Encoding>,
): TextReader {
  switch (kind) {
    case 'json':
      return (text) => readJson(text);
    case 'sequence':
      return (text) => readJsonTexts(text, '\u001e');
    case 'lines':
      return (text) => readJsonTexts(text, '\n');
    case 'events':
      return (text) => readEvents(text, item);
    case 'table':
      return (text, type) => {
        const separator = type.subtype === 'tab-separated-values' ? '\t' : ',';
        return readTable(text, separator, item, type.parameters.get('header') !== 'absent');
      };
    case 'form': {
      const readForm = formTextReader(part, encoding);
      return (text) => {
        const form = readForm(text);
        return form instanceof Malformed ? malformed(form.message) : valueReading(form);
      };
    }
    case 'xml':
      return (text) => readXml(text, part);
    case 'yaml':
      return readYaml;
    default: {
      const readText = wireReader(part);
      return (text) => valueReading(readText(text));
    }
  }
}
