import { isJsonObject, type JsonObject } from '../schema/index.ts';

type Test = (root: JsonObject) => boolean;

const has =
  (...keys: string[]): Test =>
  (root) =>
    keys.every((key) => Object.hasOwn(root, key));

const inside = (root: JsonObject, key: string, member: string): unknown => {
  const object = Object.hasOwn(root, key) ? root[key] : undefined;
  return isJsonObject(object) && Object.hasOwn(object, member) ? object[member] : undefined;
};

/** What users hand over by mistake, the most telling first. */
const looks: ReadonlyArray<readonly [string, Test]> = [
  ['an AsyncAPI document', has('asyncapi')],
  ['an Arazzo description', has('arazzo')],
  ['an OpenAPI Overlay', has('overlay')],
  ['a Swagger 1 document', has('swaggerVersion')],
  [
    'a Postman collection',
    (root) =>
      inside(root, 'info', '_postman_id') !== undefined ||
      String(inside(root, 'info', 'schema')).includes('postman'),
  ],
  ['an Insomnia export', (root) => String(root['_type']) === 'export' || has('__export_format')(root)],
  ['a HAR file', (root) => Array.isArray(inside(root, 'log', 'entries'))],
  [
    'a GraphQL introspection result',
    (root) => has('__schema')(root) || inside(root, 'data', '__schema') !== undefined,
  ],
  ['a Kubernetes manifest', has('apiVersion', 'kind')],
  ['a package.json', (root) => has('name')(root) && (has('dependencies')(root) || has('scripts')(root))],
  ['a tsconfig.json', has('compilerOptions')],
  ['a Docker Compose file', (root) => has('services')(root) && !has('paths')(root)],
  ['WireMock mappings', (root) => has('request', 'response')(root) || Array.isArray(root['mappings'])],
  [
    'an OpenAPI document without its version',
    (root) => has('paths')(root) || has('info', 'components')(root),
  ],
  ['a part of an OpenAPI document', has('components')],
  [
    'a JSON Schema',
    (root) => has('$schema')(root) || has('$defs')(root) || (has('type')(root) && has('properties')(root)),
  ],
];

/** A clause for an error: `it looks like a Postman collection`. */
export function looksLike(root: unknown): string {
  if (Array.isArray(root)) return 'its top is a list';
  if (!isJsonObject(root)) return `its top is ${root === null ? 'null' : `a ${typeof root}`}, not an object`;
  const look = looks.find(([, test]) => test(root));
  return look === undefined ? 'it has neither `openapi` nor `swagger`' : `it looks like ${look[0]}`;
}
