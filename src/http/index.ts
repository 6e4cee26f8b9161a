export { acceptedRanges, matchContentType, selectMediaType } from './accept.ts';
export type { WrittenBody } from './body/body.ts';
export { writeBody } from './body/write.ts';
export { isJsonType, isMediaRange, isXmlType, type ParsedMediaType, parseMediaType } from './media-type.ts';
export type { Near } from './near.ts';
export { type Preferences, readPreferences } from './prefer.ts';
export { type Problem, type ProblemError, type ProblemOptions, problem, problemResponse } from './problem.ts';
export { createRouter, type RouteMatch, type Router } from './route.ts';
export {
  type ChosenResponse,
  chooseResponse,
  isBodiless,
  reasonPhrase,
  responseForStatus,
} from './status.ts';
