import { createGenerator, type Generator } from '../../src/generation/index.ts';
import { createSchemaScope, type Dialect, prepareValidation } from '../../src/schema/index.ts';

let loading: Promise<Generator> | undefined;

/** A value that the generator makes for a JSON Schema. `remotes` are what its references may name, by URL. */
export async function generateFor(
  schema: unknown,
  dialect: Dialect,
  remotes: ReadonlyMap<string, unknown>,
  uri: string = 'https://schema.test/schema.json',
): Promise<unknown> {
  const generator = await (loading ??= load());
  const scope = createSchemaScope();
  for (const [address, root] of remotes) scope.addResource({ uri: address, root, dialect });
  scope.addResource({ uri, root: schema, dialect });
  return generator.generate(scope.schema({ value: schema, uri, pointer: '' }));
}

async function load(): Promise<Generator> {
  const [generator] = await Promise.all([createGenerator({ seed: 'corpus' }), prepareValidation()]);
  return generator;
}
