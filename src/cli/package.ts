import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The package's own folder, the same seen from `src/cli` and from `dist/cli`. */
const root = new URL('../../', import.meta.url);

export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
  return version;
}

/** The fixtures that come with the embedded default. */
export function embeddedFixtures(): string {
  return fileURLToPath(new URL('fixtures', root));
}

/** The JSON Schema of suite files. */
export function suiteSchemaPath(): string {
  return fileURLToPath(new URL('schema/suite.schema.json', root));
}

/** The description that is served when none is named. */
export function embeddedDefault(): string {
  return fileURLToPath(new URL('spec/authentik.yaml', root));
}
