import type { Random } from '../random.ts';
import type { Entity } from './entity.ts';
import type { OwnerKind } from './owner.ts';
import { capitalize } from './words.ts';

type Sampler = (entity: Entity, random: Random) => string;

/** Names of things by kind, parted by `|`. */
const LISTS: Partial<Record<OwnerKind, string>> = {
  article:
    'Ten things we learned this year|How to plan a quiet release|A short guide to better meetings|Why we moved to four-day weeks|What is new in version 3|The long road to accessibility|Notes from the field|Lessons from our first outage',
  message:
    'Your order has been shipped|Welcome aboard|Question about the last invoice|Meeting moved to Thursday|Please confirm your address|Your weekly summary',
  event:
    'Annual Developer Conference|Product Launch|Team Offsite|Open House|Quarterly Review|Summer Concert|Design Workshop|Charity Run',
  project:
    'Website Redesign|Mobile App|Data Warehouse|Customer Portal|Office Move|Brand Refresh|Billing Migration|Onboarding 2.0',
  team: 'Platform Engineering|Customer Success|Marketing|Finance|Product Design|Operations|Sales Europe|Security',
  role: 'Administrator|Editor|Viewer|Manager|Owner|Member|Auditor|Support Agent',
  permission: 'orders:read|orders:write|users:read|users:manage|reports:export|settings:write|billing:read',
  tag: 'important|new|sale|beginner|internal|priority|archive|seasonal|draft|popular',
  category: 'Electronics|Home & Garden|Books|Travel|Health|Sports|Food & Drink|Music|Office|Clothing',
  animal: 'Bella|Max|Luna|Charlie|Milo|Coco|Rocky|Daisy|Simba|Nala',
  species: 'Labrador Retriever|Siamese|Beagle|Golden Retriever|Maine Coon|Poodle|Dachshund|Persian',
  film: 'The Quiet Harbor|Northern Lights|A Winter in Lisbon|The Last Ferry|Paper Moons|Second Spring',
  host: 'web-01|web-02|api-01|db-primary|cache-01|worker-03|gateway-eu|build-02',
  device:
    'Front Door Camera|Kitchen Thermostat|Office Printer|iPhone 15|Galaxy S24|ThinkPad X1|Warehouse Sensor 4',
  container: 'nginx-proxy|postgres|redis-cache|web-frontend|job-worker|grafana|api-gateway',
  software:
    'Acme SSO|Harbor CRM|Nimbus Drive|Atlas Analytics|Beacon Chat|Ledger Sync|Orbit Calendar|Pulse Monitoring',
  package: 'date-format|http-client|json-parser|color-tools|retry-queue|csv-reader|slugify-fast|tiny-router',
  plan: 'Free|Starter|Pro|Team|Business|Enterprise',
  payment: 'Monthly subscription|Annual plan|Setup fee|Consulting, March|Spare parts|Hosting, second quarter',
  status: 'active|pending|completed|in progress|on hold',
  environment: 'production|staging|development|test|preview',
  credential:
    'CI deploy key|Production API key|Backup access|Mobile app token|Reporting key|Laptop of the team lead',
  field: 'customer_id|order_total|created_at|email|country|quantity|status|first_name|unit_price',
  workflow:
    'Nightly backup|Send invoices|Import customers|Clean up sessions|Weekly report|Resize images|Sync inventory',
  license: 'MIT License|Apache License 2.0|BSD 3-Clause License|Mozilla Public License 2.0|ISC License',
  channel: 'general|announcements|support|random|design|releases|engineering',
  course:
    'Introduction to Statistics|Web Accessibility Basics|Spanish for Beginners|Modern Art History|Linear Algebra',
  unit: 'kg|g|l|ml|m|cm|km|pcs|h',
  emoji: 'thumbs_up|heart|tada|rocket|eyes|smile',
  hotel: 'Hotel Bellevue|The Old Mill|Harbor View Inn|Casa Verde|Lakeside Lodge|Bistro Jardin',
};

const SAMPLERS: Partial<Record<OwnerKind, Sampler>> = {
  person: (entity) => entity.person.full,
  company: (entity) => entity.company.name,
  product: (entity) => entity.product.name,
  file: (entity) => entity.file.name,
  repository: (entity) => entity.code.repository,
  commit: (entity) => entity.code.message,
  branch: (entity) => entity.code.branch,
  country: (entity) => entity.city.country.name,
  city: (entity) => entity.city.name,
  state: (entity) => entity.city.state,
  language: (_entity, random) =>
    random.pick(['English', 'German', 'French', 'Spanish', 'Japanese', 'Portuguese']),
  currency: (_entity, random) => random.pick(['Euro', 'US Dollar', 'Pound Sterling', 'Swiss Franc', 'Yen']),
  place: (entity, random) =>
    `${entity.city.name} ${random.pick(['Central', 'North', 'Old Town', 'Harbor', 'Campus'])}`,
  book: (entity, random) => entity.source.faker(random).book.title(),
  song: (entity, random) => entity.source.faker(random).music.songName(),
  artist: (entity, random) => entity.source.faker(random).music.artist(),
  dish: (entity, random) => entity.source.faker(random).food.dish(),
  vehicle: (entity, random) => entity.source.faker(random).vehicle.vehicle(),
  airport: (entity, random) => entity.source.english(random).airline.airport().name,
  airline: (entity, random) => entity.source.english(random).airline.airline().name,
  color: (entity, random) => entity.source.faker(random).color.human(),
};

const CODENAMES: readonly string[] =
  'Aurora,Atlas,Harbor,Nimbus,Juniper,Northwind,Beacon,Cedar,Summit,Meridian,Kestrel,Lumen,Orchard,Pioneer,Quartz,Willow'.split(
    ',',
  );

const lists = new Map<OwnerKind, readonly string[] | undefined>();

function listOf(kind: OwnerKind): readonly string[] | undefined {
  if (!lists.has(kind)) lists.set(kind, LISTS[kind]?.split('|'));
  return lists.get(kind);
}

/** What a thing of that kind is called; a codename and what it is where the kind is not known. */
export function sampleName(
  entity: Entity,
  random: Random,
  kind: OwnerKind | undefined,
  words: readonly string[],
): string {
  const list = kind === undefined ? undefined : listOf(kind);
  if (list !== undefined) return random.pick(list);
  const sampler = kind === undefined ? undefined : SAMPLERS[kind];
  if (sampler !== undefined) return sampler(entity, random);
  const noun = words.filter((word) => /^\p{L}+$/u.test(word) && !word.endsWith('ed')).slice(-2);
  return [random.pick(CODENAMES), ...noun.map(capitalize)].join(' ');
}
