export type { Document, Node } from './document.ts';
