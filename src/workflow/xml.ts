import { evaluateXPath, evaluateXPathToBoolean, evaluateXPathToNodes, parseScript } from 'fontoxpath';
import {
  type Attr,
  Document,
  type Element,
  type Node,
  parseXmlDocument,
  serializeToWellFormedString,
} from 'slimdom';

/** Why a text could not be asked by XPath. */
export class XmlProblem extends Error {
  override readonly name: string = 'XmlProblem';
}

const largest = 8 * 1024 * 1024;

/** Does the XPath have a true effective boolean value? Throws XmlProblem for what is no XML or no XPath. */
export function holdsInXml(context: unknown, path: string): boolean {
  const document = documentOf(context);
  return attempt(path, () => evaluateXPathToBoolean(path, document, null, null, optionsOf(document)));
}

/** One node as its text, several as a list of texts, another result as it is; undefined for nothing. */
export function selectFromXml(context: unknown, path: string): unknown {
  const document = documentOf(context);
  const found: unknown = attempt(path, () =>
    evaluateXPath(path, document, null, null, evaluateXPath.ALL_RESULTS_TYPE, optionsOf(document)),
  );
  const values = (Array.isArray(found) ? found : [found]).map((value) =>
    isNode(value) ? textOf(value) : value,
  );
  return values.length > 1 ? values : values[0];
}

/** The XML with the text of each node that the path names replaced; a sentence where it names none. */
export function replaceInXml(xml: string, path: string, value: string): { readonly xml: string } | string {
  const document = documentOf(xml);
  const nodes: Node[] = attempt(path, () =>
    evaluateXPathToNodes<Node>(path, document, null, null, optionsOf(document)),
  );
  if (nodes.length === 0) return `${path} names nothing in the payload`;
  for (const node of nodes) {
    if (node.nodeType === attributeNode) (node as Attr).value = value;
    else node.textContent = value;
  }
  return { xml: serializeToWellFormedString(document) };
}

/** Why a text is no XPath 3.1, a clause; undefined where it is. */
export function whyNoXPath(path: string): string | undefined {
  try {
    parseScript(path, { language: evaluateXPath.XPATH_3_1_LANGUAGE }, new Document());
    return undefined;
  } catch (error) {
    return `${path} is no XPath (${messageOf(error)})`;
  }
}

const attributeNode = 2;

function documentOf(context: unknown): Document {
  if (typeof context !== 'string') throw new XmlProblem('it is no XML');
  if (context.length > largest) throw new XmlProblem('it is too large');
  // Entities that are made of entities grow without bounds.
  if (/<!ENTITY/i.test(context)) throw new XmlProblem('it declares entities, which are not expanded');
  try {
    return parseXmlDocument(context);
  } catch (error) {
    throw new XmlProblem(`it is no XML (${messageOf(error)})`);
  }
}

function attempt<Result>(path: string, evaluate: () => Result): Result {
  try {
    return evaluate();
  } catch (error) {
    throw new XmlProblem(`${path} cannot be evaluated (${messageOf(error)})`);
  }
}

/** Prefixes mean what they mean at the document's root. */
function optionsOf(document: Document) {
  const root: Element | null = document.documentElement;
  return {
    namespaceResolver: (prefix: string) =>
      prefix === '' ? null : (root?.lookupNamespaceURI(prefix) ?? null),
  };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'nodeType' in value;
}

function textOf(node: Node): string {
  return node.nodeType === attributeNode ? (node as Attr).value : (node.textContent ?? '');
}

/** The library adds the expression and a stack in further lines. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n').find((line) => /[A-Z]{4}\d{4}|\w/.test(line)) ?? text).trim().slice(0, 200);
}
