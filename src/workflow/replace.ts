import { isJsonObject, loadQueries, parsePointer, setOwn } from '../schema/index.ts';
import type { Replacement } from './document.ts';
import { evaluateValue, fillSelector, type Scope, textOf } from './scope.ts';
import type { SelectorType } from './selector-type.ts';

export type Replaced = { readonly value: unknown } | { readonly problem: string };

/** The payload with a value set at the target (Arazzo 1.1, Payload Replacement Object); the payload given stays as it is. */
export async function replaceIn(
  payload: unknown,
  { target, type, value: written }: Replacement,
  contentType: string,
  scope: Scope,
): Promise<Replaced> {
  const kind: SelectorType = type ?? (/[/+]xml\b/i.test(contentType) ? 'xpath' : 'jsonpointer');
  const path = fillSelector(target, kind, scope);
  const value = await evaluateValue(written, scope);
  if (value === undefined || path === undefined)
    return { problem: `the replacement of ${target} takes its value from what stands for nothing` };
  if (kind === 'xpath') return inXml(payload, path, textOf(value));
  const copy: unknown = payload === undefined ? {} : structuredClone(payload);
  if (kind === 'jsonpointer') return atPointer(copy, path, value);
  const { compileJsonNodes } = await loadQueries();
  const select = compileJsonNodes(path);
  if (typeof select === 'string') return { problem: select };
  const nodes = select(copy);
  if (nodes.length === 0) return { problem: `${path} names nothing in the payload` };
  for (const { location } of nodes)
    if (!setAt(copy, location.map(String), value)) return { problem: `${path} names the whole payload` };
  return { value: copy };
}

async function inXml(payload: unknown, path: string, value: string): Promise<Replaced> {
  const { replaceInXml, XmlProblem } = await import('./xml.ts');
  try {
    const replaced = replaceInXml(typeof payload === 'string' ? payload : '', path, value);
    return typeof replaced === 'string' ? { problem: replaced } : { value: replaced.xml };
  } catch (error) {
    if (error instanceof XmlProblem) return { problem: `the payload: ${error.message}` };
    throw error;
  }
}

function atPointer(payload: unknown, pointer: string, value: unknown): Replaced {
  const names = parsePointer(pointer);
  if (!names) return { problem: `${pointer} is no JSON Pointer` };
  if (names.length === 0) return { value };
  return setAt(payload, names, value)
    ? { value: payload }
    : { problem: `${pointer} leads nowhere in the payload` };
}

/** The last name may be new; those before it must be there. */
function setAt(root: unknown, names: readonly string[], value: unknown): boolean {
  const last = names.at(-1);
  let at = root;
  for (const name of names.slice(0, -1))
    at =
      (isJsonObject(at) || Array.isArray(at)) && Object.hasOwn(at, name)
        ? (at as Record<string, unknown>)[name]
        : undefined;
  if (last === undefined) return false;
  if (Array.isArray(at)) {
    const index = last === '-' ? at.length : /^(?:0|[1-9]\d*)$/.test(last) ? Number(last) : -1;
    if (index < 0 || index > at.length) return false;
    at[index] = value;
    return true;
  }
  if (!isJsonObject(at)) return false;
  setOwn(at, last, value);
  return true;
}
