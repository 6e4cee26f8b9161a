import type { Operation } from './api.ts';
import type { Context } from './context.ts';
import { parsePathTemplate } from './path-template.ts';

/**
 * Adds a fault for each operation that no request can reach, because an earlier one has the same method and a path
 * that differs only by the names of its templates or by its fragment, below the same servers.
 */
export function findUnreachable(context: Context, operations: readonly Operation[]): void {
  const first = new Map<string, Operation>();
  for (const operation of operations) {
    const prefixes = operation.servers.map((server) => server.path).sort();
    const key = [operation.method, requestForm(operation.path), ...prefixes].join(' ');
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, operation);
    } else {
      context.faults.warning(
        operation.node,
        'unreachable-operation',
        `${operation.method} ${operation.path} cannot be told from ${earlier.path} by a request; the earlier one answers.`,
      );
    }
  }
}

function requestForm(path: string): string {
  const { segments, query } = parsePathTemplate(path);
  const text = segments
    .map((pieces) =>
      pieces
        .map((piece) => (typeof piece === 'string' ? piece : piece.isMultiSegment ? '{+}' : '{}'))
        .join(''),
    )
    .join('/');
  return `/${text}?${query.split('&').sort().join('&')}`;
}
