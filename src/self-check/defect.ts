import type { Fetch } from '../contract/index.ts';
import type { MockOptions } from '../mock/index.ts';
import type { Operation } from '../model/index.ts';
import type { Role } from '../resource/index.ts';

export type DefectGroup = 'answers' | 'requests' | 'security' | 'methods' | 'state' | 'lists' | 'errors';

/** What a defect is put into. */
export interface Seeding {
  readonly operation: Operation;
  readonly role: Role | undefined;
  /** The mock, which keeps the description; the same one for each call without options. */
  mock(options?: MockOptions): Fetch;
  /** Is the request one for the operation? */
  isMine(request: Request): boolean;
  /** Called when the defect has made a difference: one that never does so is not counted. */
  touched(): void;
}

/** One way in which servers break their descriptions. */
export interface DefectKind {
  /** Stable, lower-case with dashes. */
  readonly name: string;
  readonly group: DefectGroup;
  /** `a required member is missing` */
  readonly title: string;
  applies(operation: Operation, role: Role | undefined): boolean;
  /** A server with the defect in one operation. */
  seed(seeding: Seeding): Fetch;
}

/** The same server, but for answers to the operation that are changed; undefined: this one is not. */
export function answering(
  { mock, isMine, touched }: Seeding,
  change: (response: Response, request: Request) => Promise<Response | undefined> | Response | undefined,
): Fetch {
  const serve = mock();
  return async (request) => {
    const response = await serve(request.clone() as Request);
    if (!isMine(request)) return response;
    const changed = await change(response.clone() as Response, request);
    if (changed) touched();
    return changed ?? response;
  };
}
