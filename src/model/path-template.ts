/** A `{template}` in a path key. */
export interface TemplateExpression {
  /** Without the operators that some descriptions add: `path` for `{+path}`, `{path*}`, `{path=projects/*}`. */
  readonly name: string;
  /** The text between the braces; a parameter may be declared by it too. */
  readonly raw: string;
  /** May its value contain slashes? */
  readonly isMultiSegment: boolean;
}

/** A key of `paths`, read. */
export interface PathTemplate {
  /** Between the slashes, the first empty one left out: `/a/` has `a` and an empty one. Strings are literal text. */
  readonly segments: ReadonlyArray<ReadonlyArray<string | TemplateExpression>>;
  readonly expressions: readonly TemplateExpression[];
  /** What follows `?` in the key, else `''`. */
  readonly query: string;
  /** What follows `#` in the key, else `''`. */
  readonly fragment: string;
}

/**
 * Reads a key of `paths` (OpenAPI 3.2, "Path Templating"). Beyond it: a query and a fragment, and the multi-segment
 * forms `{+name}`, `{name*}`, `{name+}`, `{name=pattern}` (with a slash or `**` in the pattern) and `{name:pattern}`
 * (with `.*`, `.+` or `path`). A brace without its partner is literal text. Cost is linear in the key's length.
 */
export function parsePathTemplate(key: string): PathTemplate {
  return isPlainPath(key) ? parsePlain(key) : parseAny(key);
}

/** Is every segment of the key literal text or one template, `{name}`? Most keys are like this. */
export function isPlainPath(key: string): boolean {
  return PLAIN.test(key);
}

const PLAIN = /^(?:\/(?:[^/{}?#]*|\{[A-Za-z0-9_-]+\}))+$/;

function parsePlain(key: string): PathTemplate {
  const expressions: TemplateExpression[] = [];
  const segments = key
    .slice(1)
    .split('/')
    .map((text) => {
      if (!text.startsWith('{')) return text === '' ? [] : [text];
      const raw = text.slice(1, -1);
      const expression = { name: raw, raw, isMultiSegment: false };
      expressions.push(expression);
      return [expression];
    });
  return { segments, expressions, query: '', fragment: '' };
}

function parseAny(key: string): PathTemplate {
  const segments: Array<Array<string | TemplateExpression>> = [[]];
  const expressions: TemplateExpression[] = [];
  let literal = '';
  const flush = (): void => {
    if (literal !== '') segments[segments.length - 1]?.push(literal);
    literal = '';
  };
  let index = key.startsWith('/') ? 1 : 0;
  let tail = '';
  const closing = closingBraces(key);
  for (; index < key.length; index++) {
    const character = key[index];
    if (character === '?' || character === '#') {
      tail = key.slice(index);
      break;
    }
    const end = character === '{' ? closing.get(index) : undefined;
    if (character === '/') {
      flush();
      segments.push([]);
    } else if (end === undefined) {
      literal += character;
    } else {
      const expression = readExpression(key.slice(index + 1, end));
      index = end;
      // `{?page}` and `{&page}` of RFC 6570 speak of the query.
      if (expression === undefined) continue;
      flush();
      segments[segments.length - 1]?.push(expression);
      expressions.push(expression);
    }
  }
  flush();
  const hash = tail.indexOf('#');
  const query = tail.startsWith('?') ? tail.slice(1, hash < 0 ? undefined : hash) : '';
  return { segments, expressions, query, fragment: hash < 0 ? '' : tail.slice(hash + 1) };
}

/** Does a path parameter of that name declare the `{template}`? */
export function isDeclaredBy(expression: TemplateExpression, parameterName: string): boolean {
  return expression.name === parameterName || expression.raw === parameterName;
}

/** For each `{` that has a partner, where that is. */
function closingBraces(key: string): Map<number, number> {
  const open: number[] = [];
  const closing = new Map<number, number>();
  for (let index = 0; index < key.length; index++) {
    if (key[index] === '{') open.push(index);
    else if (key[index] === '}') {
      const start = open.pop();
      if (start !== undefined) closing.set(start, index);
    }
  }
  return closing;
}

function readExpression(raw: string): TemplateExpression | undefined {
  if (raw.startsWith('?') || raw.startsWith('&')) return undefined;
  let name = raw.replace(/^[+;./]/, '');
  const operator = name.length < raw.length ? raw[0] : '';
  const cut = name.search(/[=:]/);
  const pattern = cut < 0 ? '' : name.slice(cut + 1);
  const separator = cut < 0 ? '' : name[cut];
  if (cut > 0) name = name.slice(0, cut);
  const suffix = /[*+]$/.test(name) && name.length > 1;
  if (suffix) name = name.slice(0, -1);
  const isMultiSegment =
    operator === '+' ||
    (suffix && operator === '') ||
    (separator === '=' && /\/|\*\*/.test(pattern)) ||
    (separator === ':' && (pattern === 'path' || /\.[*+]/.test(pattern)));
  return { name: name === '' ? raw : name, raw, isMultiSegment };
}
