import { isObject, type RawObject } from './raw-document.ts';

/** A parameter's place, name and serialization, as written. */
export interface ParameterShape {
  readonly name: string;
  readonly in: string;
  readonly style: string;
  readonly explode: boolean;
  /** Of Swagger 2.0: what separates the items of lists in the list, outermost first. */
  readonly inner: readonly string[];
}

/** The defaults of OpenAPI 3, and Swagger 2.0's `collectionFormat` as the style that it became. */
export function shapeOf(parameter: RawObject, family: '2.0' | '3.0' | '3.1'): ParameterShape {
  const place = String(parameter['in']);
  const name = String(parameter['name']);
  const usual = place === 'query' || place === 'cookie' ? 'form' : 'simple';
  if (family === '2.0') {
    const format = String(parameter['collectionFormat'] ?? 'csv');
    const style = { ssv: 'spaceDelimited', tsv: 'tabDelimited', pipes: 'pipeDelimited' }[format] ?? usual;
    return {
      name,
      in: place,
      style,
      explode: format === 'multi',
      inner: innerSeparators(parameter['items']),
    };
  }
  const style = typeof parameter['style'] === 'string' ? parameter['style'] : usual;
  const exploded = style === 'form' || style === 'cookie' || style === 'deepObject';
  const explode = (parameter['explode'] as boolean | undefined) ?? exploded;
  return { name, in: place, style, explode, inner: [] };
}

const INNER: Record<string, string> = { csv: ',', ssv: '%20', tsv: '%09', pipes: '%7C' };

function innerSeparators(items: unknown): string[] {
  if (!isObject(items) || items['type'] !== 'array') return [];
  return [INNER[String(items['collectionFormat'] ?? 'csv')] ?? ',', ...innerSeparators(items['items'])];
}

/** An item of a list, which may be a list itself. */
function itemText(value: unknown, inner: readonly string[]): string {
  const [separator, ...rest] = inner;
  if (!Array.isArray(value) || separator === undefined) return scalar(value);
  return value.map((item) => itemText(item, rest)).join(separator);
}

const SEPARATORS: Record<string, string> = {
  spaceDelimited: '%20',
  pipeDelimited: '%7C',
  tabDelimited: '%09',
};

/** Query string or cookie pairs, names and values encoded. */
export function writePairs(shape: ParameterShape, value: unknown): Array<[string, string]> {
  if (shape.style === 'cookie') {
    // OpenAPI 3.2, appendix D: this style is not percent-encoded.
    const encoded = writePairs({ ...shape, style: 'form' }, value);
    return encoded.map(([key, one]) => [decodeURIComponent(key), decodeURIComponent(one)]);
  }
  const name = encodeURIComponent(shape.name);
  const separator = SEPARATORS[shape.style] ?? ',';
  if (Array.isArray(value)) {
    if (shape.explode) return value.map((item) => [name, itemText(item, shape.inner)]);
    return [[name, value.map((item) => itemText(item, shape.inner)).join(separator)]];
  }
  if (isObject(value)) {
    const members = Object.entries(value);
    if (shape.style === 'deepObject') return deepPairs(name, value);
    if (shape.explode) return members.map(([key, member]) => [encodeURIComponent(key), scalar(member)]);
    return [
      [
        name,
        members
          .map(([key, member]) => `${encodeURIComponent(key)}${separator}${scalar(member)}`)
          .join(separator),
      ],
    ];
  }
  return [[name, scalar(value)]];
}

/** As the qs library and its kin write what OpenAPI leaves open: `a[b][c]=1`, and `a[b][0]=1` for lists. */
function deepPairs(name: string, value: object): Array<[string, string]> {
  return Object.entries(value).flatMap(([key, member]): Array<[string, string]> => {
    const inner = `${name}%5B${encodeURIComponent(key)}%5D`;
    const nests = typeof member === 'object' && member !== null && Object.keys(member).length > 0;
    return nests ? deepPairs(inner, member) : [[inner, scalar(member)]];
  });
}

/** What stands in a path for `{name}`: styles simple, label and matrix of RFC 6570. */
export function writePath(shape: ParameterShape, value: unknown): string {
  const name = encodeURIComponent(shape.name);
  const parts = partsOf(value, shape);
  if (shape.style === 'label') return `.${parts.join(shape.explode ? '.' : ',')}`;
  if (shape.style !== 'matrix') return parts.join(SEPARATORS[shape.style] ?? ',');
  if (!shape.explode) return `;${name}=${parts.join(',')}`;
  return (isObject(value) ? parts : parts.map((part) => `${name}=${part}`))
    .map((part) => `;${part}`)
    .join('');
}

/** A header's value, not encoded. */
export function writeHeader(shape: ParameterShape, value: unknown): string {
  return decodeURIComponent(partsOf(value, shape).join(SEPARATORS[shape.style] ?? ','));
}

function partsOf(value: unknown, { explode, inner }: ParameterShape): string[] {
  if (Array.isArray(value)) return value.map((item) => itemText(item, inner));
  if (!isObject(value)) return [scalar(value)];
  const members = Object.entries(value).map(
    ([key, member]) => [encodeURIComponent(key), scalar(member)] as const,
  );
  return explode ? members.map((pair) => pair.join('=')) : members.flat();
}

function scalar(value: unknown): string {
  return encodeURIComponent(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
}
