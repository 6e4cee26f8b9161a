import type { JsonObject } from '../schema/index.ts';

/**
 * A document as text. YAML without aliases, folded lines or tags; strings that some version of YAML would read as
 * something else are quoted. Ends with a line break.
 */
export async function writeDocument(root: JsonObject, format: 'json' | 'yaml'): Promise<string> {
  if (format === 'json') return `${JSON.stringify(root, null, 2)}\n`;
  // Loaded here, since reading JSON needs no YAML and this folder is read at every start.
  const { dump } = await import('js-yaml');
  return dump(root, { noRefs: true, lineWidth: -1 });
}
