import { base62, digits, hex, uuid } from '../digital.ts';
import type { Entity } from '../entity.ts';
import { SAFE_DOMAINS } from '../facets.ts';
import { type Maker, type Naming, oneOf, type RuleTable } from '../rule.ts';
import { slug } from '../words.ts';

/** Words before `url` that say how it is served, not what it points to. */
const PLAIN_URL: ReadonlySet<string> = new Set(
  'html web public full api external target request base canonical absolute direct secure page original short landing share self resource'.split(
    ' ',
  ),
);

function serial(entity: Entity): string {
  return entity.fact('serial', (random) => String(random.int(100, 9999)));
}

function plural(word: string): string {
  return /(?:s|x|ch|sh)$/.test(word)
    ? `${word}es`
    : /[^aeiou]y$/.test(word)
      ? `${word.slice(0, -1)}ies`
      : `${word}s`;
}

/** `followers_url` of a user gives https://api.example.com/users/42/followers. */
function resourceUrl(entity: Entity, naming: Naming): string {
  const what = naming.before.filter((word) => !PLAIN_URL.has(word) && /^[a-z0-9]+$/.test(word));
  const owner = naming.owner.filter((word) => /^[a-z]+$/.test(word)).at(-1) ?? 'item';
  const host = naming.words.some((word) => word === 'html' || word === 'web' || word === 'page')
    ? 'www'
    : 'api';
  const path = [plural(owner), serial(entity), ...(what.length > 0 ? [what.join('-')] : [])].join('/');
  return `https://${host}.example.com/${path}`;
}

const url: Maker = (entity, _random, naming) => {
  const full = resourceUrl(entity, naming);
  return naming.free
    ? full
    : [full, 'https://example.com/', new URL(full).pathname, full.replace('https', 'http')];
};

function image(folder: string): Maker {
  return (entity, random) =>
    `https://images.example.com/${folder}/${folder === 'avatars' ? serial(entity) : random.int(1, 500)}.png`;
}

function site(path: string): Maker {
  return () => [`https://www.example.com${path}`, `https://example.com${path}`, path];
}

const secret: Maker = (_entity, random, naming) => {
  const short = naming.before.at(-1) ?? 'key';
  const token = `${/^[a-z]{2,8}$/.test(short) ? short : 'key'}_test_${base62(random, 24)}`;
  return naming.free
    ? token
    : [token, base62(random, 32), hex(random, 32), hex(random, 64), base62(random, 16)];
};

const PREFIXES: Readonly<Record<string, string>> = {
  user: 'usr',
  customer: 'cus',
  order: 'ord',
  product: 'prod',
  payment: 'pay',
  invoice: 'inv',
  organization: 'org',
  account: 'acct',
  subscription: 'sub',
  transaction: 'txn',
  message: 'msg',
  session: 'sess',
  project: 'proj',
  application: 'app',
  request: 'req',
  event: 'evt',
  company: 'comp',
};

/** `usr_8fK2…` for `user_id`, short hex for a bare `id`. */
const identifier: Maker = (_entity, random, naming) => {
  const about = naming.before.filter((word) => /^[a-z]+$/.test(word)).at(-1);
  const first =
    about === undefined
      ? hex(random, 8)
      : `${PREFIXES[about] ?? slug(about).slice(0, 4)}_${base62(random, 12)}`;
  if (naming.free) return first;
  return [
    first,
    uuid(random),
    hex(random, 24),
    hex(random, 32),
    digits(random, 8).replace(/^0/, '1'),
    base62(random, 12),
    hex(random, 24).toUpperCase(),
    `${slug(about ?? naming.owner.at(-1) ?? 'item')}-${random.int(1, 999)}`,
  ];
};

const hash: Maker = (_entity, random, naming) => {
  const size = naming.words.includes('md5')
    ? 32
    : naming.words.includes('sha256')
      ? 64
      : naming.words.includes('sha512')
        ? 128
        : 40;
  const value = hex(random, size);
  return naming.free
    ? value
    : [
        value,
        hex(random, 64),
        hex(random, 40),
        hex(random, 32),
        `sha256:${hex(random, 64)}`,
        `0x${hex(random, 64)}`,
      ];
};

export const INTERNET_RULES: RuleTable = {
  'url, uri, link, href, permalink, endpoint, self, web url, location url, resource url, request url, target url, endpoint url, links, deep link, request uri, resource uri, source url, base url, api url, self link, next link, action url, address url':
    url,
  'homepage, website, homepage url, website url, web, web page, blog, blog url, profile url, company url, official url, company website, site, organization url, author url, provider url, author website, personal page':
    (entity, _random, naming) =>
      naming.kind === 'person'
        ? [`https://${entity.person.username.replaceAll('.', '-')}.example.com`, 'https://example.com/']
        : [`https://www.${entity.company.domain}`, 'https://www.example.com/', 'https://example.com/'],
  'avatar, avatar url, profile image, profile picture, photo, photo url, profile image url, profile photo, picture, picture url, gravatar, user image, headshot, image@person, pending username avatar, avatar template, avatar static, portrait, profile pic':
    image('avatars'),
  'image, image url, thumbnail, thumbnail url, cover, cover image, cover url, banner, banner url, poster, image uri, preview, preview url, preview image, picture@product, hero image, media url, images, background image, photo@product, screenshot, artwork, splash, image link, cover photo, featured image, image source, header image, src, gallery':
    image('pictures'),
  'icon, icon url, logo, logo url, favicon, logo uri, brand logo, company logo, icon uri, branding logo, branding favicon':
    image('logos'),
  'image@container, container image, docker image, image name, image@workflow, image@host, image ref, base image':
    oneOf(
      'nginx:1.27|postgres:16-alpine|redis:7.2|node:20-slim|python:3.12|registry.example.com/billing-service:2.4.1',
    ),
  'video, video url, media, stream url, trailer, playback url, recording url, audio url, podcast url, embed url':
    (_entity, random) => `https://media.example.com/videos/${random.int(100, 9999)}.mp4`,
  'download url, file url, attachment url, document url, file, archive url, export url, file uri, file link, attachment link, tarball url, zipball url, artifact url':
    (entity) => `https://files.example.com/${entity.file.folder}/${entity.file.name}`,
  'documentation, documentation url, docs, docs url, doc url, help url, external docs, readme url, guide url, api docs, documentation link':
    site('/docs'),
  'callback, callback url, redirect url, redirect uri, return url, success url, cancel url, redirect, redirect to, post logout redirect uri, return to, next url@session, login redirect url, callback uri, redirects, failure url, finish url, continue url':
    (_entity, random, naming) => {
      const path = naming.words.includes('cancel')
        ? 'cancel'
        : naming.words.includes('success')
          ? 'thanks'
          : 'callback';
      return [`https://app.example.com/${path}`, `https://${random.pick(SAFE_DOMAINS)}/${path}`, `/${path}`];
    },
  'webhook, webhook url, hook url, notification url, status callback, status callback url, notify url, push url, post url, hooks url@event, callback endpoint':
    (_entity, random) => `https://hooks.example.com/incoming/${hex(random, 12)}`,
  'privacy policy url, privacy url, policy url, privacy policy': site('/privacy'),
  'terms of service url, terms url, tos url, terms, terms of service, tos uri, terms and condition':
    site('/terms'),
  'support url, contact url, help desk url, support': site('/support'),
  'login url, sign in url, authorization url, authorize url, authorization endpoint, auth url, sso url, acs url, slo url, authentication url, launch url, authorization uri':
    () => ['https://login.example.com/authorize'],
  'token url, token endpoint, access token url, token uri, request token url, refresh url': () =>
    'https://login.example.com/token',
  'jwks uri, jwks url, jwk set url, oidc jwks url, jwks endpoint': () =>
    'https://login.example.com/.well-known/jwks.json',
  'well known url, discovery url, metadata url, openid configuration, oidc well known url': () =>
    'https://login.example.com/.well-known/openid-configuration',
  'issuer, iss, issuer url, entity id, audience, aud, realm': (_entity, _random, naming) =>
    naming.words.includes('audience') || naming.words.includes('aud')
      ? ['https://api.example.com', 'api']
      : ['https://login.example.com/', 'login.example.com'],
  'next page uri, first page uri, previous page uri, last page uri, next page url, previous page url, first page url, last page url':
    (_entity, _random, naming) => {
      const page = naming.words.includes('first') ? 1 : naming.words.includes('next') ? 2 : 3;
      return [
        `https://api.example.com/${plural(naming.owner.at(-1) ?? 'item')}?page=${page}`,
        `/${plural(naming.owner.at(-1) ?? 'item')}?page=${page}`,
      ];
    },
  'domain, domain name, website domain, email domain, cookie domain, primary domain, root domain, custom domain, url domain, zone, zone name, fqdn@company, default group email domain':
    (entity, random) => [entity.company.domain, random.pick(SAFE_DOMAINS)],
  'hostname, host, server, server name, fqdn, host address, dns name, server address, node name, node, nodename, machine, machine name, server hostname, host name, internal host, external host, servername, name@host2, target host, tls server name, api hostname, vm name, cname':
    (entity) => [
      entity.network.hostname,
      entity.network.hostname.split('.')[0] as string,
      entity.network.ipv4,
    ],
  'subdomain, host prefix': oneOf('app|shop|status|mail|docs'),
  'ip, ip address, ipv4, ipv4 address, client ip, remote ip, source ip, remote address, last ip, ip addr, public ip, private ip, destination ip, server ip, address@host, gateway, ip v 4, remote host, last login ip, registration ip, from ip, external ip, internal ip, listen address, host ip':
    (entity) => [entity.network.ipv4, entity.network.ipv6],
  'ipv6, ipv6 address, ip 6': (entity) => entity.network.ipv6,
  'mac, mac address, hardware address, bssid, ethernet address': (entity) => [
    entity.network.mac,
    entity.network.mac.toUpperCase(),
    entity.network.mac.replaceAll(':', '-'),
    entity.network.mac.replaceAll(':', ''),
  ],
  'cidr, subnet, network, network range, ip range, cidr block, netmask cidr, allowed ip, client network, address range, ip whitelist, ip block':
    (_entity, random) => [`10.${random.int(0, 31)}.0.0/16`, `192.0.2.0/24`],
  'netmask, subnet mask': () => '255.255.255.0',
  'port, port number, target port': (entity) => String(entity.network.port),
  'protocol, scheme, transport, url scheme, uri scheme': oneOf('https|http|tcp|udp'),
  'method, http method, request method, verb@exchange, http verb': oneOf('GET|POST|PUT|PATCH|DELETE'),
  'status code, http status, http status code, response code': oneOf('200|201|204|400|404'),
  'user agent, browser user agent, ua, user agent string': oneOf(
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36|Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15|Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0|Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  ),
  'browser, browser name': oneOf('Chrome|Firefox|Safari|Edge'),
  'os, operating system, platform, os name, os type, client os, device os': oneOf(
    'Linux|Windows|macOS|Android|iOS',
  ),
  'mime type, content type, media type, mime, file type, content media type, accept': (entity) =>
    entity.file.mediaType,
  'encoding, charset, character set, content encoding, file encoding, character encoding':
    oneOf('utf-8|utf-8|iso-8859-1'),
  'cookie, session cookie, cookie name': (_entity, random, naming) =>
    naming.words.includes('name') ? 'session_id' : `session_id=${base62(random, 20)}`,
  'etag, entity tag': (_entity, random) => `"${hex(random, 16)}"`,
  'referer, referrer': () => 'https://www.example.com/start',
  'header name': oneOf('X-Request-Id|Content-Type|Accept'),
  'token, access token, refresh token, auth token, session token, bearer token, csrf token, api token, security token, device token, push token, bot token, temp clone token, token value, login token, invite token, personal access token, upload token, registration token, reset token, plex token, accesstoken, runner token, crumb':
    (_entity, random, naming) => {
      const token = base62(random, 40);
      return naming.free
        ? token
        : [
            token,
            hex(random, 40),
            hex(random, 32),
            base62(random, 64),
            base62(random, 20),
            base62(random, 12),
          ];
    },
  'page token, next page token, cursor, next cursor, previous cursor, continuation token, pagination token, next token, prev cursor, end cursor, start cursor, after, before, after cursor, before cursor, sync token, continue, starting after, scroll id, marker, offset token':
    (_entity, random) => [btoa(`cursor:${random.int(100, 9999)}`), base62(random, 16)],
  'id token, jwt, json web token, assertion, id token hint, client assertion': (_entity, random) =>
    `${btoa('{"alg":"none","typ":"JWT"}').replace(/=+$/, '')}.${btoa(`{"sub":"${base62(random, 8)}","iss":"https://login.example.com/"}`).replace(/=+$/, '')}.${base62(random, 43)}`,
  'secret, client secret, api key, apikey, secret key, api secret, shared secret, signing secret, webhook secret, app secret, access key secret, consumer secret, key secret, integration key, license key, private token, consumer key, publishable key, secret value, signing key, encryption key, access key':
    secret,
  'access key id, aws access key id': (_entity, random) => `AKIATEST${base62(random, 12).toUpperCase()}`,
  'password, new password, old password, current password, user password, repeat password, password confirmation, auth password, db password, bind password, pass':
    (_entity, random) => {
      const word = random.pick(['Sunflower', 'Lighthouse', 'Paperplane', 'Riverbank']);
      return [`${word}-${random.int(10, 99)}!x`, `${word}${random.int(1000, 9999)}`];
    },
  'salt, nonce, challenge, code challenge, code verifier, state@credential, seed, entropy, iv': (
    _entity,
    random,
  ) => [base62(random, 24), base62(random, 43), hex(random, 32)],
  'public key, ssh key, ssh public key, key@credential, deploy key': (_entity, random) =>
    `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${base62(random, 43)} test@example.com`,
  'private key, ssh private key': () =>
    '-----BEGIN PRIVATE KEY-----\nVEhJUy1JUy1OT1QtQS1LRVk=\n-----END PRIVATE KEY-----',
  'certificate, cert, certificate data, client certificate, cert pem, pem, certificate pem, x509 certificate, tls certificate, ca certificate':
    () => '-----BEGIN CERTIFICATE-----\nVEhJUy1JUy1OT1QtQS1DRVJU\n-----END CERTIFICATE-----',
  'signature, hmac, request signature, digital signature, sig': (_entity, random) => [
    hex(random, 64),
    btoa(hex(random, 24)),
  ],
  'fingerprint, hash, digest, checksum, md5, sha, sha256, sha512, file hash, commit sha, content hash, etag hash, sha256 digest, md5 hash, sha256 fingerprint, tx hash, block hash, data hash, script hash, transaction hash, password hash, checksum value, key hash, image digest, sha digest':
    hash,
  'gravatar id, gravatar hash': (_entity, random) => hex(random, 32),
  'base64, encrypted value, ciphertext, encoded content, blob data': (_entity, random) =>
    btoa(hex(random, 18)),
  'node id, global id, relay id, graphql id': (_entity, random) =>
    btoa(`0${random.int(10, 99)}:Node${random.int(1000, 99_999)}`),
  'id, identifier, uid, guid, key id, ident, ids, reference id, external id, object id, record id, resource id, client id, tenant id, pk, object pk, custom id, sid, account sid, _id, unique id, native id':
    identifier,
  'uuid, user uuid, universally unique identifier, guid value, unique identifier uuid': (_entity, random) =>
    uuid(random),
  'request id, correlation id, trace id, transaction id, operation id, trace, span id, request uuid, x request id, correlation uuid':
    (_entity, random) => [hex(random, 32), uuid(random), hex(random, 16)],
  'google id, facebook id, twitter id, microsoft id, github id, steam id, discord id, telegram id, snowflake, chat id':
    (_entity, random) => `${random.int(1, 9)}${digits(random, 17)}`,
  'twitter, twitter handle, instagram, github, facebook, linkedin, mastodon, telegram, skype, social handle':
    (entity) => [
      entity.person.username.replaceAll('.', '_'),
      `https://social.example.com/${entity.person.username}`,
    ],
  'dn, distinguished name, base dn, bind dn, ldap dn, user dn, group dn, additional user dn, additional group dn, bind cn':
    (_entity, _random, naming) =>
      naming.words.includes('group') ? 'ou=groups,dc=example,dc=com' : 'ou=users,dc=example,dc=com',
  'regex, regular expression, regexp, pattern, path regex, skip path regex, regex pattern, url pattern, match pattern, validation regex':
    oneOf('^[a-z0-9-]+$|^/api/.*$|^[A-Z]{2}[0-9]{4}$'),
  'json, payload, json metadata, extra, extras, raw data, data json, metadata json, metadata, meta, context, custom data, raw json, json data, additional data, configuration, params, properties, attributes json, parameter, option json, setting, json body, arguments, args, argument':
    (_entity, random) => [random.pick(['{"source":"web"}', '{"retries":3}', '{"locale":"en"}', '{}'])],
};
