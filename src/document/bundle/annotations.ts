const annotations: ReadonlySet<string> = new Set([
  ...['title', 'description', 'default', 'example', 'examples', 'readOnly', 'writeOnly', 'deprecated', 'xml'],
  'externalDocs',
]);

/** Does a keyword say nothing about which values are valid? */
export function isAnnotation(keyword: string): boolean {
  return annotations.has(keyword) || keyword.startsWith('x-');
}
