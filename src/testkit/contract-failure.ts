import type { ContractEvent } from '../contract/index.ts';
import type { Api } from '../model/index.ts';
import { consoleReporter } from '../report/index.ts';
import { titleOf } from './operations.ts';

/** A run's report as text, for the message of a test that fails. */
export function collectReport(api: Api): { onEvent: (event: ContractEvent) => void; text: () => string } {
  let text = '';
  const as = (value: string) => value;
  const onEvent = consoleReporter({
    write: (piece) => {
      text += piece;
    },
    locate: (uri, pointer) => api.document.place(uri, pointer),
    title: titleOf(api),
    now: 0,
    paint: { bold: as, dim: as, red: as, green: as, yellow: as, cyan: as },
    progress: () => undefined,
    plain: (value) => value.replaceAll(/[^\P{Cc}\n\t]/gu, '�'),
    clock: () => 0,
    verbose: false,
  });
  return { onEvent, text: () => text };
}
