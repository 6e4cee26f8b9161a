// One run of the engine against the library, as `run.mjs` and the tests make it.

import { identitiesFor } from './catalogue.mjs';
import { describe } from './description.mjs';
import { createLibrary } from './server.mjs';

/**
 * @param engine what Standin exports: `loadApi` and `runContract`
 * @param until given a finding: is it enough? The run is over then, by its clock.
 */
export async function tryLibrary(
  { loadApi, runContract },
  { defect, variation, seed = 1, until = () => false, ...options } = {},
) {
  const api = await loadApi(describe(variation));
  const start = performance.now();
  let requests = 0;
  let isEnough = false;
  const detected = new Map();
  const result = await runContract(api, createLibrary({ defect, variation }), {
    seed,
    identities: identitiesFor(defect ?? variation),
    clock: () => (isEnough ? Number.POSITIVE_INFINITY : performance.now()),
    maxTime: 600_000,
    ...options,
    onEvent: (event) => {
      if (event.type === 'exchange') requests++;
      if (event.type !== 'finding') return;
      const { finding } = event;
      detected.set(finding.fingerprint, { requests, seconds: (performance.now() - start) / 1000 });
      isEnough ||=
        counts(finding) && until({ check: finding.failure.check, operation: finding.operation.id });
    },
  });
  return {
    result,
    requests,
    seconds: (performance.now() - start) / 1000,
    failures: result.findings.filter(counts).map(({ failure, operation, fingerprint }) => ({
      check: failure.check,
      kind: failure.kind,
      operation: operation.id,
      message: failure.message,
      where: failure.where,
      exchanges: failure.exchanges,
      ...detected.get(fingerprint),
    })),
    flaky: result.findings.filter(({ tags }) => tags.includes('flaky')),
  };
}

const counts = ({ failure, tags }) => failure.severity === 'failure' && !tags.includes('flaky');

/** Is this the failure that shows a defect: by the right check, of the right operation? */
export function isOf({ checks, operation }, failure) {
  return checks.includes(failure.check) && (operation === undefined || failure.operation === operation);
}

/** The first of them. */
export function shows(defect, failures) {
  return failures
    .filter((failure) => isOf(defect, failure))
    .toSorted((left, right) => left.requests - right.requests)[0];
}
