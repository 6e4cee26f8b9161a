export { editDistance } from '../schema/index.ts';
export { matchContentType, selectMediaType } from './accept.ts';
export { concreteType } from './body/concrete-type.ts';
export type { ContentDecoder, ContentDecoders } from './body/content-coding.ts';
export { prepareBodyReading } from './body/libraries.ts';
export { type BodyReader, bodyReader, readBody } from './body/read.ts';
export { type ReadOnlyFinder, readOnlyFinder } from './body/read-only.ts';
export type { BodyReading, BodyRemark } from './body/reading.ts';
export { decodeReceived, type ReceivedBody, receiveBody } from './body/receive.ts';
export { writeBody } from './body/write.ts';
export { parseXml, type XmlElement } from './body/xml-tree.ts';
export { curlCommand, toCurl } from './curl.ts';
export { type Delay, LONGEST_DELAY, readDelay } from './fault/delay.ts';
export { type FaultKind, readFault, readFaultList, readRate } from './fault/fault.ts';
export {
  type FaultSettings,
  type Faults,
  type RateLimit,
  readBandwidth,
  readFaults,
  readRateLimit,
} from './fault/settings.ts';
export { isToken } from './header-list.ts';
export { followLink } from './link.ts';
export { isJsonType, parseMediaType } from './media-type.ts';
export { writeHeaderValue } from './parameters/header-value.ts';
export type { RawRequest } from './parameters/raw-request.ts';
export { compileParameters, type ParameterResult, type ParameterValues } from './parameters/read.ts';
export { writeParameters } from './parameters/write.ts';
export { NO_PREFERENCES, type Preferences, readPreferences } from './prefer.ts';
export {
  LISTED_VIOLATIONS,
  type Locate,
  type Problem,
  type ProblemError,
  problem,
  problemErrors,
  problemResponse,
} from './problem.ts';
export { type ProblemKind, problemKind, problemType } from './problem-kind.ts';
export { createRouter, type RouteMatch, type Router } from './route.ts';
export {
  evaluateRuntimeExpression,
  evaluateRuntimeValue,
  fillRuntimeTemplate,
  parseEmbedded,
  parseRuntimeExpression,
  parseRuntimeTemplate,
  type RuntimeFacts,
} from './runtime-expression.ts';
export {
  chooseResponse,
  isBodiless,
  reasonPhrase,
  responseForStatus,
} from './status.ts';
export { parseMembers, parseWorkflowExpression, type WorkflowExpression } from './workflow-expression.ts';
