/** A media type or media range, taken apart: RFC 9110, section 8.3.1. */
export interface ParsedMediaType {
  readonly type: string;
  readonly subtype: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

export function parseMediaType(text: string): ParsedMediaType | undefined {
  const [essence = '', ...rest] = text.split(';');
  const match = /^\s*([\w!#$%&'*+.^`|~-]+)\/([\w!#$%&'*+.^`|~-]+)\s*$/.exec(essence);
  if (!match) return undefined;
  const parameters = rest.flatMap((part): Array<[string, string]> => {
    const [name = '', value = ''] = part.split(/=(.*)/s);
    return name.trim() === '' ? [] : [[name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')]];
  });
  return { type: match[1]!.toLowerCase(), subtype: match[2]!.toLowerCase(), parameters: new Map(parameters) };
}

/** How closely a documented media range covers what was sent; undefined where it does not. Charsets do not count. */
export function coverage(documented: string, sent: ParsedMediaType): number | undefined {
  const range = parseMediaType(documented.trim() === '*' ? '*/*' : documented);
  if (!range) return undefined;
  for (const [name, value] of range.parameters) {
    if (name !== 'charset' && name !== 'q' && sent.parameters.get(name) !== value) return undefined;
  }
  if (range.type === '*') return 0;
  if (range.type !== sent.type) return undefined;
  if (range.subtype === '*') return 1;
  return range.subtype === sent.subtype ? 2 + range.parameters.size : undefined;
}

export type MediaKind =
  | 'json'
  | 'sequence'
  | 'events'
  | 'xml'
  | 'form'
  | 'multipart'
  | 'yaml'
  | 'token'
  | 'text'
  | 'binary';

export function mediaKind({ type, subtype }: ParsedMediaType): MediaKind {
  if (/^(?:.+\+)?(?:x-ndjson|ndjson|jsonl|x-jsonl|json-lines|jsonlines|json-seq|jsonseq)$/.test(subtype))
    return 'sequence';
  if (subtype === 'json' || subtype.endsWith('+json')) return 'json';
  if (subtype === 'event-stream') return 'events';
  if (subtype === 'xml' || subtype.endsWith('+xml')) return 'xml';
  if (subtype === 'x-www-form-urlencoded') return 'form';
  if (type === 'multipart') return 'multipart';
  if (/^(?:.+\+)?(?:x-)?ya?ml$/.test(subtype)) return 'yaml';
  if (subtype === 'jwt' || subtype.endsWith('+jwt')) return 'token';
  return type === 'text' ? 'text' : 'binary';
}
