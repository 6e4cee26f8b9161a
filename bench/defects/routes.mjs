import { description } from './description.mjs';

const methods = ['get', 'put', 'post', 'patch', 'delete'];

/** One for each operation of the description: how its path is known, and what stands in it. */
export function routesOf(operations) {
  return Object.entries(description.paths).flatMap(([path, item]) => {
    const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
    return methods.flatMap((method) => {
      if (!item[method]) return [];
      const { operationId: id, parameters = [] } = item[method];
      const all = [...(item.parameters ?? []), ...parameters];
      const inPath = all.filter((parameter) => parameter.in === 'path');
      return {
        id,
        pattern,
        method: method.toUpperCase(),
        names: inPath.map(({ name }) => name),
        schemas: inPath.map(({ schema }) => schema),
        query: all.filter((parameter) => parameter.in === 'query'),
        operation: operations[id],
      };
    });
  });
}
