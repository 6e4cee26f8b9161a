import { isJsonObject, type JsonObject, own } from '../schema/index.ts';
import { type Content, decodeText, type TextFault } from './decode.ts';
import { tooLarge } from './files.ts';
import { findDeeperThan } from './json-text.ts';
import type { Limits } from './options.ts';
import { positionAt, type TextPosition, Unloadable } from './unloadable.ts';

/** One operation, as a page of Docusaurus' OpenAPI plugin carries it. */
export interface Page {
  readonly uri: string;
  /** The Operation Object with `method`, `path`, `info`, `servers`, `securitySchemes` beside its own members. */
  readonly api: JsonObject;
  /** Of `api:` in the front matter. */
  readonly position: TextPosition;
  /** Does it hold what only OpenAPI 3.1 and later have? */
  readonly modern: boolean;
}

/** Members that every schema of 3.1 may have and none of 3.0: the pages do not tell their version. */
const modernTraits =
  /"type":\s*\[|"type":\s*"null"|"exclusiveM(?:in|ax)imum":\s*-?\d|"(?:const|prefixItems|\$defs|unevaluated\w+|patternProperties|contentMediaType|dependent\w+)":/;

/**
 * Reads the operation in a page's front matter: `api:` is JSON, deflated (RFC 1950) and written in base64, or in old
 * pages plain. Throws Unloadable: `not-yaml`, `no-operation`, `not-json`, `too-large`, `too-deep`.
 */
export async function readPage(
  content: Content,
  uri: string,
  limits: Limits,
  faults: TextFault[],
): Promise<Page> {
  const text = decodeText(content, faults);
  // With its first line break, so that lines have the numbers that they have in the page.
  const matter = /^---[ \t]*(\r?\n[\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)?.[1];
  if (matter === undefined) throw noOperation('it has no front matter');
  const { parseYaml } = await import('./yaml.ts');
  const front = parseYaml(matter, limits.maxDepth, faults).value;
  const api = isJsonObject(front) ? own(front, 'api') : undefined;
  if (api === undefined) throw noOperation('its front matter has no `api`');
  const position = positionAt(text, Math.max(0, text.search(/^api:/m)));
  if (isJsonObject(api)) {
    return { uri, api, position, modern: modernTraits.test(JSON.stringify(api)) };
  }
  if (typeof api !== 'string') throw noOperation('its `api` is neither text nor an object', position);
  const json = await inflate(api, limits, position);
  if (findDeeperThan(json, limits.maxDepth) !== undefined) {
    const reason = `its operation is nested deeper than ${limits.maxDepth} levels`;
    throw new Unloadable('too-deep', reason, 'Split it up.', position);
  }
  const operation = parseOperation(json, position);
  return { uri, api: operation, position, modern: modernTraits.test(json) };
}

function parseOperation(json: string, position: TextPosition): JsonObject {
  let operation: unknown;
  try {
    operation = JSON.parse(json, openCircle);
  } catch (error) {
    const reason = 'its `api` does not hold JSON';
    throw new Unloadable('not-json', reason, 'Generate the page again.', position, error);
  }
  if (!isJsonObject(operation)) throw noOperation('its `api` holds no object', position);
  return operation;
}

/** Where a schema recurs the generator writes the text `circular(Name)`: that says nothing about the value. */
function openCircle(key: string, value: unknown): unknown {
  if (typeof value !== 'string' || !/^circular\(.*\)$/.test(value)) return value;
  if (['description', 'summary', 'title', 'example', 'default'].includes(key)) return value;
  return { title: value.slice('circular('.length, -1) };
}

async function inflate(base64: string, limits: Limits, position: TextPosition): Promise<string> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch (error) {
    const reason = 'its `api` is not base64';
    throw new Unloadable('no-operation', reason, 'Generate the page again.', position, error);
  }
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > limits.maxBytes) throw tooLarge(limits.maxBytes);
      text += decoder.decode(part.value, { stream: true });
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    if (error instanceof Unloadable) throw error;
    const reason = 'its `api` is not deflated text';
    throw new Unloadable('no-operation', reason, 'Generate the page again.', position, error);
  }
  return text + decoder.decode();
}

function noOperation(reason: string, position?: TextPosition): Unloadable {
  return new Unloadable('no-operation', reason, 'Name pages of operations (*.api.mdx).', position);
}
