import type { Random } from '../random.ts';
import { SAFE_DOMAINS } from './facets.ts';

const HEX = '0123456789abcdef';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export function hex(random: Random, length: number): string {
  return draw(random, HEX, length);
}

export function base62(random: Random, length: number): string {
  return draw(random, BASE62, length);
}

export function digits(random: Random, length: number): string {
  return draw(random, '0123456789', length);
}

function draw(random: Random, letters: string, length: number): string {
  let out = '';
  for (let i = 0; i < length; i++) out += letters.charAt(random.int(0, letters.length - 1));
  return out;
}

/** RFC 9562, version 4. */
export function uuid(random: Random): string {
  const h = hex(random, 30);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(12, 15)}-${random.pick(['8', '9', 'a', 'b'])}${h.slice(15, 18)}-${h.slice(18)}`;
}

export interface File {
  readonly name: string;
  readonly stem: string;
  readonly extension: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  readonly folder: string;
}

const FILES: readonly string[] = [
  'annual-report|pdf|application/pdf|80000|4000000',
  'invoice-1042|pdf|application/pdf|40000|400000',
  'team-photo|jpg|image/jpeg|200000|4000000',
  'logo|png|image/png|4000|200000',
  'customers|csv|text/csv|2000|900000',
  'meeting-notes|txt|text/plain|400|20000',
  'product-demo|mp4|video/mp4|4000000|90000000',
  'budget|xlsx|application/vnd.openxmlformats-officedocument.spreadsheetml.sheet|9000|900000',
  'backup|zip|application/zip|900000|90000000',
  'settings|json|application/json|200|20000',
  'handbook|md|text/markdown|2000|90000',
  'cover|webp|image/webp|20000|900000',
];
const FOLDERS: readonly string[] = ['documents', 'reports', 'images', 'uploads', 'shared', 'archive'];

export function sampleFile(random: Random): File {
  const [stem = '', extension = '', mediaType = '', low, high] = random.pick(FILES).split('|');
  return {
    name: `${stem}.${extension}`,
    stem,
    extension,
    mediaType,
    size: random.int(Number(low), Number(high)),
    folder: random.pick(FOLDERS),
  };
}

/** Semantic Versioning 2.0.0. */
export function sampleVersion(random: Random): string {
  return `${random.int(0, 6)}.${random.int(0, 19)}.${random.int(0, 12)}`;
}

export interface Code {
  /** `billing-service` */
  readonly repository: string;
  readonly account: string;
  readonly branch: string;
  readonly sha: string;
  readonly message: string;
  readonly language: string;
}

const REPOSITORIES: readonly string[] =
  'billing-service,web-frontend,mobile-app,data-pipeline,design-system,api-gateway,docs-site,image-resizer,auth-proxy,task-runner,search-index,terraform-modules'.split(
    ',',
  );
const BRANCHES: readonly string[] =
  'main,develop,feature/login-page,fix/date-parsing,release/2.4,feature/dark-mode,chore/update-dependencies'.split(
    ',',
  );
const COMMITS: readonly string[] = [
  'Fix the rounding of totals',
  'Add pagination to the list of orders',
  'Update dependencies',
  'Remove the old login form',
  'Explain how to run the tests',
  'Cache the rendered pages',
  'Rename a confusing option',
];
const ACCOUNTS: readonly string[] = 'northwind,kestrel-labs,brightside,tidewater,juniper-io,copperline'.split(
  ',',
);
const CODE_LANGUAGES: readonly string[] = 'TypeScript,Python,Go,Rust,Java,Ruby,C#,Kotlin,Shell'.split(',');

export function sampleCode(random: Random): Code {
  return {
    repository: random.pick(REPOSITORIES),
    account: random.pick(ACCOUNTS),
    branch: random.pick(BRANCHES),
    sha: hex(random, 40),
    message: random.pick(COMMITS),
    language: random.pick(CODE_LANGUAGES),
  };
}

export interface Network {
  /** RFC 5737 documentation ranges. */
  readonly ipv4: string;
  /** RFC 3849 documentation range. */
  readonly ipv6: string;
  /** RFC 7042 section 2.1.2 documentation range. */
  readonly mac: string;
  readonly hostname: string;
  readonly port: number;
}

export function sampleNetwork(random: Random): Network {
  const block = random.pick(['192.0.2', '198.51.100', '203.0.113']);
  const group = (): string => random.int(1, 0xffff).toString(16);
  return {
    ipv4: `${block}.${random.int(1, 254)}`,
    ipv6: `2001:db8:${group()}:${group()}::${group()}`,
    mac: `00:00:5e:00:53:${hex(random, 2)}`,
    hostname: `${random.pick(['web', 'api', 'db', 'cache', 'worker', 'mail'])}-${random.int(1, 24).toString().padStart(2, '0')}.${random.pick(SAFE_DOMAINS)}`,
    port: random.pick([80, 443, 8080, 8443, 3000, 5432, 6379, 9000]),
  };
}
