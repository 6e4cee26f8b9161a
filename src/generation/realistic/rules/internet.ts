import { base62, hex } from '../digital.ts';
import { SAFE_DOMAINS } from '../facets.ts';
import { oneOf, type RuleTable } from '../rule.ts';

/** Hosts, addresses and what travels between them. */
export const INTERNET_RULES: RuleTable = {
  'domain, domain alias, domain name, website domain, email domain, cookie domain, primary domain, root domain, custom domain, url domain, zone, zone name, fqdn@company, default group email domain':
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
};
