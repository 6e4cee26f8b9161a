import { expect, test } from 'vitest';
import { RecentCommits } from '../../src/state/stores/recent-commits.ts';

function recent(versions: Iterable<number>, size: number = 1): RecentCommits {
  const commits = new RecentCommits();
  for (const version of versions) commits.add({ version, at: 0, changes: [], size });
  return commits;
}

function upTo(last: number, first: number = 1): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function versions(commits: RecentCommits, from: number, last: number): number[] | undefined {
  return commits.between(from, last)?.map(({ version }) => version);
}

test('the last commits are there for who has missed a few', () => {
  const commits = recent(upTo(200));
  expect(versions(commits, 199, 200)).toEqual([200]);
  expect(versions(commits, 136, 200)).toEqual(upTo(200, 137));
  expect(versions(commits, 200, 200)).toEqual([]);
});

test('who has missed more, or stands beyond what there is, gets none', () => {
  const commits = recent(upTo(200));
  expect(versions(commits, 135, 200)).toBeUndefined();
  expect(versions(commits, 0, 200)).toBeUndefined();
  expect(versions(commits, 201, 200)).toBeUndefined();
  expect(versions(recent([]), 0, 3)).toBeUndefined();
  expect(versions(recent([]), 0, 0)).toEqual([]);
});

test('large commits push out those before them, but never the last', () => {
  const large = 600 * 1024;
  expect(versions(recent(upTo(3), large), 2, 3)).toEqual([3]);
  expect(versions(recent(upTo(3), large), 1, 3)).toBeUndefined();
  expect(versions(recent(upTo(3), 10 * large), 2, 3)).toEqual([3]);
  expect(versions(recent(upTo(3), large / 2), 0, 3)).toEqual([1, 2, 3]);
});

test('a gap in the versions begins anew', () => {
  const commits = recent([1, 2, 70, 71]);
  expect(versions(commits, 69, 71)).toEqual([70, 71]);
  expect(versions(commits, 2, 71)).toBeUndefined();
});
