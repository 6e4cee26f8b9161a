import { breaks, type ContractResult, type Finding } from '../contract/index.ts';
import { StandinError } from '../errors.ts';

/** What an update did. */
export interface BaselineUpdate {
  readonly text: string;
  readonly added: number;
  readonly pruned: number;
  /** Was said to be fixed, and is expected again. */
  readonly reopened: number;
  /** Stays expired: a new day is for people to set. */
  readonly expired: number;
}

const opening = `# Known failures: each is expected until it is gone, fixed or expired, and everything else breaks the contract.
# Give each a reason and an owner, and a day (expires: 2026-12-31) on which it is looked at again.
findings: []
`;

/**
 * The text of a baseline with new failures added at its end and those that are gone taken out; comments, order and what
 * people wrote stay; spaces before comments and the folding of long texts are those of the library.
 *
 * @param text of the file; undefined where there is none yet
 * @param today as `2026-11-22`
 * @param said what a finding's message is in words that hold no secret
 */
export async function updateBaseline(
  text: string | undefined,
  { findings, gone = [] }: Pick<ContractResult, 'findings' | 'gone'>,
  today: string,
  said: (finding: Finding) => string,
): Promise<BaselineUpdate> {
  const { parseDocument, isMap, isSeq } = await import('yaml');
  const document = parseDocument(text === undefined || text.trim() === '' ? opening : text);
  if (document.contents === null) document.contents = document.createNode({ findings: [] }) as never;
  if (!document.has('findings')) document.set('findings', document.createNode([]));
  const list = document.get('findings');
  if (document.errors.length > 0 || !isSeq(list))
    throw new StandinError(
      'Failed to update the baseline: it has no list of findings. Correct the file, or remove it.',
      { code: 'bad-baseline' },
    );
  const goners = new Set(gone.map(({ fingerprint }) => fingerprint));
  const printOf = (item: unknown): unknown => (isMap(item) ? item.get('fingerprint') : undefined);
  const before = list.items.length;
  list.items = list.items.filter((item) => !goners.has(String(printOf(item))));
  const pruned = before - list.items.length;
  let reopened = 0;
  for (const { fingerprint, known } of findings) {
    if (known?.status !== 'reappeared') continue;
    const item = list.items.find((each) => printOf(each) === fingerprint);
    if (isMap(item) && item.delete('fixed')) reopened++;
  }
  const fresh = findings.filter((finding) => finding.known === undefined && breaks(finding));
  // A list that was written as [] takes entries of several lines.
  if (fresh.length > 0) list.flow = false;
  for (const finding of fresh) list.add(document.createNode(entryOf(finding, today, said(finding))));
  return {
    text: document.toString({ lineWidth: 0 }),
    added: fresh.length,
    pruned,
    reopened,
    expired: findings.filter(({ known }) => known?.status === 'expired').length,
  };
}

function entryOf(finding: Finding, today: string, message: string): Record<string, string> {
  const { fingerprint, failure, operation } = finding;
  return {
    fingerprint,
    check: failure.check,
    operation: `${operation.method} ${operation.path}`,
    message,
    reason: 'not looked at yet',
    owner: '',
    since: today,
  };
}
