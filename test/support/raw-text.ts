import { CORE_SCHEMA, load, mergeTag, YAMLException } from 'js-yaml';

/** JSON first, since it is quick; YAML 1.2 core with merge keys for the rest, for example JSON with trailing commas. */
export function parseText(text: string): unknown {
  const clean = text.replace(/^\uFEFF/, '');
  if (/^\s*[{[]/.test(clean)) {
    try {
      return JSON.parse(clean);
    } catch {}
  }
  return loadYaml(clean);
}

/**
 * Many people close a flow collection at its parent's indentation, which YAML 1.2 forbids and most parsers allow. The
 * line at fault is moved right, where white space means nothing, and the text is read again.
 */
function loadYaml(text: string): unknown {
  const lines = text.split('\n');
  for (let repairs = 0; ; repairs++) {
    try {
      return load(lines.join('\n'), {
        schema: CORE_SCHEMA.withTags(mergeTag),
        json: true,
        maxTotalMergeKeys: -1,
        maxDepth: 1000,
      });
    } catch (error) {
      const line = error instanceof YAMLException && error.mark ? error.mark.line : -1;
      if (!(error instanceof YAMLException) || error.reason !== 'deficient indentation') throw error;
      if (lines[line] === undefined || repairs > 500) throw error;
      lines[line] = `  ${lines[line]}`;
    }
  }
}
