import { singular, splitWords } from './words.ts';

/** What kind of thing an object is, as far as its name tells. */
export type OwnerKind =
  | 'person'
  | 'company'
  | 'product'
  | 'file'
  | 'repository'
  | 'commit'
  | 'branch'
  | 'country'
  | 'city'
  | 'state'
  | 'language'
  | 'currency'
  | 'place'
  | 'article'
  | 'message'
  | 'event'
  | 'project'
  | 'team'
  | 'role'
  | 'permission'
  | 'tag'
  | 'category'
  | 'animal'
  | 'species'
  | 'book'
  | 'film'
  | 'song'
  | 'artist'
  | 'dish'
  | 'vehicle'
  | 'airport'
  | 'airline'
  | 'host'
  | 'device'
  | 'container'
  | 'software'
  | 'package'
  | 'plan'
  | 'payment'
  | 'status'
  | 'environment'
  | 'credential'
  | 'field'
  | 'workflow'
  | 'color'
  | 'license'
  | 'channel'
  | 'course'
  | 'unit'
  | 'emoji'
  | 'hotel'
  | 'error';

const KINDS: Readonly<Record<OwnerKind, string>> = {
  person:
    'user person people customer employee contact author member owner patient student teacher profile account actor assignee creator editor reviewer sender recipient receiver passenger driver guest host attendee participant subscriber buyer seller shopper beneficiary applicant candidate holder cardholder manager admin administrator agent contributor committer maintainer collaborator follower friend individual worker doctor physician parent child spouse nurse uploader speaker organizer moderator viewer visitor me signer signatory requester approver payer payee consumer cook player pilot resident lead staff human traveler traveller',
  company:
    'company organization business tenant vendor supplier merchant publisher employer brand manufacturer enterprise corporation firm bank insurer carrier agency institution store shop shipper sponsor partner clinic hospital school university issuer retailer distributor customer_company exchange network_operator legal_entity counterparty',
  product:
    'product item article_item sku variant goods merchandise inventory catalog stock cart line offer listing accessory gift asset material equipment supply lineitem',
  file: 'file document attachment upload image photo picture media video audio asset_file blob artifact download thumbnail avatar icon logo recording object_file folder directory backup export import report',
  repository: 'repository fork submodule codebase',
  commit: 'commit changeset revision',
  branch: 'branch ref',
  country: 'country nation nationality',
  city: 'city town locality municipality',
  state: 'state province region_state county district',
  language: 'language locale_language idiom',
  currency: 'currency coin',
  place:
    'place location address venue site building office warehouse station neighborhood geo point branch_office area zone',
  article:
    'article post story page blog news entry topic thread question answer issue ticket bug discussion note newsletter survey poll guide wiki draft petition proposal announcement pull milestone gist advisory',
  message: 'message comment mail email notification sms chat reply review feedback alert reminder mention',
  event:
    'event meeting appointment conference webinar session_event occasion calendar concert match race booking reservation shift',
  project: 'project initiative campaign workspace board program portfolio sprint epic',
  team: 'team group department division squad crew unit_team club community guild crowd cohort committee tribe',
  role: 'role position jobtitle occupation profession job_title',
  permission: 'permission scope privilege entitlement grant claim right capability',
  tag: 'tag label keyword hashtag topic_tag badge flair',
  category:
    'category genre subject_category section taxonomy classification segment catalogue collection type',
  animal: 'pet animal dog cat horse bird',
  species: 'species breed',
  book: 'book ebook publication novel',
  film: 'film movie show series episode season',
  song: 'song track album playlist single',
  artist: 'artist band musician singer composer',
  dish: 'dish recipe meal food menu pizza restaurant_item ingredient snack drink beverage dessert',
  vehicle: 'vehicle car truck bike motorcycle automobile',
  airport: 'airport',
  airline: 'airline',
  host: 'server host node machine vm instance droplet cluster router gateway vps hypervisor worker_node endpoint proxy balancer loadbalancer pool outpost listener upstream',
  device:
    'device phone sensor tablet laptop computer printer camera terminal equipment_device hardware gadget thermostat meter',
  container: 'container pod image_container service_container daemon volume network',
  software:
    'application client site website software tool plugin extension_plugin addon integration connector provider service api system client_application program_software bot connection source backend module site_application',
  package: 'package library dependency module_package crate gem component artifact_package',
  plan: 'plan subscription tier subscription_plan membership pricing license_plan',
  payment:
    'payment invoice order transaction charge refund transfer payout deposit withdrawal bill receipt purchase quote estimate credit debit sale contract checkout',
  status: 'status',
  environment: 'environment stage_environment deployment',
  credential: 'token key secret credential certificate apikey password signature webhook',
  field:
    'field column attribute property parameter variable dimension metric measure option setting input_field header cookie facet annotation custom_field metadata_field',
  workflow:
    'workflow job task pipeline flow dag run step stage build policy rule process action schedule trigger hook playbook runbook queue experiment test',
  color: 'color',
  license: 'license',
  channel: 'channel room forum feed conversation inbox mailbox list',
  course: 'course lesson class module_course curriculum training lecture exam quiz',
  unit: 'unit measurement',
  emoji: 'emoji reaction sticker',
  error: 'error problem exception failure violation fault warning errno',
  hotel: 'hotel hostel resort property_hotel apartment restaurant cafe bar',
};

const BY_WORD: ReadonlyMap<string, OwnerKind> = new Map(
  (Object.entries(KINDS) as [OwnerKind, string][]).flatMap(([kind, words]) =>
    words.split(' ').map((word): [string, OwnerKind] => [word, kind]),
  ),
);

/** Words of a component's name that say what a message does, and nothing about the thing. */
const NOISE: ReadonlySet<string> = new Set(
  'request response patched patch create created update updated new input output dto model schema base full minimal simple nullable paginated paged list result detail details info payload body data entity resource spec ref reference summary collection public private read write get post put delete api v1 v2 v3 v4 type kind properties attributes with by in out item items common default abstract generic the a an of for partial extended short basic inline writable readonly embedded object array page view record value option options params parameters current all'.split(
    ' ',
  ),
);

/** Parts of a person, a company or an order that speak of the same people. */
const PERSONAL: ReadonlySet<string> = new Set(
  'address profile name shipping billing personal demographic identity fullname residence employment birth home work delivery biography'.split(
    ' ',
  ),
);

/** Parts of anything that say where or when it is. */
const LOCAL: ReadonlySet<string> = new Set(
  'geo location coordinate position geolocation period date audit timestamp metadata lifecycle'.split(' '),
);

const PARTY: ReadonlySet<OwnerKind | undefined> = new Set(['person', 'company', 'payment']);

/** What the name of an object says, and what it says to an object inside it. */
interface OwnerNote {
  readonly words: readonly string[];
  readonly abode: boolean;
  /** By the name of the object around it. */
  readonly aspects: Map<string, boolean>;
}

const MOST_NOTES = 2_000;
const MOST_ASPECTS = 100;
const notes = new Map<string, OwnerNote>();

function noteOf(name: string): OwnerNote {
  let note = notes.get(name);
  if (note === undefined) {
    const words = splitWords(name)
      .map(singular)
      .filter((word) => !NOISE.has(word));
    note = { words, abode: words.some((word) => ABODES.has(word)), aspects: new Map() };
    if (notes.size >= MOST_NOTES) notes.clear();
    notes.set(name, note);
  }
  return note;
}

/** The words of an object's name without those that say nothing about the thing; `PatchedUserRequest` gives user. */
export function ownerWords(name: string | undefined): readonly string[] {
  return name === undefined ? [] : noteOf(name).words;
}

/** The kind that words name, the last one first: `user profile image` is a file. */
export function kindOf(words: readonly string[]): OwnerKind | undefined {
  for (let i = words.length - 1; i >= 0; i--) {
    const word = words[i] as string;
    const pair = i > 0 ? BY_WORD.get(`${words[i - 1]}_${word}`) : undefined;
    const kind = pair ?? BY_WORD.get(word) ?? BY_WORD.get(singular(word));
    if (kind !== undefined) return kind;
  }
  return undefined;
}

const ABODES: ReadonlySet<string> = new Set(
  'address shipping billing delivery residence home work'.split(' '),
);

/** Is an object of that name a place where something is sent or somebody lives? */
export function isAbode(name: string | undefined): boolean {
  return name !== undefined && noteOf(name).abode;
}

/** Does an object of that name speak of the thing around it, whose name is given too? */
export function isAspect(name: string | undefined, around: string | undefined): boolean {
  if (name === undefined) return false;
  const { words, aspects } = noteOf(name);
  const outer = around ?? '';
  let known = aspects.get(outer);
  if (known === undefined) {
    known = speaksOf(words.at(-1), ownerWords(around));
    if (aspects.size < MOST_ASPECTS) aspects.set(outer, known);
  }
  return known;
}

function speaksOf(last: string | undefined, outer: readonly string[]): boolean {
  if (last === undefined || outer.includes(last)) return false;
  return LOCAL.has(last) || (PERSONAL.has(last) && PARTY.has(kindOf(outer)));
}

/** Words before `name` that do not say whose name it is. */
export const NEUTRAL: ReadonlySet<string> = new Set(
  'display friendly short long full common template pretty verbose fancy human readable label legal official real new old original current default preferred primary public localized native complete formatted known'.split(
    ' ',
  ),
);
