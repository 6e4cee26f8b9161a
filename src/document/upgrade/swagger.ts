import { type JsonObject, setOwn } from '../../schema/index.ts';
import { parameter, parameterSource } from './parameter.ts';
import { paths } from './path.ts';
import { requestBody } from './request-body.ts';
import { responses } from './response.ts';
import { securitySchemes } from './security.ts';
import { servers } from './server.ts';
import {
  type AddFault,
  child,
  children,
  copyMembers,
  fault,
  from,
  isExtension,
  isObjectSource,
  keep,
  type ObjectSource,
  type Resolve,
  stringList,
  type Upgrade,
} from './upgrade.ts';

export interface UpgradedSwagger {
  readonly root: JsonObject;
  /** Of every object that was made, and of those that hang at another place now: where they come from. */
  readonly origins: WeakMap<object, { uri: string; pointer: string }>;
}

/**
 * Gives a Swagger 2.0 document the shape of OpenAPI 3.2 around its schemas. These are used as they are, by identity,
 * and stay in the dialect of Swagger 2.0: a `$ref` in them points into the original text. References to parameters,
 * responses and path items are followed here, because what they become depends on `consumes` and `produces` of the
 * operation. A part that cannot be read is left out and reported through `addFault`, with one of the codes
 * `unresolved-reference`, `circular-reference` and `invalid-` with the part's name.
 */
export function upgradeSwagger(
  root: JsonObject,
  uri: string,
  resolve: Resolve,
  addFault: AddFault,
): UpgradedSwagger {
  const run: Upgrade = { origins: new WeakMap(), resolve, addFault: once(addFault), made: new Map() };
  const at: ObjectSource = { value: root, uri, pointer: '' };
  const made: JsonObject = { openapi: '3.2.0' };
  copyMembers(at, made, ['info', 'externalDocs', 'tags', 'security']);
  const list = servers(run, at);
  if (list !== undefined) made['servers'] = list;
  made['paths'] = paths(run, at);
  const parts = components(run, at);
  if (Object.keys(parts).length > 0) made['components'] = from(run, at, parts);
  return { root: from(run, at, made), origins: run.origins };
}

/** Operations hold the very objects that stand here, so that a writer can tell what is shared. */
function components(run: Upgrade, root: ObjectSource): JsonObject {
  const made: JsonObject = {};
  const definitions = child(root, 'definitions');
  if (isObjectSource(definitions)) made['schemas'] = keep(run, definitions);
  const schemes = child(root, 'securityDefinitions');
  if (isObjectSource(schemes)) made['securitySchemes'] = securitySchemes(run, schemes);
  const shared = child(root, 'responses');
  if (isObjectSource(shared)) made['responses'] = responses(run, shared, stringList(root, 'produces') ?? []);
  sharedParameters(run, root, made);
  return made;
}

function sharedParameters(run: Upgrade, root: ObjectSource, target: JsonObject): void {
  const at = child(root, 'parameters');
  if (at === undefined) return;
  if (!isObjectSource(at)) fault(run, at, 'invalid-parameter', 'The shared parameters are not an object.');
  const parameters: JsonObject = {};
  const bodies: JsonObject = {};
  for (const [name, member] of children(at)) {
    if (isExtension(name)) continue;
    for (const source of parameterSource(run, member)) {
      if (source.in === 'body')
        setOwn(bodies, name, requestBody(run, source, stringList(root, 'consumes') ?? []));
      else if (source.in !== 'formData') setOwn(parameters, name, parameter(run, source));
    }
  }
  if (Object.keys(parameters).length > 0) target['parameters'] = from(run, at, parameters);
  if (Object.keys(bodies).length > 0) target['requestBodies'] = from(run, at, bodies);
}

/** What is shared is looked at wherever it is used; its faults are told once. */
function once(addFault: AddFault): AddFault {
  const told = new Set<string>();
  return (code, message, pointer, uri) => {
    const key = `${code} ${uri}#${pointer}`;
    if (told.has(key)) return;
    told.add(key);
    addFault(code, message, pointer, uri);
  };
}
