import type { ContractResult } from '../contract/index.ts';

/** How findings stand to the baseline; all 0 where there is none. */
export interface Standing {
  readonly known: number;
  readonly expired: number;
  readonly reappeared: number;
  readonly gone: number;
}

export function standingOf({ findings, gone = [] }: Pick<ContractResult, 'findings' | 'gone'>): Standing {
  const count = (status: string) => findings.filter(({ known }) => known?.status === status).length;
  return {
    known: count('known'),
    expired: count('expired'),
    reappeared: count('reappeared'),
    gone: gone.length,
  };
}

/** `3 known, 1 gone`; empty where nothing is to be told. */
export function standing(result: Pick<ContractResult, 'findings' | 'gone'>): string {
  return Object.entries(standingOf(result))
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}
