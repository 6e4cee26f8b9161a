import type { Parameter } from '../model/index.ts';
import type { Paging } from './resource.ts';

/** The parameters that say which part of a list is asked for. */
export function pageParameters(paging: Paging | undefined): Parameter[] {
  const known = [paging?.page, paging?.offset, paging?.after, paging?.before, paging?.size];
  return known.filter((parameter) => parameter !== undefined);
}
