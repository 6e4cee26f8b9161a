import { schemaExamples } from '../generation/index.ts';
import type { MediaType, Operation } from '../model/index.ts';
import type { Collection, Resources, Singleton } from '../resource/index.ts';
import { isJsonObject, type JsonObject, valueAt } from '../schema/index.ts';
import { pick } from './pointer.ts';

/** Things that the description shows of a collection: in examples of answers, lists first, and of schemas. */
export function seedExamples(of: Collection | Singleton, resources: Resources): readonly JsonObject[] {
  const listed: unknown[] = [];
  const single: unknown[] = [];
  for (const operation of resources.showing(of)) {
    // What an operation is about takes much longer to find out than that it shows nothing.
    if (showsExamples(operation)) gather(operation, of, resources, listed, single);
  }
  const schemas = of.views.flatMap((view) => schemaExamples(view));
  return [...listed, ...single, ...schemas].filter(
    (example): example is JsonObject => isJsonObject(example) && Object.keys(example).length > 0,
  );
}

function showsExamples({ responses }: Operation): boolean {
  return responses.some(({ content }) => content.some((mediaType) => bodies(mediaType).length > 0));
}

function gather(
  operation: Operation,
  of: Collection | Singleton,
  resources: Resources,
  listed: unknown[],
  single: unknown[],
): void {
  const role = resources.role(operation);
  const about = role && ('collection' in role ? role.collection : undefined);
  if ('references' in of && about !== of) return;
  if (role?.kind === 'list') {
    const { mediaType, items, map } = role.list;
    for (const body of bodies(mediaType)) {
      const found = valueAt(body, items);
      listed.push(...(Array.isArray(found) ? found : map && isJsonObject(found) ? Object.values(found) : []));
    }
  } else if (role?.shown) {
    const { mediaType, at } = role.shown;
    // What an action or a change answers is a thing at another time.
    if (role.kind !== 'read' && role.kind !== 'create' && role.kind !== 'singleton-read') return;
    for (const body of bodies(mediaType)) single.push(...pick(body, at));
  }
}

function bodies({ examples, schema }: MediaType): unknown[] {
  const adopted = schema?.for('response');
  return [...examples.map(({ value }) => value), ...(adopted ? schemaExamples(adopted) : [])].filter(
    (value) => value !== undefined,
  );
}
