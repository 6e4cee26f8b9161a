import type { Place } from '../errors.ts';
import type { Api } from '../model/index.ts';
import { titleOf } from './operations.ts';
import type { Pact } from './pact.ts';

/** What reports need to know of pacts. */
export interface PactReportContext {
  readonly title: string;
  readonly document: { place(uri: string, pointer: string): Place };
}

/** What reporters need to know of pacts: a title, and where a place of a file is. */
export function pactReportContext(pacts: readonly Pact[], api?: Api): PactReportContext {
  const byFile = new Map(pacts.map((pact) => [pact.file, pact]));
  return {
    title: titleOf(pacts),
    document: {
      place: (uri, pointer) =>
        byFile.get(uri)?.place(pointer) ?? api?.document.place(uri, pointer) ?? { file: uri, pointer },
    },
  };
}
