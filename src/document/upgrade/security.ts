import { type JsonObject, type SchemaSource, setOwn } from '../../schema/index.ts';
import {
  child,
  children,
  copyMembers,
  fault,
  follow,
  from,
  isExtension,
  isObjectSource,
  keep,
  type ObjectSource,
  text,
  type Upgrade,
} from './upgrade.ts';

const flowNames: ReadonlyMap<string, string> = new Map([
  ['implicit', 'implicit'],
  ['password', 'password'],
  ['application', 'clientCredentials'],
  ['accessCode', 'authorizationCode'],
]);

/** `securityDefinitions` as `components.securitySchemes`. */
export function securitySchemes(run: Upgrade, definitions: SchemaSource): JsonObject {
  const schemes: JsonObject = {};
  for (const [name, member] of children(definitions)) {
    if (isExtension(name)) {
      setOwn(schemes, name, keep(run, member));
      continue;
    }
    const at = follow(run, member);
    if (at === undefined) continue;
    if (!isObjectSource(at)) {
      fault(run, at, 'invalid-security-scheme', `The security scheme ${name} is not an object.`);
      continue;
    }
    setOwn(schemes, name, securityScheme(run, at, name));
  }
  return from(run, definitions, schemes);
}

function securityScheme(run: Upgrade, at: ObjectSource, name: string): JsonObject {
  const type = text(at, 'type');
  if (type === 'basic') {
    const made: JsonObject = { type: 'http', scheme: 'basic' };
    copyMembers(at, made, ['description']);
    return from(run, at, made);
  }
  if (type === 'oauth2' && child(at, 'flows') === undefined) {
    const made: JsonObject = { type };
    copyMembers(at, made, ['description']);
    made['flows'] = from(run, at, oauthFlows(run, at, name));
    return from(run, at, made);
  }
  // apiKey is the same in both; what OpenAPI 3 alone knows is found in real 2.0 documents and says what it means.
  if (type === undefined || !['apiKey', 'oauth2', 'http', 'openIdConnect', 'mutualTLS'].includes(type)) {
    fault(run, at, 'invalid-security-scheme', `The security scheme ${name} has the unknown type ${type}.`);
  }
  return keep(run, at) as JsonObject;
}

function oauthFlows(run: Upgrade, at: ObjectSource, name: string): JsonObject {
  const written = text(at, 'flow');
  const flow = flowNames.get(written ?? '');
  if (flow === undefined) {
    fault(run, at, 'invalid-security-scheme', `The security scheme ${name} has the unknown flow ${written}.`);
    return {};
  }
  const made: JsonObject = {};
  for (const key of ['authorizationUrl', 'tokenUrl', 'refreshUrl']) {
    const url = text(at, key);
    if (url !== undefined) made[key] = url;
  }
  const scopes = child(at, 'scopes');
  made['scopes'] = isObjectSource(scopes) ? keep(run, scopes) : {};
  return { [flow]: from(run, at, made) };
}
