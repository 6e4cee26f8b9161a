type Expected = 'value' | 'value or ]' | 'name or }' | 'name' | 'colon' | 'comma or end';

/** A mark, a string, or another scalar. */
interface Token {
  readonly mark: string | undefined;
  readonly isString: boolean;
  readonly end: number;
}

const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Where a text stops being JSON (RFC 8259), as an offset in UTF-16 units; its length where it merely ends too soon. */
export function jsonErrorAt(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    while (at < text.length && ' \t\n\r'.includes(text[at] as string)) at++;
    const token = tokenAt(text, at);
    // A string that goes wrong is not the first fault where none may stand.
    if (typeof token === 'number') return advance(expected, undefined, true, []) === undefined ? at : token;
    const next = advance(expected, token.mark, token.isString, open);
    if (next === undefined) return at;
    expected = next;
    at = token.end;
  }
}

/** The token that begins there, or where it goes wrong. */
function tokenAt(text: string, start: number): Token | number {
  const first = text[start];
  if (first === undefined) return start;
  if ('{}[]:,'.includes(first)) return { mark: first, isString: false, end: start + 1 };
  if (first === '"') return stringAt(text, start);
  SCALAR.lastIndex = start;
  return SCALAR.test(text) ? { mark: undefined, isString: false, end: SCALAR.lastIndex } : start;
}

function stringAt(text: string, start: number): Token | number {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) return { mark: undefined, isString: true, end: at + 1 };
    if (unit < 0x20) return at;
    if (unit !== 0x5c) continue;
    ESCAPE.lastIndex = at;
    if (!ESCAPE.test(text)) return at;
    at = ESCAPE.lastIndex - 1;
  }
  return text.length;
}

/** What may follow; undefined where the token may not stand here. */
function advance(
  expected: Expected,
  mark: string | undefined,
  isString: boolean,
  open: string[],
): Expected | undefined {
  switch (expected) {
    case 'value':
    case 'value or ]':
      if (mark === undefined) return 'comma or end';
      if (mark === '{' || mark === '[') {
        open.push(mark);
        return mark === '{' ? 'name or }' : 'value or ]';
      }
      return mark === ']' && expected === 'value or ]' ? close(open, '[') : undefined;
    case 'name or }':
    case 'name':
      if (isString) return 'colon';
      return mark === '}' && expected === 'name or }' ? close(open, '{') : undefined;
    case 'colon':
      return mark === ':' ? 'value' : undefined;
    default:
      if (mark === ',' && open.length > 0) return open.at(-1) === '{' ? 'name' : 'value';
      if (mark === '}') return close(open, '{');
      return mark === ']' ? close(open, '[') : undefined;
  }
}

function close(open: string[], mark: string): Expected | undefined {
  return open.pop() === mark ? 'comma or end' : undefined;
}
