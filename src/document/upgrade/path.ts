import { type JsonObject, type SchemaSource, setOwn } from '../../schema/index.ts';
import { type ParameterSource, parameter, parameterSources } from './parameter.ts';
import { formBody, requestBody } from './request-body.ts';
import { responses } from './response.ts';
import { servers } from './server.ts';
import {
  child,
  children,
  fault,
  follow,
  from,
  isExtension,
  isObjectSource,
  keep,
  type ObjectSource,
  stringList,
  type Upgrade,
} from './upgrade.ts';

const methods: readonly string[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
/** Members of an operation that become something else. */
const rewritten: readonly string[] = ['consumes', 'produces', 'parameters', 'responses', 'schemes'];

/** `paths`, with path items that stand elsewhere put in their place. */
export function paths(run: Upgrade, root: ObjectSource): JsonObject {
  const made: JsonObject = {};
  const at = child(root, 'paths');
  for (const [path, member] of children(at)) {
    if (isExtension(path)) setOwn(made, path, keep(run, member));
    else {
      const item = pathItem(run, member, root);
      if (item !== undefined) setOwn(made, path, item);
    }
  }
  return at === undefined ? made : from(run, at, made);
}

function pathItem(run: Upgrade, at: SchemaSource, root: ObjectSource): JsonObject | undefined {
  const target = follow(run, at);
  // Members beside a `$ref` win: the specification leaves it open (Swagger 2.0, Path Item Object).
  const members = new Map([...children(target), ...(target === at ? [] : children(at))]);
  if (target !== undefined && !isObjectSource(target)) {
    fault(run, target, 'invalid-path-item', 'The path item is not an object.');
  }
  members.delete('$ref');
  if (target === undefined && members.size === 0) return undefined;
  const shared = parameterSources(run, members.get('parameters'));
  const made: JsonObject = {};
  for (const [key, member] of members) {
    if (key === 'parameters') {
      const plain = shared.filter((source) => !isBodyPart(source)).map((source) => parameter(run, source));
      if (plain.length > 0) made[key] = from(run, member, plain);
    } else if (!methods.includes(key.toLowerCase())) {
      setOwn(made, key, keep(run, member));
    } else if (isObjectSource(member)) {
      made[key.toLowerCase()] = operation(run, member, shared, root);
    } else {
      fault(run, member, 'invalid-operation', `The operation ${key} is not an object.`);
    }
  }
  return from(run, target ?? at, made);
}

function operation(
  run: Upgrade,
  at: ObjectSource,
  shared: readonly ParameterSource[],
  root: ObjectSource,
): JsonObject {
  const made: JsonObject = {};
  for (const [key, member] of children(at)) {
    if (!rewritten.includes(key)) setOwn(made, key, member.value);
  }
  const own = parameterSources(run, child(at, 'parameters'));
  const plain = own.filter((source) => !isBodyPart(source)).map((source) => parameter(run, source));
  if (plain.length > 0) made['parameters'] = from(run, child(at, 'parameters')!, plain);
  const consumes = stringList(at, 'consumes') ?? stringList(root, 'consumes') ?? [];
  const body = operationBody(run, at, own, shared, consumes);
  if (body !== undefined) made['requestBody'] = body;
  const produces = stringList(at, 'produces') ?? stringList(root, 'produces') ?? [];
  made['responses'] = responses(run, child(at, 'responses'), produces);
  const list = servers(run, root, at);
  if (list !== undefined) made['servers'] = list;
  return from(run, at, made);
}

/** OpenAPI 3 has no body at path level, so what is shared there moves into each operation. */
function operationBody(
  run: Upgrade,
  at: ObjectSource,
  own: readonly ParameterSource[],
  shared: readonly ParameterSource[],
  consumes: readonly string[],
): JsonObject | undefined {
  const isBody = (source: ParameterSource): boolean => source.in === 'body';
  const isField = (source: ParameterSource): boolean => source.in === 'formData';
  const ownFields = own.filter(isField);
  const body = own.find(isBody) ?? (ownFields.length === 0 ? shared.find(isBody) : undefined);
  if (body !== undefined) return requestBody(run, body, consumes);
  const fields = new Map([...shared.filter(isField), ...ownFields].map((source) => [source.name, source]));
  return fields.size === 0 ? undefined : formBody(run, [...fields.values()], consumes, at);
}

function isBodyPart(source: ParameterSource): boolean {
  return source.in === 'body' || source.in === 'formData';
}
