import { createRouter } from '../http/index.ts';
import type { Api, Operation } from '../model/index.ts';
import { prepareValidation } from '../schema/index.ts';
import { allChecks, defaultChecks } from './checks.ts';
import type { Exchange } from './exchange.ts';
import type { Failure } from './failure.ts';
import { Judge } from './judge.ts';
import { ResponseReader } from './response-reading.ts';

/** A description, for exchanges that others send. */
export interface ExchangeChecks {
  /** Which operation a request leads to; undefined: none. */
  operationFor(method: string, target: string): Operation | undefined;
  /** What the checks of single exchanges say of one whose operation is the description's. */
  look(exchange: Exchange): Failure[];
}

/** @param names of checks; those that are on by default where it is left out */
export async function createExchangeChecks(
  api: Api,
  names: readonly string[] = defaultChecks(),
): Promise<ExchangeChecks> {
  await prepareValidation();
  const router = createRouter(api);
  const judge = new Judge(api);
  const reader = new ResponseReader();
  const looks = allChecks().filter(({ name, look }) => look !== undefined && names.includes(name));
  return {
    operationFor(method, target) {
      const question = target.indexOf('?');
      const path = question < 0 ? target : target.slice(0, question);
      const match = router.match(method, path, question < 0 ? '' : target.slice(question));
      return match.kind === 'operation' ? match.operation : undefined;
    },
    look(exchange) {
      const judgement = judge.judge(exchange.operation, exchange.request);
      const reading = reader.read(exchange, judgement.verdict !== 'elsewhere');
      const maxResponseTime = Number.POSITIVE_INFINITY;
      const checked = { exchange, judgement, mutation: undefined, reading, maxResponseTime };
      return looks.flatMap((check) => check.look?.(checked) ?? []);
    },
  };
}
