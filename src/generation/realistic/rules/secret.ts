import { base62, digits, hex, uuid } from '../digital.ts';
import { type Maker, oneOf, type RuleTable } from '../rule.ts';
import { slug } from '../words.ts';

const secret: Maker = (_entity, random, naming) => {
  const short = naming.before.at(-1) ?? 'key';
  const token = `${/^[a-z]{2,8}$/.test(short) ? short : 'key'}_test_${base62(random, 24)}`;
  return naming.free
    ? token
    : [
        token,
        () => base62(random, 32),
        () => hex(random, 32),
        () => hex(random, 64),
        () => base62(random, 16),
      ];
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
    () => uuid(random),
    () => hex(random, 24),
    () => hex(random, 32),
    () => digits(random, 8).replace(/^0/, '1'),
    () => base62(random, 12),
    () => hex(random, 24).toUpperCase(),
    () => `${slug(about ?? naming.owner.at(-1) ?? 'item')}-${random.int(1, 999)}`,
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
        () => hex(random, 64),
        () => hex(random, 40),
        () => hex(random, 32),
        () => `sha256:${hex(random, 64)}`,
        () => `0x${hex(random, 64)}`,
      ];
};

/** Identifiers, hashes, tokens and keys: right in form, plainly not real. */
export const SECRET_RULES: RuleTable = {
  'token, access token, refresh token, auth token, session token, bearer token, csrf token, api token, security token, device token, push token, bot token, temp clone token, token value, login token, invite token, personal access token, upload token, registration token, reset token, plex token, accesstoken, runner token, crumb':
    (_entity, random, naming) => {
      const token = base62(random, 40);
      return naming.free
        ? token
        : [
            token,
            () => hex(random, 40),
            () => hex(random, 32),
            () => base62(random, 64),
            () => base62(random, 20),
            () => base62(random, 12),
          ];
    },
  'page token, next page token, cursor, next cursor, previous cursor, continuation token, pagination token, next token, prev cursor, end cursor, start cursor, after, before, after cursor, before cursor, sync token, continue, starting after, scroll id, marker, offset token':
    (_entity, random) => [btoa(`cursor:${random.int(100, 9999)}`), () => base62(random, 16)],
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
  ) => [base62(random, 24), () => base62(random, 43), () => hex(random, 32)],
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
    (_entity, random) => [hex(random, 32), () => uuid(random), () => hex(random, 16)],
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
