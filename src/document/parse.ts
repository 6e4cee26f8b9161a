import { type Content, decodeText, type TextFault } from './decode.ts';
import { EscapedText } from './escaped-text.ts';
import { blankComments, findDeeperThan, indexJson, JsonSyntaxError } from './json-text.ts';
import { ParsedText, type ReadText } from './parsed-text.ts';
import { indexPlainYaml, parsePlainYaml } from './plain-yaml.ts';
import type { PositionIndex } from './positions.ts';
import { lineStartsOf, positionAt, type TextPosition, Unloadable } from './unloadable.ts';

/**
 * JSON or YAML to a value. JSON that breaks its grammar in a way that YAML, or JSON with comments, allows is read
 * all the same, with a fault. Throws Unloadable: `not-utf-8`, `empty`, `not-json`, `not-yaml`, `too-deep`,
 * `cyclic-alias`, `too-large`.
 */
export async function parseText(content: Content, uri: string, maxDepth: number): Promise<ParsedText> {
  if (content instanceof EscapedText) {
    const parsed = parseEscaped(content, maxDepth);
    if (parsed !== undefined) return parsed;
  }
  const faults: TextFault[] = [];
  const text = decodeText(content, faults);
  const start = /\S/.exec(text)?.[0];
  if (start === undefined) throw new Unloadable('empty', 'it is empty', 'Name another file.');
  refuseMarkup(text, start);
  const named = /\.jsonc?$/i.test(pathOf(uri)) ? 'json' : /\.ya?ml$/i.test(pathOf(uri)) ? 'yaml' : undefined;
  if (start === '{' || start === '[' || (named === 'json' && start === '/')) {
    try {
      const value: unknown = JSON.parse(text);
      refuseDeeperThan(maxDepth, text, () => text);
      return laidOut(text, { value, faults, format: 'json', index: () => indexJson(text) });
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    return parseLooseJson(text, named, maxDepth, faults);
  }
  const parsed = await parseAsYaml(text, maxDepth, faults);
  if (named === 'json') {
    const message = 'The file is YAML although its name says JSON.';
    faults.push({ code: 'not-json', severity: 'warning', message, line: 1, column: 1 });
  }
  return parsed;
}

/** Undefined where it is no JSON. */
function parseEscaped(content: EscapedText, maxDepth: number): ParsedText | undefined {
  const { escaped } = content;
  try {
    const value: unknown = JSON.parse(escaped);
    refuseDeeperThan(maxDepth, escaped, () => content.original());
    const layOut = () => {
      const layout = { index: indexJson(escaped), lineStarts: lineStartsOf(escaped) };
      content.toOriginal(layout.index.starts);
      content.toOriginal(layout.lineStarts);
      return layout;
    };
    return new ParsedText({ text: escaped, value, faults: [], format: 'json', layOut });
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function laidOut(
  text: string,
  { index, ...read }: Pick<ReadText, 'value' | 'faults' | 'format'> & { index: () => PositionIndex },
): ParsedText {
  return new ParsedText({
    ...read,
    text,
    layOut: () => ({ index: index(), lineStarts: lineStartsOf(text) }),
  });
}

async function parseAsYaml(text: string, maxDepth: number, faults: TextFault[]): Promise<ParsedText> {
  const plain = parsePlainYaml(text, maxDepth);
  if (plain !== undefined) {
    const index = () => indexPlainYaml(text, maxDepth);
    return laidOut(text, { value: plain, faults, format: 'yaml', index });
  }
  const { parseYaml } = await import('./yaml.ts');
  const { value, index } = parseYaml(text, maxDepth, faults);
  if (value === undefined || value === null) {
    throw new Unloadable('empty', 'it holds nothing but comments', 'Name another file.');
  }
  return laidOut(text, { value, faults, format: 'yaml', index });
}

async function parseLooseJson(
  text: string,
  named: 'json' | 'yaml' | undefined,
  maxDepth: number,
  faults: TextFault[],
): Promise<ParsedText> {
  const first = firstJsonError(text);
  try {
    const blanked = named === 'yaml' ? text : blankComments(text);
    const parsed = await parseAsYaml(blanked, maxDepth, faults);
    if (named !== 'yaml') {
      const message = `The text is not JSON (${first.message}); it is read as YAML.`;
      faults.push({ code: 'not-json', severity: 'warning', message, ...first.position });
    }
    return parsed;
  } catch (error) {
    const asYaml = error instanceof Unloadable && error.code !== 'not-yaml';
    if (named === 'yaml' || asYaml || !(error instanceof Unloadable)) throw error;
    throw new Unloadable(
      'not-json',
      `the text is not JSON (${first.message})`,
      'Correct the text there.',
      first.position,
    );
  }
}

function firstJsonError(text: string): { message: string; position: TextPosition } {
  try {
    indexJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) {
      return { message: error.message, position: positionAt(text, error.offset) };
    }
    throw error;
  }
  return { message: 'it breaks the grammar', position: { line: 1, column: 1 } };
}

/** @param original the text that the user wrote, of the same JSON */
function refuseDeeperThan(maxDepth: number, text: string, original: () => string): void {
  if (findDeeperThan(text, maxDepth) === undefined) return;
  const written = original();
  const position = positionAt(written, findDeeperThan(written, maxDepth)!);
  throw new Unloadable('too-deep', `it is nested deeper than ${maxDepth} levels`, 'Split it up.', position);
}

function refuseMarkup(text: string, start: string): void {
  if (start !== '<') return;
  const html = /^\s*<(?:!doctype html|html)/i.test(text);
  throw new Unloadable(
    'not-openapi',
    html ? 'it is an HTML page' : 'it is XML',
    'Name the OpenAPI description itself, JSON or YAML.',
  );
}

function pathOf(uri: string): string {
  return uri.replace(/[?#].*$/s, '');
}
