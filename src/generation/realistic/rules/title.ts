import type { Entity } from '../entity.ts';
import { sampleName } from '../names.ts';
import { kindOf, NEUTRAL, type OwnerKind } from '../owner.ts';
import type { Maker, Naming, RuleTable } from '../rule.ts';
import { slug } from '../words.ts';

/** The object's own name: the same for `name`, `title`, `slug` and whatever else is made of it. */
function ownName(entity: Entity, naming: Naming, fallback?: OwnerKind): string {
  const about = naming.kind ?? fallback;
  const words = naming.before.length > 0 ? naming.before : naming.owner;
  return entity.fact(`name ${about ?? words.join(' ')}`, (random) =>
    sampleName(entity, random, about, words),
  );
}

const name: Maker = (entity, _random, naming) => {
  const before = naming.before.filter((word) => !NEUTRAL.has(word));
  const about = before.length > 0 ? kindOf(before) : naming.kind;
  const text = ownName(entity, { ...naming, before, kind: about });
  if (before.length === 0 || about !== undefined) return naming.free ? text : [text, slug(text)];
  const id = slug(`${text.split(' ')[0]} ${before.at(-1)}`);
  return [id, id.replaceAll('-', '_'), text];
};

const title: Maker = (entity, _random, naming) => {
  const { kind } = naming;
  return ownName(
    entity,
    kind === 'person' ? { ...naming, kind: 'article' } : naming,
    kind === undefined ? 'article' : undefined,
  );
};

const slugOf: Maker = (entity, _random, naming) => {
  if (naming.kind === 'person') return entity.person.username.replaceAll('.', '-');
  if (naming.kind === 'company') return entity.company.slug;
  return slug(ownName(entity, naming)) || 'item-1';
};

const ABOUT: Partial<Record<OwnerKind, readonly string[]>> = {
  person: ['Joined the team in spring and looks after our largest customers.'],
  company: [
    'A family-run business with customers in twelve countries.',
    'Builds tools that small teams rely on every day.',
  ],
  role: ['May read and change everything within the workspace.', 'May read, but change nothing.'],
  permission: ['Allows reading orders and their history.'],
  event: [
    'Two days of talks, workshops and good coffee.',
    'We look back at the quarter and plan the next one.',
  ],
  repository: ['A small service that does one thing well.', 'The front end of our customer portal.'],
  project: ['Brings the old customer data into the new system by the end of the year.'],
  file: ['Scan of the signed original.', 'Photo taken at the opening.'],
  dish: ['Fresh vegetables, herbs from the garden and a little lemon.'],
  payment: ['Payment for the order of last week.', 'Monthly fee, paid by card.'],
  workflow: [
    'Runs every night and reports to the team channel.',
    'Takes the new records over and checks them.',
  ],
  team: ['Everybody who works on the platform and its tools.'],
  article: ['What we planned, what happened and what we would do again.'],
  tag: ['For everything that should be looked at this week.'],
  category: ['Everything for home, garden and the days outside.'],
  animal: ['Friendly, vaccinated and used to children.'],
};

const GENERAL: readonly string[] = [
  'Used by the whole team every day.',
  'Created for the spring campaign and kept since then.',
  'Replaces the earlier version from last year.',
  'Shared with all members of the workspace.',
  'Set up by the operations team and reviewed once a month.',
  'For internal use only.',
  'Kept for reference, no longer changed.',
  'Added on request of the support team.',
  'Covers everything that was agreed in the last meeting.',
  'First draft, comments are welcome.',
  'Checked and approved by two people.',
  'Part of the standard setup for new customers.',
  'Works the same in all regions.',
  'Has replaced three smaller ones.',
];

const description: Maker = (entity, random, naming) => {
  if (naming.kind === 'product') return entity.product.description;
  const personal = naming.before.length === 0 && naming.owner.at(-1) !== 'account';
  const about =
    naming.kind === undefined || (naming.kind === 'person' && !personal) ? undefined : ABOUT[naming.kind];
  return random.pick(about ?? GENERAL);
};

const body: Maker = (_entity, random) =>
  `${random.pick(OPENINGS)} ${random.pick(MIDDLES)} ${random.pick(CLOSINGS)}`;

const OPENINGS: readonly string[] = [
  'Thank you for the quick answer.',
  'We have looked at the figures of the last quarter.',
  'The new version is out.',
  'Here is a short summary of our meeting.',
];
const MIDDLES: readonly string[] = [
  'Two points are still open and we would like to settle them this week.',
  'Everything works as before, only faster.',
  'Most of the changes came from your feedback.',
  'The numbers look better than we expected.',
];
const CLOSINGS: readonly string[] = [
  'Please let us know what you think.',
  'Details follow tomorrow.',
  'Have a good week.',
  'Questions are welcome.',
];

/** Names, titles and the longer texts that go with them. */
export const TITLE_RULES: RuleTable = {
  'name, display name, friendly name, label name, verbose name, common name, pretty name, dataset name, object name, resource name, element name, entity name, full display name, short name, long name':
    name,
  'title, headline, heading, subject line, display title, topic title, page title, meta title, fancy title, document title, caption, header text, title text, banner title':
    title,
  'subject, topic name': (entity, random, naming) =>
    naming.kind === 'credential' ? entity.person.email : random.pick(SUBJECTS),
  'slug, permalink slug, url slug, handle@product, url key, friendly id, seo name, codename, application slug, topic slug, region slug, team slug, author slug, vanity':
    slugOf,
  'description, summary, overview, abstract, about, desc, short description, long description, excerpt, synopsis, details, detail, subtitle, tagline, teaser, purpose, meta description, explanation, rationale, motivation, blurb, intro, introduction, help, help text, hint, tooltip, usage, instruction, more info, additional info, info, information, background info, sub text, sub title':
    description,
  'body, footer, content, text, comment, message, note, review, feedback, post, reply, remark, memo, story, paragraph, answer, article body, plain text, comment body, body text, message body, message text, notes text, html, description html, transcript, raw, snippet, cooked, output text, quote, letter, statement text, article, bio cooked, spoiler text, bio excerpt, markdown, commentary, observation':
    body,
  'html body, body html, html content, content html, html text, html description, rendered': (
    entity,
    random,
    naming,
  ) => `<p>${body(entity, random, naming)}</p>`,
  'comment@commit, commit message, message@commit, merge message': (entity) => entity.code.message,
  'commit title, title@commit': (entity) => entity.code.message,
  'verbose name plural, name plural, plural name, plural label, plural': (entity, random, naming) =>
    `${name(entity, random, { ...naming, free: true })}s`,
  alias: slugOf,
};

const SUBJECTS: readonly string[] = [
  'Your order has been shipped',
  'Question about the last invoice',
  'Meeting moved to Thursday',
  'Please confirm your address',
  'Your weekly summary',
  'Welcome aboard',
];
