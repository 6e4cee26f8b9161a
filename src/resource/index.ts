export type { CollectionCorrection, ResourceCorrection, ResourceCorrections } from './corrections.ts';
export { Facts } from './facts.ts';
export { inferResources } from './infer.ts';
export { memberPointer } from './member-path.ts';
export { pageParameters } from './page-parameters.ts';
export { mayFollow } from './references.ts';
export type {
  ActionRole,
  Collection,
  CreateRole,
  Filter,
  ItemRole,
  KeyPart,
  ListFact,
  ListRole,
  Ordering,
  Paging,
  ParentPart,
  Reference,
  Resources,
  Role,
  Selection,
  Shown,
  Singleton,
  SingletonRole,
  Through,
} from './resource.ts';
