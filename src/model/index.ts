export type {
  Api,
  Callback,
  Encoding,
  Example,
  Header,
  Link,
  MediaType,
  Operation,
  Parameter,
  ParameterLocation,
  ParameterStyle,
  ResponseSpec,
  SchemaHandle,
  SecurityRequirement,
  SecurityScheme,
  Server,
} from './api.ts';
export { loadApi } from './load.ts';
export {
  isDeclaredBy,
  isPlainPath,
  type PathTemplate,
  parsePathTemplate,
  type TemplateExpression,
} from './path-template.ts';
export { isSelected, selectOperations, unknownSelection } from './select-operations.ts';
