import type { Random } from '../../random.ts';
import { lettersOf } from '../text.ts';
import { NOUNS } from '../words.ts';
import { digits, type Format, hex, type Shape, sized } from './format.ts';

const LABEL = 63;
const DOMAINS = ['example.com', 'example.org', 'example.net'];

/** Labels of at most 63 characters, in all exactly so many. */
function hostOf(length: number, random: Random): string {
  const end = length >= 7 ? '.com' : length >= 4 ? '.io' : '';
  let rest = length - end.length;
  const labels: string[] = [];
  while (rest > LABEL) {
    // The dot and at least one character have to be left.
    const size = Math.min(LABEL, rest - 2);
    labels.push(lettersOf(size, random, '-'));
    rest -= size + 1;
  }
  labels.push(lettersOf(rest, random, '-'));
  return labels.join('.') + end;
}

const host = (random: Random): string =>
  random.chance(0.5) ? random.pick(DOMAINS) : `${random.pick(NOUNS)}.${random.pick(DOMAINS)}`;

export const HOSTNAME: Format = {
  shapes: [sized(host, hostOf), (random) => lettersOf(8, random)],
  patterns: ['^[a-z][a-z0-9]{0,20}(-[a-z0-9]{1,20})?(\\.[a-z][a-z0-9]{0,20}){0,3}$'],
};

function mailOf(length: number, random: Random): string {
  // The shortest is a@b.io; a name has at most 64 characters.
  const name = length <= 16 ? Math.max(1, length - 5) : Math.min(64, length - 12);
  return `${lettersOf(name, random, '.')}@${hostOf(Math.max(4, length - name - 1), random)}`;
}

const mail = (random: Random): string => {
  const name = random.pick(NOUNS);
  return `${random.chance(0.4) ? `${name}.${random.pick(NOUNS)}` : name}@${random.pick(DOMAINS)}`;
};

export const EMAIL: Format = {
  shapes: [sized(mail, mailOf)],
  patterns: ['^[a-z0-9]{1,20}([._+-][a-z0-9]{1,20})?@[a-z][a-z0-9-]{0,20}[a-z0-9](\\.[a-z]{2,20}){1,3}$'],
};

const octet = (random: Random): number => random.int(1, 254);

/** Of the blocks that are kept for documentation and private use, mostly. */
function ipv4(random: Random): string {
  return random.pick([
    () => `192.0.2.${octet(random)}`,
    () => `198.51.100.${octet(random)}`,
    () => `203.0.113.${octet(random)}`,
    () => `10.${octet(random)}.${octet(random)}.${octet(random)}`,
    () => `192.168.${octet(random)}.${octet(random)}`,
  ])();
}

/** 7 to 15 characters. */
function ipv4Of(length: number, random: Random): string {
  let rest = Math.max(4, Math.min(12, length - 3));
  const octets: number[] = [];
  for (let left = 3; left >= 0; left--) {
    const size = Math.max(1, Math.min(3, rest - left));
    octets.push(size === 1 ? random.int(1, 9) : size === 2 ? random.int(10, 99) : random.int(100, 254));
    rest -= size;
  }
  return octets.join('.');
}

const BYTE = '(25[0-4]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]?)';

export const IPV4: Format = {
  shapes: [sized(ipv4, ipv4Of)],
  patterns: [`^${BYTE}(\\.${BYTE}){3}$`],
};

function ipv6(random: Random): string {
  const group = (): string => random.int(1, 0xffff).toString(16);
  return random.chance(0.5)
    ? `2001:db8::${group()}:${group()}`
    : `2001:db8:${group()}:${group()}:${group()}:${group()}:${group()}:${group()}`;
}

/** 2 to 39 characters. */
function ipv6Of(length: number, random: Random): string {
  const full = length >= 15;
  const groups: string[] = [];
  // Without `::` there are eight groups and seven colons; with it in front, as few groups as the length takes.
  const count = full ? 8 : length <= 2 ? 0 : Math.ceil((length - 1) / 5);
  let rest = full ? length - 7 : length - 2 - Math.max(0, count - 1);
  for (let left = count - 1; left >= 0; left--) {
    const size = Math.max(1, Math.min(4, rest - left));
    groups.push(random.int(1, 15).toString(16) + hex(size - 1, random));
    rest -= size;
  }
  return (full ? '' : '::') + groups.join(':');
}

const GROUP = '[1-9a-f][0-9a-f]{0,3}';

export const IPV6: Format = {
  shapes: [sized(ipv6, ipv6Of), (random) => ipv6Of(39, random)],
  patterns: [`^(${GROUP}:){7}${GROUP}$|^(${GROUP}:){1,6}:$|^(${GROUP}:){1,5}:${GROUP}$`],
};

export const CIDR: Format = {
  shapes: [
    (random) => `10.${random.int(0, 254)}.0.0/${random.pick([16, 20, 24])}`,
    (random) => `192.168.${random.int(0, 254)}.0/24`,
    (random) => `2001:db8:${hex(4, random)}::/48`,
  ],
};

export const MAC: Format = {
  shapes: [
    (random) => ['02', ...Array.from({ length: 5 }, () => hex(2, random))].join(':'),
    (random) => ['02', ...Array.from({ length: 5 }, () => hex(2, random))].join('-').toUpperCase(),
  ],
};

const path = (random: Random): string =>
  random.chance(0.5) ? random.pick(NOUNS) : `${random.pick(NOUNS)}/${random.pick(NOUNS)}`;

/** From three characters on. */
function uriOf(scheme: string, length: number, random: Random): string {
  const base = `${scheme}://example.com/`;
  if (length > base.length) return base + lettersOf(length - base.length, random, '-');
  const short = `${scheme}://`;
  if (length >= short.length + 4) return short + hostOf(length - short.length, random);
  if (length > 4) return `urn:${lettersOf(length - 4, random)}`;
  return `a:${lettersOf(length - 2, random)}`;
}

function web(scheme: string): Shape {
  return sized(
    (random) => `${scheme}://${host(random)}/${path(random)}`,
    (length, random) => uriOf(scheme, length, random),
  );
}

export const URI: Format = {
  shapes: [
    web('https'),
    web('http'),
    (random) => `https://${host(random)}`,
    (random) => `https://${host(random)}/`,
    (random) => `https://${host(random)}/${path(random)}?page=${random.int(1, 9)}`,
    (random) => `https://${host(random)}/${path(random)}#${random.pick(NOUNS)}`,
    (random) => `urn:example:${random.pick(NOUNS)}:${digits(3, random)}`,
    (random) => `ftp://${host(random)}/${path(random)}`,
    (random) => `wss://${host(random)}/${path(random)}`,
    (random) => `mailto:${mail(random)}`,
  ],
  patterns: [
    '^[a-z][a-z0-9+.-]{1,12}:(//[a-z0-9.-]+(:[0-9]{2,4})?(/[A-Za-z0-9._~-]+)*/?|[a-z0-9:/._-]+)(\\?[a-z0-9=&]+)?$',
  ],
};

export const URL_FORMAT: Format = { ...URI, shapes: URI.shapes.slice(0, 6) };

export const URI_REFERENCE: Format = {
  shapes: [
    sized(
      (random) => `/${path(random)}`,
      (length, random) => (length === 0 ? '' : `/${lettersOf(length - 1, random, '-')}`),
    ),
    web('https'),
    (random) => `#/${path(random)}`,
    (random) => `../${path(random)}`,
  ],
  patterns: ['^[A-Za-z0-9._~/-]+(\\?[a-z0-9=&]+)?(#[A-Za-z0-9._~/-]*)?$'],
};

export const URI_TEMPLATE: Format = {
  shapes: [
    sized(
      (random) => `https://api.example.com/${random.pick(NOUNS)}/{id}`,
      (length, random) =>
        length > 6 ? `/${lettersOf(length - 6, random, '-')}/{id}` : lettersOf(length, random),
    ),
    (random) => `/${random.pick(NOUNS)}/{id}`,
    (random) => `https://api.example.com/${random.pick(NOUNS)}{?page,size}`,
    web('https'),
  ],
  patterns: ['^[A-Za-z0-9._~:/-]+(\\{[a-z]+\\})?$'],
};
