import type { Dialect, JsonObject } from '../../schema/index.ts';
import type { Node } from '../document.ts';
import type { Moves } from './moves.ts';
import type { BundledDocument, Part } from './part.ts';

/** One run over one document. */
export interface Bundling {
  readonly document: BundledDocument;
  /** As it will be written. */
  readonly version: string;
  /** Of the written version: 0, 1 or 2. */
  readonly minor: number;
  /** That schemas of the written document are in, where they do not say otherwise. */
  readonly dialect: Dialect;
  /** Was the entry Swagger 2.0, so that its own parts stand at other places? */
  readonly swagger: boolean;
  readonly severalFiles: boolean;
  /** Are schemas with an `$id` written as the resources that they are? */
  readonly keepIds: boolean;
  readonly moves: Moves;
  /** Swagger 2.0: objects that several places hold and that stand among the components. */
  readonly shared: Map<object, string>;
  /** Swagger 2.0: names that OpenAPI 3 does not allow, by their pointer among the components. */
  readonly renamed: Map<string, string>;
  /** Where path items of other files were put, by `uri#pointer`. */
  readonly placed: Map<string, string>;
  /** What is being put in place right now, by `uri#pointer`. */
  readonly open: Set<string>;
  /** Links whose `operationRef` can be written when all operations have their places. */
  readonly links: Array<{ readonly link: JsonObject; readonly part: Part }>;
}

/** Thrown where a reference leads out of a schema resource to something that has no URI in the written document. */
export class NoUriError extends Error {}

export function isInEntry(bundling: Bundling, node: Node): boolean {
  return node.uri === bundling.document.uri;
}

export function placeKey(node: Node): string {
  return `${node.uri}#${node.pointer}`;
}
