import type { Api, Operation } from '../model/index.ts';
import { isJsonObject } from '../schema/index.ts';
import { matchOperations } from './match-operations.ts';

/** What people read and machines do not. */
const prose: ReadonlySet<string> = new Set(['description', 'summary', 'externalDocs']);

/**
 * The newer description's operations that a change could have touched: new ones, and those of whose text, with all that
 * it refers to, anything but prose is different.
 */
export function touchedOperations(before: Api, after: Api): Set<Operation> {
  const { pairs, added } = matchOperations(before.operations, after.operations);
  const texts = [new ClosureText(before), new ClosureText(after)] as const;
  const touched = new Set(added);
  for (const pair of pairs) if (texts[0].of(pair.before) !== texts[1].of(pair.after)) touched.add(pair.after);
  return touched;
}

/** An operation's text with all that it refers to, in an order of its own. */
class ClosureText {
  readonly #api: Api;
  /** What each target of a reference says, and which ones it names in turn. */
  readonly #targets = new Map<string, { readonly text: string; readonly references: readonly string[] }>();

  constructor(api: Api) {
    this.#api = api;
  }

  of(operation: Operation): string {
    const { node, path } = operation;
    const item = this.#written(this.#around(operation), node.uri);
    const own = this.#written(node.value, node.uri);
    const security = operation.security.flatMap(({ schemes }) =>
      schemes.map(({ scheme }) => scheme.node.value),
    );
    const closure = new Map<string, string>();
    const waiting = [...item.references, ...own.references];
    for (let reference = waiting.pop(); reference !== undefined; reference = waiting.pop()) {
      if (closure.has(reference)) continue;
      const target = this.#target(reference);
      closure.set(reference, target.text);
      waiting.push(...target.references);
    }
    const targets = [...closure]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([, text]) => text);
    return [path, item.text, own.text, JSON.stringify(security), ...targets].join('\n');
  }

  /** What stands beside the operations of its path, and for all of them. */
  #around({ path }: Operation): unknown {
    const item = this.#api.document.root.get('paths')?.get(path)?.follow();
    return [item?.get('parameters')?.value, item?.get('servers')?.value, this.#api.servers];
  }

  #target(key: string): { readonly text: string; readonly references: readonly string[] } {
    let target = this.#targets.get(key);
    if (!target) {
      const [reference, uri] = JSON.parse(key) as [string, string];
      const found = this.#api.document.resolve(reference, uri);
      target = found ? this.#written(found.value, found.uri) : { text: reference, references: [] };
      this.#targets.set(key, target);
    }
    return target;
  }

  #written(value: unknown, uri: string): { readonly text: string; readonly references: readonly string[] } {
    const references: string[] = [];
    const text = JSON.stringify(value, (key, member: unknown) => {
      if (key === '$ref' && typeof member === 'string') references.push(JSON.stringify([member, uri]));
      return prose.has(key) && !isJsonObject(member) ? undefined : sorted(member);
    });
    return { text: text ?? '', references };
  }
}

/** The order of members means nothing. */
function sorted(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
