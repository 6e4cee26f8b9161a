import type { Node } from '../document/index.ts';
import type { Place } from '../errors.ts';
import type { Operation } from '../model/index.ts';
import type { Exchange } from './exchange.ts';

/** A check says no, of one exchange or of several. */
export interface Failure {
  /** The check's name: `response-body`. */
  readonly check: string;
  /** Tells apart what one check finds wrong in different ways: `type`, `missing-header`. */
  readonly kind: string;
  /** One sentence. */
  readonly message: string;
  /** `lenient`: the server takes what it need not take, which is told apart from what is broken. */
  readonly severity: 'failure' | 'lenient';
  /** Where the description says what is broken. */
  readonly place: FailurePlace;
  /** Which part of which message: `body /items/0/id`, `header Location`, `status`. */
  readonly where: string;
  /** Which operation is to blame; without it, that of the decisive exchange. */
  readonly operation?: Operation | undefined;
  /** What shows it, the decisive exchange last; at least one. */
  readonly exchanges: readonly Exchange[];
}

export interface FailurePlace {
  readonly uri: string;
  readonly pointer: string;
  /** Stands for the pointer in fingerprints, where what the file lists may move. */
  readonly name?: string | undefined;
  /** Where it stands, for files that are no part of the description. */
  readonly at?: Place | undefined;
}

export function placeOf(node: Node, key?: string): FailurePlace {
  return { uri: node.uri, pointer: key === undefined ? node.pointer : `${node.pointer}/${key}` };
}

/** The operation that is to blame. */
export function operationOf({ operation, exchanges }: Failure): Operation {
  return operation ?? exchanges.at(-1)!.operation;
}

/** What a case of several requests finds; the place is the operation that is to blame. */
export function blame(
  operation: Operation,
  found: Pick<Failure, 'check' | 'kind' | 'message' | 'where' | 'exchanges'> & {
    readonly place?: FailurePlace;
  },
): Failure {
  return { severity: 'failure', place: placeOf(operation.node), operation, ...found };
}
