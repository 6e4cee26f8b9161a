import { asciiOf, isAscii, isUnicodeLabel, keepsBidiRule, unicodeOf } from './idna.ts';

const LDH_LABEL = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i;
const LDH_NAME = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;

/** RFC 1123 section 2.1, with RFC 5890 for labels that begin with `xn--`. */
export function isHostname(text: string): boolean {
  if (text.length > 253) return false;
  // Most are of letters and digits alone.
  if (LDH_NAME.test(text) && !/xn--/i.test(text)) return true;
  return isAscii(text) && readLabels(text.split('.')) !== undefined;
}

/** RFC 5890 section 2.3.2.3. */
export function isIdnHostname(text: string): boolean {
  const labels = readLabels(text.split(/[.\u3002\uff0e\uff61]/));
  return labels !== undefined && labels.map(asciiOf).join('.').length <= 253;
}

/** The labels in Unicode; undefined where one of them is none. */
function readLabels(labels: readonly string[]): string[] | undefined {
  const read: string[] = [];
  for (const label of labels) {
    let unicode: string | undefined;
    if (!isAscii(label)) unicode = isUnicodeLabel(label) ? label : undefined;
    else if (LDH_LABEL.test(label)) {
      unicode = /^xn--/i.test(label) ? unicodeOf(label) : label;
    }
    if (unicode === undefined) return undefined;
    read.push(unicode);
  }
  return keepsBidiRule(read) ? read : undefined;
}

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?=\d)|$)){4}$/;

/** RFC 2673 section 3.2. */
export function isIpv4(text: string): boolean {
  return text.length <= 15 && IPV4.test(text) && !text.endsWith('\n');
}

/** RFC 4291 section 2.2. */
export function isIpv6(text: string): boolean {
  if (text.length > 45) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  let count = 0;
  for (let h = 0; h < halves.length; h++) {
    const half = halves[h] as string;
    if (half === '' && halves.length === 2) continue;
    const groups = half.split(':');
    for (let i = 0; i < groups.length; i++) {
      const group = groups[i] as string;
      if (/^[\da-f]{1,4}$/i.test(group)) count++;
      else if (i === groups.length - 1 && h === halves.length - 1 && isIpv4(group)) count += 2;
      else return false;
    }
  }
  return halves.length === 2 ? count <= 7 : count === 8;
}

const LOCAL_PART = /^(?:[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|"(?:[ !#-[\]-~]|\\[ -~])*")$/;
const IDN_LOCAL_PART =
  /^(?:[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+(?:\.[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+)*|"(?:[ !#-[\]-~\u0080-\u{10ffff}]|\\[ -~])*")$/u;

/** RFC 5321 section 4.1.2, Mailbox. */
export function isEmail(text: string): boolean {
  return isMailbox(text, LOCAL_PART, isHostname);
}

/** RFC 6531 section 3.3. */
export function isIdnEmail(text: string): boolean {
  return isMailbox(text, IDN_LOCAL_PART, (domain) => isIdnHostname(domain.normalize('NFC')));
}

function isMailbox(text: string, local: RegExp, isDomain: (text: string) => boolean): boolean {
  const at = text.lastIndexOf('@');
  if (at < 1 || !local.test(text.slice(0, at))) return false;
  const domain = text.slice(at + 1);
  if (domain[0] !== '[') return isDomain(domain);
  if (!domain.endsWith(']')) return false;
  const address = domain.slice(1, -1);
  return /^IPv6:/i.test(address) ? isIpv6(address.slice(5)) : isIpv4(address);
}
