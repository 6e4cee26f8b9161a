/** What users ask values with. */
export interface Queries {
  readonly compileJsonPath: typeof import('./json-path.ts')['compileJsonPath'];
  readonly compileJsonNodes: typeof import('./json-path.ts')['compileJsonNodes'];
  readonly compileRegular: typeof import('./regular.ts')['compileRegular'];
}

/** JSONPath and regular expressions in linear time; their libraries are loaded by the first who asks. */
export async function loadQueries(): Promise<Queries> {
  const [{ compileJsonPath, compileJsonNodes }, { compileRegular }] = await Promise.all([
    import('./json-path.ts'),
    import('./regular.ts'),
  ]);
  return { compileJsonPath, compileJsonNodes, compileRegular };
}
