import { StandinError } from '../../errors.ts';
import type { CallbackDelivery } from '../../mock/index.ts';
import type { Api } from '../../model/index.ts';
import { type DataFlags, dataOptions, exitCode, type Invocation } from '../command.ts';
import { callbackOptions, type MockFlags } from '../mock-flags.ts';
import { type Output, plain } from '../output.ts';
import { loadApiFrom, sourceOf } from '../source.ts';

interface TriggerFlags extends DataFlags, Pick<MockFlags, 'callbackSecret'> {
  readonly target?: string;
}

const shown = 30;

/** Sends a webhook or a callback; 1 where the receiver does not take it, 2 where it cannot be reached. */
export async function trigger(
  [name, spec]: readonly [string | undefined, string | undefined],
  { output, flags }: Invocation<TriggerFlags>,
): Promise<number> {
  const source = sourceOf(spec === undefined ? [] : [spec], flags);
  const [api, { trigger: send, triggerables }] = await Promise.all([
    loadApiFrom(source, flags, output.terminal),
    import('../../mock/index.ts'),
  ]);
  if (name === undefined) throw unnamed(triggerables(api).map(({ names }) => names[0]!));
  const target = targetOf(flags.target, name, api);
  const { send: sendOne, clock, signing } = callbackOptions({ ...flags, callbacks: true }, output) || {};
  const deliveries = await send(api, name, {
    ...dataOptions(flags),
    target,
    // Whoever asks by hand sees what came of it, and can ask again.
    callbacks: { send: sendOne, clock, signing, attempts: 1 },
  });
  for (const delivery of deliveries) report(delivery, output);
  const worst = deliveries.map(({ outcome }) => outcome);
  if (worst.includes('failed')) return exitCode.failed;
  return worst.every((outcome) => outcome === 'delivered') ? exitCode.fine : exitCode.notFine;
}

function unnamed(names: readonly string[]): StandinError {
  const all = [...new Set(names)];
  const more = all.length > shown ? ` and ${all.length - shown} more` : '';
  const hint =
    all.length > 0
      ? `Name one: ${all.slice(0, shown).join(', ')}${more}.`
      : 'The description has neither webhooks nor callbacks.';
  return new StandinError(`Failed to choose what to send: nothing is named. ${hint}`, {
    code: 'missing-webhook',
  });
}

/** Without `--target` nobody knows where to: a webhook's address is agreed upon elsewhere, a callback's comes with a request. */
function targetOf(target: string | undefined, name: string, { title }: Api): URL {
  if (target === undefined)
    throw new StandinError(
      `Failed to send ${name}: ${title || 'the description'} does not say where to. Name the address with --target URL.`,
      { code: 'missing-target' },
    );
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new StandinError(
    `Failed to send ${name}: ${target} is no http: or https: URL. Write --target http://localhost:3000/hook.`,
    { code: 'invalid-target' },
  );
}

function report(delivery: CallbackDelivery, output: Output): void {
  if (output.json) {
    output.printJson(delivery);
    return;
  }
  const { method, url, outcome, status, attempts, detail } = delivery;
  const { paint } = output;
  const colour = outcome === 'delivered' ? paint.green : paint.red;
  const tries = attempts > 1 ? paint.dim(` after ${attempts} attempts`) : '';
  output.print(
    `${method} ${plain(url ?? '')} ${colour(status === undefined ? outcome : String(status))}${tries}`,
  );
  if (detail !== undefined) output.say(plain(detail));
}
