export type {
  Api,
  Callback,
  Encoding,
  Example,
  Header,
  Link,
  MediaType,
  OAuthFlow,
  Operation,
  Parameter,
  ParameterLocation,
  ParameterStyle,
  RequestBody,
  ResponseSpec,
  SchemaHandle,
  SecurityRequirement,
  SecurityScheme,
  Server,
} from './api.ts';
export { buildApi } from './build.ts';
export { loadApi } from './load.ts';
export {
  isDeclaredBy,
  isPlainPath,
  type PathTemplate,
  parsePathTemplate,
  type TemplateExpression,
} from './path-template.ts';
