import type { Operation } from '../model/index.ts';
import { findBasePath } from './base-path.ts';
import type { Notice } from './event.ts';
import type { Exchange } from './exchange.ts';
import type { Knowledge } from './knowledge.ts';
import type { Target } from './target.ts';

export interface Diagnosis {
  /** Is it worth to go on? */
  readonly conclusive: boolean;
  readonly notices: readonly Notice[];
}

/** Says plainly what would otherwise be a wall of failures: nobody there, a wrong base path, no way in. */
export async function diagnose(
  operations: readonly Operation[],
  knowledge: Knowledge,
  exchanges: readonly Exchange[],
  target: Target,
  makeTarget: (basePath: string) => Target,
): Promise<Diagnosis> {
  const notices: Notice[] = [];
  const stop = (code: string, message: string): Diagnosis => ({
    conclusive: false,
    notices: [{ code, message, operation: undefined }],
  });
  if (operations.length === 0) return stop('nothing-selected', 'No operation is selected.');
  const answered = exchanges.filter(({ response }) => response !== undefined);
  if (answered.length === 0) {
    const why = exchanges[0]?.problem?.message ?? 'no request could be made';
    return stop(
      'unreachable',
      `Nothing answers at ${target.name}: ${why}. Is it running, and is this its address?`,
    );
  }
  const all = (...statuses: number[]) =>
    answered.every(({ response }) => statuses.includes(response!.status));
  if (all(401, 403)) {
    const message = `Every request to ${target.name} was refused with ${answered[0]!.response!.status}. Give credentials by --header or --identity.`;
    return stop('all-unauthorized', message);
  }
  if (all(404) && answered.length > 1) {
    const path = target.base(operations[0]!).replace(/^[a-z]+:\/\/[^/]*/, '') || '/';
    const other = await findBasePath(answered, target, makeTarget);
    const hint = other
      ? `Below ${other} something answers: is the base path ${other} (--base-path ${other})?`
      : 'Is the base path right?';
    const message = `Every request to ${target.name} was answered with 404. Operations were looked for below ${path}. ${hint}`;
    return stop('all-not-found', message);
  }
  for (const operation of operations) {
    if (knowledge.accepted(operation) || knowledge.refused(operation).length === 0) continue;
    if (!operation.responses.some(({ status }) => /^([23]|default)/.test(status))) continue;
    const statuses = [...knowledge.statuses(operation).keys()].join(', ');
    const message = `No valid request to ${operation.method} ${operation.path} succeeded (${statuses}): what it does could not be tried in full.`;
    notices.push({ code: 'never-succeeded', message, operation });
  }
  return { conclusive: true, notices };
}
