import { expect, test } from 'vitest';
import { realism, strings, subject, text } from './believable.ts';

const WORDS = /^[\p{L}\p{N}][\p{L}\p{N} .,'’&:!?/()%+-]*$/u;
const PERSON = /^[\p{L}.'’-]+ [\p{L}.'’ -]+$/u;
const HANDLE = /^[a-z0-9._-]{3,}$/;
const EMAIL = /^[a-z0-9._-]+@(?:[a-z0-9-]+\.)?example\.(?:com|org|net)$/;
const URL_ = /^https:\/\/[a-z0-9.-]*example\.(?:com|org|net)(?:\/[\w./?=%-]*)?$/;
const IMAGE = /^https:\/\/images\.example\.com\/\w+\/\d+\.png$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const MONEY = /^\d+\.\d\d$/;
const SENTENCE = /^\S+(?: \S+){3,}/;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const WORD = /^[a-z][a-z0-9_ -]*$/i;
const TIMEZONE = {
  test: (value: string) =>
    Intl.supportedValuesOf('timeZone').includes(value) ||
    value === 'Asia/Kathmandu' ||
    value === 'Europe/Kyiv' ||
    value === 'Asia/Kolkata',
};

/** Owner, name, what a believable value looks like. */
const ROWS: readonly (readonly [string | undefined, string, { test(value: string): boolean }])[] = [
  ['User', 'first_name', /^[\p{L}'-]+$/u],
  ['User', 'lastName', /^[\p{L}' -]+$/u],
  ['User', 'FamilyName', /^[\p{L}' -]+$/u],
  ['User', 'name', PERSON],
  ['PatchedUserRequest', 'name', PERSON],
  ['Customer', 'fullName', PERSON],
  ['Contact', 'display_name', PERSON],
  ['Order', 'customer_name', PERSON],
  ['Order', 'customerEmail', EMAIL],
  ['Book', 'author', PERSON],
  ['User', 'username', HANDLE],
  ['User', 'login', HANDLE],
  ['Issue', 'created_by', HANDLE],
  ['User', 'email', EMAIL],
  ['User', 'emailAddress', EMAIL],
  ['Company', 'email', EMAIL],
  ['User', 'e-mail', EMAIL],
  ['User', 'phone', /^\+\d{9,14}$/],
  ['User', 'mobilePhone', /^\+\d{9,14}$/],
  ['User', 'phone_number', /^\+\d{9,14}$/],
  ['User', 'jobTitle', WORDS],
  ['Employee', 'title', WORDS],
  ['User', 'gender', /^(?:female|male)$/],
  ['User', 'birthday', DAY],
  ['User', 'date_of_birth', DAY],
  ['User', 'bio', SENTENCE],
  ['User', 'nationality', /^[A-Z][a-z ]+/],
  ['User', 'avatar', IMAGE],
  ['User', 'avatar_url', IMAGE],
  ['User', 'profileImageUrl', IMAGE],
  ['Pet', 'photoUrls', IMAGE],
  ['Brand', 'logo', IMAGE],
  ['Article', 'thumbnail', IMAGE],
  ['User', 'website', URL_],
  ['Repository', 'homepage', URL_],
  ['Repository', 'html_url', /^https:\/\/www\.example\.com\/repositories\/\d+$/],
  ['User', 'followers_url', /^https:\/\/api\.example\.com\/users\/\d+\/followers$/],
  ['Application', 'redirect_uri', /^https:\/\/app\.example\.com\/callback$/],
  ['Client', 'callbackUrl', URL_],
  ['Hook', 'webhook_url', /^https:\/\/hooks\.example\.com\/incoming\/[0-9a-f]+$/],
  ['Company', 'domain', /^[a-z0-9-]+\.example\.(?:com|org|net)$/],
  ['Server', 'hostname', /^[a-z]+-\d\d\.example\.(?:com|org|net)$/],
  ['Server', 'ip', /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/],
  ['Session', 'client_ip', /^\d+\.\d+\.\d+\.\d+$/],
  ['Server', 'ipv6', /^2001:db8:[0-9a-f:]+$/],
  ['Device', 'mac_address', /^00:00:5e:00:53:[0-9a-f]{2}$/],
  ['Server', 'port', /^\d{2,5}$/],
  ['Request', 'method', /^(?:GET|POST|PUT|PATCH|DELETE)$/],
  ['Session', 'user_agent', /^Mozilla\/5\.0 \(/],
  ['Address', 'street', /\p{L}.*\d|\d.*\p{L}/u],
  ['Address', 'line1', /\p{L}/u],
  ['Address', 'addressLine2', WORDS],
  ['Address', 'city', WORDS],
  ['Address', 'billing_city', WORDS],
  ['Address', 'state', WORDS],
  ['Address', 'province', WORDS],
  ['Address', 'zip', /^[A-Z0-9 -]{4,10}$/],
  ['Address', 'postalCode', /^[A-Z0-9 -]{4,10}$/],
  ['Address', 'country', /^[A-Z][A-Za-z ]+$/],
  ['Address', 'country_code', /^[A-Z]{2}$/],
  ['Country', 'name', /^[A-Z][A-Za-z ]+$/],
  ['Country', 'alpha3', /^[A-Z]{3}$/],
  ['User', 'timezone', TIMEZONE],
  ['User', 'language', /^[a-z]{2}$/],
  ['User', 'locale', /^[a-z]{2}-[A-Z]{2}$/],
  ['Place', 'coordinates', /^-?\d+\.\d+,-?\d+\.\d+$/],
  ['Company', 'name', WORDS],
  ['Job', 'company', WORDS],
  ['Company', 'industry', WORDS],
  ['Company', 'vat_number', /^[A-Z]{2}\d{9}$/],
  ['Product', 'name', WORDS],
  ['Product', 'sku', /^[A-Z]{3}-\d{4}-[A-Z]{2}$/],
  ['Product', 'price', MONEY],
  ['Product', 'brand', WORDS],
  ['Product', 'description', SENTENCE],
  ['Product', 'ean', /^40\d{11}$/],
  ['Book', 'isbn', /^978\d{10}$/],
  ['Book', 'title', WORDS],
  ['Product', 'material', WORDS],
  ['Product', 'category', WORDS],
  ['Order', 'order_number', /^ORD-\d{4}-\d{5}$/],
  ['Order', 'invoiceNumber', /^INV-\d{4}-\d{5}$/],
  ['Order', 'tracking_number', /^1Z999AA1\d{10}$/],
  ['Order', 'status', /^(?:paid|pending|shipped|processing|delivered)$/],
  ['Payment', 'currency', /^[A-Z]{3}$/],
  ['Payment', 'amount', MONEY],
  ['Account', 'iban', { test: validIban }],
  ['Account', 'bic', /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/],
  ['Card', 'last4', /^\d{4}$/],
  ['Card', 'card_number', /^(?:4242424242424242|5555555555554444|4111111111111111|378282246310005)$/],
  ['Order', 'created_at', INSTANT],
  ['Order', 'createdAt', INSTANT],
  ['Order', 'dateCreated', INSTANT],
  ['Order', 'UpdatedDateUTC', INSTANT],
  ['Order', 'created_on', DAY],
  ['Order', 'delivery_date', DAY],
  ['Order', 'due', INSTANT],
  ['Token', 'expires', INSTANT],
  ['Event', 'start', INSTANT],
  ['Event', 'endTime', INSTANT],
  ['Event', 'name', WORDS],
  ['Job', 'cron', /^[\d*/ ,-]{9,}$/],
  ['Job', 'duration', /^PT\d+M$/],
  ['Job', 'name', WORDS],
  ['Movie', 'title', WORDS],
  ['Song', 'title', WORDS],
  ['Pet', 'name', /^[A-Z][a-z]+$/],
  ['Role', 'name', WORDS],
  ['Team', 'name', WORDS],
  ['Tag', 'name', /^[a-z]+$/],
  ['Category', 'name', WORDS],
  ['Provider', 'name', WORDS],
  ['Agent', 'route_name', /^[a-z]+-route$/],
  ['Widget', 'name', /^[A-Z][a-z]+ Widget$/],
  ['Article', 'title', SENTENCE],
  ['Article', 'slug', SLUG],
  ['Post', 'body', SENTENCE],
  ['Article', 'summary', SENTENCE],
  ['Comment', 'text', SENTENCE],
  ['Ticket', 'reason', WORDS],
  ['Ticket', 'priority', /^(?:low|medium|high|urgent)$/],
  ['Alert', 'severity', /^(?:low|medium|high|critical)$/],
  ['Problem', 'error_message', SENTENCE],
  ['User', 'role', WORDS],
  ['Token', 'scope', WORD],
  ['Subscription', 'plan', WORD],
  ['Thing', 'type', WORD],
  ['Thing', 'color', /^#[0-9a-f]{6}$/],
  ['Shirt', 'colorName', WORDS],
  ['Reaction', 'emoji', /\p{Extended_Pictographic}|\p{Regional_Indicator}/u],
  ['Measurement', 'unit', WORD],
  ['File', 'name', /^[\w-]+\.\w+$/],
  ['Attachment', 'filename', /^[\w-]+\.\w+$/],
  ['File', 'path', /^\w+\/[\w.-]+$/],
  ['File', 'extension', /^\w{2,4}$/],
  ['File', 'mime_type', /^\w+\/[\w.+-]+$/],
  ['Response', 'contentType', /^\w+\/[\w.+-]+$/],
  ['File', 'md5', /^[0-9a-f]{32}$/],
  ['File', 'sha256', /^[0-9a-f]{64}$/],
  ['Commit', 'sha', /^[0-9a-f]{40}$/],
  ['Commit', 'message', WORDS],
  ['Repository', 'name', SLUG],
  ['Repository', 'full_name', /^[a-z-]+\/[a-z-]+$/],
  ['Repository', 'default_branch', /^main$/],
  ['Repository', 'clone_url', /^https:\/\/git\.example\.com\/[\w-]+\/[\w-]+\.git$/],
  ['Repository', 'ssh_url', /^git@git\.example\.com:[\w-]+\/[\w-]+\.git$/],
  ['Repository', 'language', /^(?:C#|[A-Z]\w+)$/],
  ['Package', 'version', /^\d+\.\d+\.\d+$/],
  ['Release', 'tag_name', /^v\d+\.\d+\.\d+$/],
  ['Deployment', 'environment', /^(?:production|staging|development|test)$/],
  ['Bucket', 'region', /^[a-z]{2}-[a-z]+-\d$/],
  ['Container', 'image', /^[\w./-]+:[\w.-]+$/],
  ['Pod', 'namespace', WORD],
  ['Cluster', 'cluster_name', WORD],
  ['License', 'spdx_id', /^[A-Za-z0-9.-]+$/],
  ['User', 'id', /^[0-9a-f]{8}$/],
  ['Order', 'user_id', /^usr_[0-9A-Za-z]{12}$/],
  ['Order', 'customerId', /^cus_[0-9A-Za-z]{12}$/],
  ['User', 'uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
  ['Session', 'access_token', /^[0-9A-Za-z]{40}$/],
  ['Client', 'client_secret', /_test_/],
  ['User', 'password', /^[A-Z][a-z]+-\d\d!x$/],
  ['Session', 'id_token', /^[\w-]+\.[\w-]+\.[\w-]+$/],
  ['Response', 'etag', /^"[0-9a-f]+"$/],
  ['Flight', 'flight_number', /^[A-Z]{2}\d{3,4}$/],
  ['Flight', 'departure_airport', /^[A-Z]{3}$/],
  ['Vehicle', 'vin', /^[A-HJ-NPR-Z0-9]{17}$/],
  ['Vehicle', 'model', WORDS],
  ['Vehicle', 'license_plate', /^[A-Z]+-[A-Z]{2} \d+$/],
  ['Recipe', 'ingredient', WORDS],
  ['Validation', 'regex', { test: (value) => new RegExp(value) instanceof RegExp }],
  ['Event', 'weekday', /day$/],
  ['Event', 'month', /^(?:0[1-9]|1[0-2])$/],
  ['X', 'year', /^20\d\d$/],
];

/** ISO 13616: the rearranged number leaves 1 when divided by 97. */
function validIban(value: string): boolean {
  const moved = value.slice(4) + value.slice(0, 4);
  const digits = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}

const en = await realism();

test.each(ROWS)('%s.%s looks like what its name says', (owner, name, looks) => {
  for (const value of strings(en, subject(name, owner))) {
    expect(value, `${owner}.${name}`).toBeTypeOf('string');
    expect(looks.test(value as string), `${owner}.${name} = ${value}`).toBe(true);
  }
});

test.each([
  ['a made-up word', 'frobnication'],
  ['no name', undefined],
  ['a name of punctuation only', '--'],
])('%s has no rule', (_title, name) => {
  expect(en.compileString(subject(name, 'Thing'), text())).toBeUndefined();
});
