import { isJsonObject, joinPointer } from '../schema/index.ts';
import type { ShownExchange } from './mask.ts';

const maxLines = 20;
const maxText = 120;

/** In which lines a request differs from one that was accepted: `- query limit=5`, `+ query limit=101`. */
export function differences(accepted: ShownExchange, sent: ShownExchange): string[] {
  const [before, after] = [accepted, sent].map(facts) as [Map<string, string>, Map<string, string>];
  const lines: string[] = [];
  for (const [name, value] of before) if (after.get(name) !== value) lines.push(`- ${name} ${cut(value)}`);
  for (const [name, value] of after) if (before.get(name) !== value) lines.push(`+ ${name} ${cut(value)}`);
  return lines.length > maxLines
    ? [...lines.slice(0, maxLines), `(${lines.length - maxLines} more lines)`]
    : lines;
}

function facts({ method, url, request }: ShownExchange): Map<string, string> {
  const found = new Map([['method', method]]);
  const [path = '', query = ''] = url.split('?', 2);
  found.set('path', path.replace(/^[a-z]+:\/\/[^/]*/, ''));
  for (const pair of query.split('&').filter((each) => each !== '')) {
    const [name = '', ...rest] = pair.split('=');
    found.set(`query ${name}`, rest.join('='));
  }
  for (const [name, value] of request.headers) found.set(`header ${name.toLowerCase()}`, value);
  for (const [pointer, value] of leaves(request.body)) found.set(`body ${pointer}`, value);
  return found;
}

function* leaves(body: string | undefined): Iterable<readonly [string, string]> {
  if (body === undefined) return;
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    yield ['', body];
    return;
  }
  yield* leavesOf(value, '');
}

function* leavesOf(value: unknown, pointer: string): Iterable<readonly [string, string]> {
  const entries: Array<[string | number, unknown]> = Array.isArray(value)
    ? [...value.entries()]
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  if (entries.length === 0) yield [pointer, JSON.stringify(value)];
  for (const [name, member] of entries) yield* leavesOf(member, joinPointer(pointer, name));
}

function cut(text: string): string {
  return text.length > maxText ? `${text.slice(0, maxText)}…` : text;
}
