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
  const isSequence = type.subtype === 'json-seq' || type.suffix === 'json-seq';
  if (!isSequence && isJsonType(type)) return 'json';
  if (type.essence === FORM) return 'form';
  const types = part && typesOf(part);
  const notation = notationOf(type, isSequence);
  // A schema of texts alone takes what any notation holds as it is; XML may hold a text as its root.
  const isText = types?.has('string') && !types.has('array') && !types.has('object');
  if (isBinary(part)) return undefined;
  if (notation !== undefined) return isText && notation !== 'xml' ? 'text' : notation;
  if (part === undefined || isXmlType(type)) return undefined;
  return type.essence === 'text/plain' || (type.type === 'text' && types?.has('string')) ? 'text' : undefined;
}

function notationOf(type: ParsedMediaType, isSequence: boolean): ContentKind | undefined {
  if (isSequence) return 'sequence';
  if (LINES.test(type.essence)) return 'lines';
  if (type.essence === 'text/event-stream') return 'events';
  if (TABLE.test(type.essence)) return 'table';
  if (isYamlType(type)) return 'yaml';
  return isXmlType(type) && type.essence !== 'image/svg+xml' ? 'xml' : undefined;
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
