import { readFile } from 'node:fs/promises';
import { StandinError } from '../errors.ts';
import type { Shard } from '../suite/index.ts';

export interface ShardFlags {
  readonly shard?: string;
  readonly shardBy?: string;
}

export interface Sharing {
  readonly shard: Shard | undefined;
  /** By operationId. */
  readonly costs: ReadonlyMap<string, number> | undefined;
}

/** Rejects with StandinError `bad-shard` and `bad-report`. */
export async function sharingOf({ shard, shardBy }: ShardFlags): Promise<Sharing> {
  if (shard === undefined) return { shard: undefined, costs: undefined };
  const { readShard } = await import('../suite/index.ts');
  return { shard: readShard(shard), costs: shardBy === undefined ? undefined : await costsIn(shardBy) };
}

async function costsIn(file: string): Promise<ReadonlyMap<string, number>> {
  const { readJsonReport } = await import('../report/index.ts');
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new StandinError(
      `Failed to read the report ${file}: ${cause.message}. Check the name after --shard-by.`,
      {
        code: 'bad-report',
        cause,
      },
    );
  });
  const { result } = readJsonReport(text, file);
  // A run without a clock has counted requests alone.
  const isTimed = result.coverage.some(({ milliseconds }) => milliseconds > 0);
  return new Map(
    result.coverage.map(({ operation, milliseconds, requests }) => [
      operation.id,
      isTimed ? milliseconds : requests,
    ]),
  );
}
