import { isJsonObject, type JsonObject, setOwn } from '../../schema/index.ts';
import type { Kind } from '../kinds.ts';

const stylesOf: Readonly<Record<string, readonly string[]>> = {
  path: ['matrix', 'label', 'simple'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
};

/**
 * Swagger 2.0 has lists that OpenAPI 3.0 has no style for: separated by tabs, or by spaces and bars in paths and
 * headers. What is sent is a string in any case, so it is written as one.
 */
export function limitStyles(kind: Kind, written: JsonObject): void {
  const { style, content, encoding } = written;
  if (kind === 'parameter' && typeof style === 'string') {
    if (stylesOf[String(written['in'])]?.includes(style)) return;
    delete written['style'];
    delete written['explode'];
    written['schema'] = { type: 'string' };
    delete written['example'];
    delete written['examples'];
  }
  if (kind === 'request-body' && isJsonObject(content)) {
    for (const media of Object.values(content)) if (isJsonObject(media)) limitStyles('media-type', media);
  }
  if (kind !== 'media-type' || !isJsonObject(encoding)) return;
  for (const [name, member] of Object.entries(encoding)) {
    if (!isJsonObject(member) || member['style'] !== 'tabDelimited') continue;
    delete encoding[name];
    const schema = written['schema'];
    const properties = isJsonObject(schema) ? schema['properties'] : undefined;
    if (isJsonObject(properties)) setOwn(properties, name, { type: 'string' });
  }
  if (Object.keys(encoding).length === 0) delete written['encoding'];
}
