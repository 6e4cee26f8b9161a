import { isJsonObject, type JsonObject, own, setOwn } from '../../schema/index.ts';
import type { Kind } from '../kinds.ts';

const stylesOf: Readonly<Record<string, readonly string[]>> = {
  path: ['matrix', 'label', 'simple'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
};

/**
 * Swagger 2.0 has lists that OpenAPI 3.0 has no style for: separated by tabs, by spaces and bars in paths and headers,
 * or inside of lists. What is sent is a string in any case, so it is written as one.
 */
export function limitStyles(kind: Kind, written: JsonObject): void {
  const { schema, style, encoding } = written;
  if ((kind === 'parameter' || kind === 'header') && isJsonObject(schema)) limitItems(schema);
  if (
    kind === 'parameter' &&
    typeof style === 'string' &&
    !stylesOf[String(written['in'])]?.includes(style)
  ) {
    for (const key of ['style', 'explode', 'example', 'examples']) delete written[key];
    written['schema'] = { type: 'string' };
  }
  if (kind !== 'media-type' || !isJsonObject(encoding) || !isJsonObject(schema)) return;
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  for (const [name, member] of Object.entries(encoding)) {
    const property = own(properties, name);
    if (isJsonObject(property)) limitItems(property);
    if (!isJsonObject(member) || member['style'] !== 'tabDelimited') continue;
    delete encoding[name];
    setOwn(properties, name, { type: 'string' });
  }
  if (Object.keys(encoding).length === 0) delete written['encoding'];
}

function limitItems(schema: JsonObject): void {
  const { items } = schema;
  if (isJsonObject(items) && items['type'] === 'array') schema['items'] = { type: 'string' };
}
