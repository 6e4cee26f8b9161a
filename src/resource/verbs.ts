import { joinPointer } from '../schema/index.ts';
import type { Facts } from './facts.ts';
import { plainName, wordsOf } from './naming.ts';

/** What something done to a thing makes of it: states of an enum, and flags that become true. */
const outcomes: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    cancel: 'cancelled canceled cancelling canceling',
    close: 'closed',
    publish: 'published live public',
    archive: 'archived',
    approve: 'approved',
    reject: 'rejected denied declined',
    deny: 'denied rejected',
    decline: 'declined rejected',
    accept: 'accepted',
    activate: 'active activated enabled',
    deactivate: 'inactive deactivated disabled',
    enable: 'enabled active',
    disable: 'disabled inactive',
    start: 'started running active inprogress starting',
    stop: 'stopped stopping inactive',
    pause: 'paused',
    unpause: 'running active',
    resume: 'running active resumed inprogress',
    complete: 'completed complete done finished',
    finish: 'finished completed done',
    lock: 'locked',
    suspend: 'suspended',
    block: 'blocked',
    ban: 'banned',
    mute: 'muted',
    restore: 'active restored',
    ship: 'shipped',
    deliver: 'delivered',
    pay: 'paid',
    capture: 'captured succeeded',
    confirm: 'confirmed',
    verify: 'verified',
    refund: 'refunded',
    submit: 'submitted pending inreview',
    reopen: 'open opened reopened',
    open: 'open opened',
    void: 'void voided',
    expire: 'expired',
    revoke: 'revoked',
    fail: 'failed',
    abort: 'aborted cancelled canceled',
    terminate: 'terminated',
    star: 'starred',
    pin: 'pinned',
    read: 'read',
    hide: 'hidden',
    feature: 'featured',
    favorite: 'favorite favorited',
    favourite: 'favourite favourited',
    bookmark: 'bookmarked',
    reblog: 'reblogged',
    follow: 'following followed',
    subscribe: 'subscribed',
    freeze: 'frozen',
    resolve: 'resolved',
    dismiss: 'dismissed',
    acknowledge: 'acknowledged',
    promote: 'promoted',
    quarantine: 'quarantined',
    retire: 'retired',
    release: 'released',
  }).map(([verb, states]) => [verb, states.split(' ')]),
);

/** Verbs that undo others: their flags become false. */
const undoing: ReadonlyMap<string, string> = new Map([
  ['disable', 'enable'],
  ['deactivate', 'activate'],
  ['unarchive', 'archive'],
  ['unpublish', 'publish'],
  ['unlock', 'lock'],
  ['unsuspend', 'suspend'],
  ['unblock', 'block'],
  ['unban', 'ban'],
  ['unmute', 'mute'],
  ['unstar', 'star'],
  ['unpin', 'pin'],
  ['unread', 'read'],
  ['unhide', 'hide'],
  ['unfavorite', 'favorite'],
  ['unfavourite', 'favourite'],
  ['unbookmark', 'bookmark'],
  ['unreblog', 'reblog'],
  ['unfollow', 'follow'],
  ['unsubscribe', 'subscribe'],
  ['unfreeze', 'freeze'],
  ['unresolve', 'resolve'],
  ['unpause', 'pause'],
  ['resume', 'pause'],
  ['reopen', 'close'],
  ['restore', 'archive'],
]);

/** Other verbs, after which nothing is known to have changed. */
const plainVerbs = new Set(
  (
    'add remove set unset send resend reset retry rerun run trigger execute invoke sync refresh reload rebuild reboot restart rotate ' +
    'regenerate renew copy clone duplicate move transfer merge split convert attach detach assign unassign invite join leave kick rename ' +
    'validate check test preview import export upload download generate calculate recalculate process apply undo redo ' +
    'upgrade downgrade update edit share unshare vote rate like unlike report flag notify print translate link unlink ' +
    'migrate backup rollback extend shrink resize scale snapshot deploy undeploy evaluate authorize impersonate connect disconnect ' +
    'mark change clear purge dispatch replay wait signal power shutdown boot kill top exec rewind crawl push pull fetch ' +
    'register unregister claim request make toggle swap replace bulk batch commit discard'
  ).split(' '),
);

export function isVerb(name: string): boolean {
  const [first = ''] = wordsOf(name);
  return outcomes.has(first) || undoing.has(first) || plainVerbs.has(first);
}

/**
 * What a verb makes of an entity, by member pointer: `cancel` of an enum with `cancelled`, `archive` of a flag
 * `archived` or `is_archived`. `undo`: DELETE of what PUT does.
 */
export function changesOf(
  name: string,
  views: readonly Facts[],
  undo: boolean,
): ReadonlyMap<string, unknown> {
  const [verb = ''] = wordsOf(name);
  const changes = new Map<string, unknown>();
  const states = undo ? [] : (outcomes.get(verb) ?? []);
  const flags = flagsOf(verb, undo);
  for (const view of views) {
    for (const [member, facts] of view.members()) {
      const pointer = joinPointer('', member);
      if (changes.has(pointer)) continue;
      const values = facts.enum?.filter((value) => typeof value === 'string');
      if (values !== undefined && values.length > 1 && !facts.types.has('array')) {
        const state = states
          .map((wanted) => values.find((value) => plainName(value) === wanted))
          .find(Boolean);
        if (state !== undefined && isStateName(member)) changes.set(pointer, state);
      } else if (facts.types.has('boolean')) {
        const flag = flags.get(plainName(member).replace(/^is/, ''));
        if (flag !== undefined) changes.set(pointer, flag);
      }
    }
  }
  return changes;
}

function isStateName(member: string): boolean {
  return /^(?:status|state|phase|stage|lifecycle|condition|visibility)$/.test(wordsOf(member).at(-1) ?? '');
}

/** The flags that the verb sets or clears. */
function flagsOf(verb: string, undo: boolean): ReadonlyMap<string, boolean> {
  const flags = new Map<string, boolean>();
  const undone = undoing.get(verb);
  const cleared = undone === undefined ? undefined : outcomes.get(undone);
  for (const name of outcomes.get(verb) ?? []) flags.set(name, !undo);
  for (const name of cleared ?? []) flags.set(name, undo);
  return flags;
}
