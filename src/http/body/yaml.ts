import { isJsonObject } from '../../schema/index.ts';

const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i;
const PLAIN = /^[A-Za-z_][\w./@+()-]*(?: [\w./@+()-]+)*$/;
const DEPTH_LIMIT = 60;

/** As a YAML 1.2 document in block style. Texts that could be read as something else are quoted. */
export function writeYaml(value: unknown): string {
  return `${block(value, 0).replace(/^\n/, '').replace(/^ /, '')}\n`;
}

/** What follows a key's colon: a space and a scalar, or a line end and an indented block. */
function block(value: unknown, depth: number): string {
  const indent = '  '.repeat(depth);
  if (depth > DEPTH_LIMIT) return ` ${quoted(value)}`;
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item) => `\n${indent}-${inList(block(item, depth + 1))}`).join('');
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    if (members.length > 0) {
      return members.map(([key, member]) => `\n${indent}${scalar(key)}:${block(member, depth + 1)}`).join('');
    }
  }
  return ` ${scalar(value)}`;
}

/** A block in a list begins on the line of its dash: its first indentation gives way to `- `. */
function inList(text: string): string {
  return text.replace(/^\n */, ' ');
}

function scalar(value: unknown): string {
  return typeof value === 'string' && PLAIN.test(value) && !RESERVED.test(value) ? value : quoted(value);
}

/** JSON is YAML, but for characters that YAML takes for line ends or does not print. */
function quoted(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
