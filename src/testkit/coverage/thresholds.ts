import { COVERAGE_KINDS, type CoverageKind, type DescriptionTouched, percent } from './report.ts';

/** The least of each kind that tests must touch, in percent of what is described. */
export type CoverageThresholds = Partial<Record<CoverageKind, number>>;

const WORDS: Readonly<Record<CoverageKind, string>> = {
  operations: 'operations',
  statuses: 'documented statuses',
  requestFields: 'fields of requests',
  responseFields: 'fields of responses',
};

/** A sentence for each threshold that a description does not reach. */
export function missedThresholds(
  descriptions: readonly DescriptionTouched[],
  thresholds: CoverageThresholds,
): string[] {
  return descriptions.flatMap(({ title, counts }) =>
    COVERAGE_KINDS.flatMap((kind) => {
      const least = thresholds[kind];
      const reached = percent(counts[kind]);
      if (least === undefined || reached >= least) return [];
      return `The tests touch ${reached}% of the ${WORDS[kind]} of ${title}; the threshold is ${least}%.`;
    }),
  );
}
