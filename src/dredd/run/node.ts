/** What of this folder needs Node, in one place that can be loaded late. */
export { resolve as absolutePath } from 'node:path';
export { runDreddProcess } from './dredd-process.ts';
export { findDredd } from './find-dredd.ts';
export { serveHandler } from './serve-handler.ts';
