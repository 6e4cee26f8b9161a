export { acceptedRanges, matchContentType, selectMediaType } from './accept.ts';
export type { WrittenBody } from './body/body.ts';
export { concreteType } from './body/concrete-type.ts';
export { type BodyReader, bodyReader, readBody } from './body/read.ts';
export type { BodyPosition, BodyReading } from './body/reading.ts';
export { writeBody } from './body/write.ts';
export { type CurlRequest, curlCommand, toCurl } from './curl.ts';
export { isJsonType, isMediaRange, isXmlType, type ParsedMediaType, parseMediaType } from './media-type.ts';
export type { Near } from './near.ts';
export { writeHeaderValue } from './parameters/header-value.ts';
export type { RawRequest } from './parameters/raw-request.ts';
export { compileParameters, type ParameterResult, type ParameterValues } from './parameters/read.ts';
export { type WrittenParameters, writeParameters } from './parameters/write.ts';
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
