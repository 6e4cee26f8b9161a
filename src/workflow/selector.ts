import { loadQueries, valueAt } from '../schema/index.ts';
import type { Selector } from './selector-type.ts';

/**
 * What a selector names in its context (Arazzo 1.1, Selector Object): the value, a list where a path names several, or
 * undefined where there is nothing. XPath gives texts, numbers and booleans.
 *
 * @param text the selector with its expressions filled in; undefined where one stands for nothing
 */
export async function selectOne(
  context: unknown,
  { type }: Pick<Selector, 'type'>,
  text: string | undefined,
): Promise<unknown> {
  if (context === undefined || text === undefined) return undefined;
  if (type === 'jsonpointer') return valueAt(context, text);
  if (type === 'jsonpath') {
    const { compileJsonPath } = await loadQueries();
    const select = compileJsonPath(text);
    const found = typeof select === 'string' ? [] : select(context);
    return found.length > 1 ? [...found] : found[0];
  }
  const { selectFromXml } = await import('./xml.ts');
  return selectFromXml(context, text);
}
