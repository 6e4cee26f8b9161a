// One run of the engine against the library, as `run.mjs` and the tests make it.

import { identities } from './catalogue.mjs';
import { describe } from './description.mjs';
import { createLibrary } from './server.mjs';

/** @param engine what Standin exports: `loadApi` and `runContract` */
export async function tryLibrary({ loadApi, runContract }, { defect, variation, seed = 1, ...options } = {}) {
  const api = await loadApi(describe(variation));
  const start = performance.now();
  let requests = 0;
  const detected = new Map();
  const result = await runContract(api, createLibrary({ defect, variation }), {
    seed,
    identities,
    clock: () => performance.now(),
    ...options,
    onEvent: (event) => {
      if (event.type === 'exchange') requests++;
      if (event.type === 'finding')
        detected.set(event.finding.fingerprint, { requests, seconds: (performance.now() - start) / 1000 });
    },
  });
  return {
    result,
    requests,
    seconds: (performance.now() - start) / 1000,
    failures: result.findings
      .filter(({ failure, tags }) => failure.severity === 'failure' && !tags.includes('flaky'))
      .map(({ failure, operation, fingerprint }) => ({
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

/** The failure that shows a defect: by the right check, of the right operation. */
export function shows({ checks, operation }, failures) {
  return failures
    .filter(
      (failure) =>
        checks.includes(failure.check) && (operation === undefined || failure.operation === operation),
    )
    .toSorted((left, right) => left.requests - right.requests)[0];
}
