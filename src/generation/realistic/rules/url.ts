import { hex } from '../digital.ts';
import type { Entity } from '../entity.ts';
import { SAFE_DOMAINS } from '../facets.ts';
import { type Maker, type Naming, oneOf, type RuleTable } from '../rule.ts';

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

interface UrlParts {
  readonly start: string;
  readonly end: string;
}

const known = new WeakMap<Naming, UrlParts>();

function partsOf(naming: Naming): UrlParts {
  const what = naming.before.filter((word) => !PLAIN_URL.has(word) && /^[a-z0-9]+$/.test(word));
  const owner = naming.owner.filter((word) => /^[a-z]+$/.test(word)).at(-1) ?? 'item';
  const host = naming.words.some((word) => word === 'html' || word === 'web' || word === 'page')
    ? 'www'
    : 'api';
  return {
    start: `https://${host}.example.com/${plural(owner)}/`,
    end: what.length > 0 ? `/${what.join('-')}` : '',
  };
}

/** `followers_url` of a user gives https://api.example.com/users/42/followers. */
function resourceUrl(entity: Entity, naming: Naming): string {
  let parts = known.get(naming);
  if (parts === undefined) known.set(naming, (parts = partsOf(naming)));
  return `${parts.start}${serial(entity)}${parts.end}`;
}

const url: Maker = (entity, _random, naming) => {
  const full = resourceUrl(entity, naming);
  return naming.free
    ? full
    : [full, 'https://example.com/', () => new URL(full).pathname, () => full.replace('https', 'http')];
};

function image(folder: string): Maker {
  return (entity, random) =>
    `https://images.example.com/${folder}/${folder === 'avatars' ? serial(entity) : random.int(1, 500)}.png`;
}

function site(path: string): Maker {
  return () => [`https://www.example.com${path}`, `https://example.com${path}`, path];
}

/** URLs, all of them to names that RFC 2606 sets aside. */
export const URL_RULES: RuleTable = {
  'url, uri, link, href, permalink, endpoint, self, web url, location url, resource url, request url, target url, endpoint url, links, deep link, request uri, resource uri, source url, base url, api url, self link, next link, action url, address url':
    url,
  'homepage, website, homepage url, website url, web, web page, blog, blog url, profile url, company url, official url, company website, site, organization url, author url, provider url, author website, personal page':
    (entity, _random, naming) =>
      naming.kind === 'person'
        ? [`https://${entity.person.username.replaceAll('.', '-')}.example.com`, 'https://example.com/']
        : [`https://www.${entity.company.domain}`, 'https://www.example.com/', 'https://example.com/'],
  'avatar, avatar url, profile image, profile picture, photo@person, photo url@person, profile image url, profile photo, picture@person, picture url@person, gravatar, user image, headshot, image@person, pending username avatar, avatar template, avatar static, portrait, profile pic':
    image('avatars'),
  'image, header@person, header static, photo, photo url, picture, picture url, image url, thumbnail, thumbnail url, cover, cover image, cover url, banner, banner url, poster, image uri, preview, preview url, preview image, picture@product, hero image, media url, images, background image, photo@product, screenshot, artwork, splash, image link, cover photo, featured image, image source, header image, src, gallery':
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
  urn: () => ['urn:example:item:42', 'urn:isbn:9780306406157'],
  'package url, purl': (entity) => `pkg:npm/date-format@${entity.version}`,
};
