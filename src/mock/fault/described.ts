import type { FaultSettings } from '../../http/index.ts';
import type { Api } from '../../model/index.ts';
import { setOwn } from '../../schema/index.ts';
import type { FaultyOptions } from './faulty-options.ts';

const KEYWORDS: ReadonlyArray<readonly [string, keyof FaultSettings]> = [
  ['x-standin-delay', 'delay'],
  ['x-standin-bandwidth', 'bandwidth'],
  ['x-standin-error-rate', 'errorRate'],
  ['x-standin-errors', 'errors'],
  ['x-standin-rate-limit', 'rateLimit'],
  ['x-standin-fault', 'fault'],
];

/**
 * The options, with what operations of the description say of themselves: `x-standin-delay: 100-500` beside an
 * operationId. The options' own win, kind by kind.
 */
export function withDescribedFaults(api: Api, options: FaultyOptions): FaultyOptions {
  if (!api.document.mentions('x-standin-')) return options;
  const operations: Record<string, FaultSettings> = Object.assign(Object.create(null), options.operations);
  for (const { id, node } of api.operations) {
    const described: Record<string, unknown> = {};
    for (const [keyword, key] of KEYWORDS) {
      const value = node.get(keyword)?.value;
      if (value !== undefined) described[key] = value;
    }
    if (Object.keys(described).length > 0)
      setOwn(operations, id, { ...described, ...options.operations[id] });
  }
  return { ...options, operations };
}
