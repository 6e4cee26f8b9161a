import { mediaKind, type ParsedMediaType, parseMediaType } from './media-type.ts';
import { type ParameterShape, writePairs } from './parameter-writer.ts';
import { isObject } from './raw-document.ts';

/** A body and its `Content-Type`; undefined where the body brings its own. */
export interface BuiltBody {
  readonly body: BodyInit;
  readonly contentType: string | undefined;
}

const CONCRETE: Record<string, string> = {
  '*/*': 'application/json',
  'application/*': 'application/json',
  'text/*': 'text/plain',
  'image/*': 'image/png',
  'audio/*': 'audio/mpeg',
  'video/*': 'video/mp4',
  'multipart/*': 'multipart/form-data',
};

/** A media type that a body can be sent as: the one written, or one within the range written. */
function concreteType(written: string): string {
  const parsed = parseMediaType(written);
  if (!parsed) return 'application/json';
  const range = `${parsed.type}/${parsed.subtype}`;
  return parsed.subtype === '*' ? (CONCRETE[range] ?? `${parsed.type}/plain`) : written;
}

/** The easiest to build first. */
export function rankOfType(written: string): number {
  const parsed = parseMediaType(concreteType(written));
  const order = ['json', 'form', 'multipart', 'text', 'yaml', 'sequence', 'binary', 'xml', 'events'];
  return parsed ? order.indexOf(mediaKind(parsed)) : order.length;
}

/** Properties of a form that are written by a style of their own. */
export type FormStyles = ReadonlyMap<string, ParameterShape>;

export function buildBody(written: string, value: unknown, styles: FormStyles = new Map()): BuiltBody {
  const contentType = concreteType(written);
  const parsed = parseMediaType(contentType);
  if (!parsed) return { body: JSON.stringify(value), contentType };
  switch (mediaKind(parsed)) {
    case 'json':
    case 'yaml':
      return { body: JSON.stringify(value), contentType };
    case 'sequence':
    case 'events':
      return { body: sequence(value, parsed), contentType };
    case 'form':
      return { body: form(value, styles).toString(), contentType };
    case 'multipart':
      return multipart(value, parsed, styles);
    case 'xml':
      return { body: typeof value === 'string' ? value : `<root>${xml(value)}</root>`, contentType };
    default:
      return { body: typeof value === 'string' ? value : JSON.stringify(value), contentType };
  }
}

function sequence(value: unknown, { subtype }: ParsedMediaType): string {
  const items = Array.isArray(value) ? value : [value];
  if (subtype === 'event-stream') return items.map((item) => `data: ${JSON.stringify(item)}\n\n`).join('');
  return items.map((item) => `${JSON.stringify(item)}\n`).join('');
}

function form(value: unknown, styles: FormStyles): URLSearchParams {
  const pairs = new URLSearchParams();
  for (const [name, member] of isObject(value) ? Object.entries(value) : []) {
    const styled = styledPairs(styles.get(name), member);
    if (styled) for (const pair of styled) pairs.append(...pair);
    else for (const item of Array.isArray(member) ? member : [member]) pairs.append(name, text(item));
  }
  return pairs;
}

/** The query's own rules hold (OpenAPI 3.0.4, Encoding Object, `style`); what encodes the whole form comes later. */
function styledPairs(shape: ParameterShape | undefined, value: unknown): Array<[string, string]> | undefined {
  return (
    shape &&
    writePairs(shape, value).map(([name, one]) => [decodeURIComponent(name), decodeURIComponent(one)])
  );
}

function multipart(value: unknown, { subtype, type }: ParsedMediaType, styles: FormStyles): BuiltBody {
  const members = isObject(value) ? Object.entries(value) : [];
  if (subtype === 'form-data') {
    const data = new FormData();
    for (const [name, member] of members) {
      const styled = styledPairs(styles.get(name), member);
      if (styled) {
        for (const pair of styled) data.append(...pair);
        continue;
      }
      for (const item of Array.isArray(member) ? member : [member]) {
        if (isObject(item)) data.append(name, new Blob([JSON.stringify(item)], { type: 'application/json' }));
        else data.append(name, text(item));
      }
    }
    return { body: data, contentType: undefined };
  }
  const items = Array.isArray(value) ? value : members.map(([, member]) => member);
  const parts = items.map(
    (item) => `--part\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(item)}\r\n`,
  );
  return { body: `${parts.join('')}--part--\r\n`, contentType: `${type}/${subtype}; boundary=part` };
}

function xml(value: unknown): string {
  if (!isObject(value)) return text(value).replace(/[<&]/g, (one) => (one === '<' ? '&lt;' : '&amp;'));
  return Object.entries(value)
    .flatMap(([name, member]) => [member].flat().map((item) => `<${name}>${xml(item)}</${name}>`))
    .join('');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
