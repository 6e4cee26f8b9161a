export type { Document, Node } from './document.ts';
export { loadDocument } from './load.ts';
export type { LoadOptions } from './options.ts';
