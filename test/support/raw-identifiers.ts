/** `$id`, `$anchor` and `$dynamicAnchor` of a file, in document order. */
export interface Identifiers {
  readonly resources: ReadonlyArray<{ readonly uri: string; readonly pointer: string }>;
  readonly anchors: ReadonlyArray<{
    readonly name: string;
    readonly dynamic: boolean;
    readonly base: string;
    readonly pointer: string;
  }>;
}

/** Data, where `$id` is no keyword. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const', 'value', 'dataValue']);
/** Their members' names are names, not keywords. */
const MAPS = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'schemas',
]);

export function findIdentifiers(root: unknown, uri: string): Identifiers {
  const resources: Array<{ uri: string; pointer: string }> = [];
  const anchors: Array<{ name: string; dynamic: boolean; base: string; pointer: string }> = [];
  const walk = (value: unknown, pointer: string, base: string, names: boolean): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) walk(item, `${pointer}/${index}`, base, false);
      return;
    }
    const object = value as Record<string, unknown>;
    let here = base;
    if (!names) {
      if (typeof object['$id'] === 'string' && URL.canParse(object['$id'], base)) {
        here = new URL(object['$id'], base).href.replace(/#$/, '');
        resources.push({ uri: here, pointer });
      }
      for (const [keyword, dynamic] of [
        ['$anchor', false],
        ['$dynamicAnchor', true],
      ] as const) {
        const name = object[keyword];
        if (typeof name === 'string') anchors.push({ name, dynamic, base: here, pointer });
      }
    }
    for (const [key, member] of Object.entries(object)) {
      if (!names && DATA.has(key)) continue;
      const token = key.replaceAll('~', '~0').replaceAll('/', '~1');
      walk(member, `${pointer}/${token}`, here, !names && MAPS.has(key));
    }
  };
  walk(root, '', uri, false);
  return { resources, anchors };
}
