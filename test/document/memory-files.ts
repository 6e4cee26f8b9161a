import { type Document, type LoadOptions, loadDocument } from '../../src/document/index.ts';
import { StandinError } from '../../src/errors.ts';

/** Loads a document whose files are given by name; the first is the entry. */
export function loadFiles(
  files: Record<string, string | Uint8Array>,
  options: LoadOptions = {},
): Promise<Document> {
  const read = async (uri: string) => {
    const found = files[decodeURIComponent(uri.slice('memory:/'.length))];
    if (found === undefined) throw new Error(`no ${uri}`);
    return found;
  };
  return loadDocument(Object.keys(files)[0]!, { read, ...options });
}

/** An OpenAPI 3.1 document in YAML, without faults, with the given text after its head. */
export function openapi(rest: string, version = '3.1.0'): string {
  const paths = /^paths:/m.test(rest) ? '' : 'paths: {}\n';
  return `openapi: ${version}\ninfo: { title: t, version: '1' }\n${paths}${rest}`;
}

/** `code file:line` of each fault. */
export function faultsOf(document: Document): string[] {
  return document.faults.map(({ code, place }) => `${code} ${place.file}:${place.line}`);
}

/** The error with which something is refused; fails when it is not, or by another kind of error. */
export async function refusal(loading: Promise<unknown>): Promise<StandinError> {
  try {
    await loading;
  } catch (error) {
    if (error instanceof StandinError) return error;
    throw error;
  }
  throw new Error('It was loaded.');
}
