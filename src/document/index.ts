export { bundleDocument } from './bundle.ts';
export type { Document, Node } from './document.ts';
export { findFaults } from './find-faults.ts';
export { loadDocument } from './load.ts';
export { type LoadedData, loadData, mayRefer } from './load-data.ts';
export type { LoadOptions, Source } from './options.ts';
export { type DataFile, readData } from './read-data.ts';
export { writeDocument } from './write-document.ts';
