import type { Random } from '../../random.ts';
import { base62 } from '../digital.ts';
import type { Entity } from '../entity.ts';
import { kindOf, type OwnerKind } from '../owner.ts';
import { type Naming, oneOf, type RuleTable } from '../rule.ts';
import { capitalize } from '../words.ts';

/** Short values: labels, statuses, types, units, colours. */
export const TEXT_RULES: RuleTable = {
  'label, tag, labels, keyword, hashtag, topic, badge, tag name, label name, subject tag': (
    _entity,
    random,
  ) =>
    random.pick([
      'important',
      'new',
      'sale',
      'internal',
      'priority',
      'archive',
      'draft',
      'popular',
      'seasonal',
      'beginner',
    ]),
  'category, genre, category name, section, classification, collection, segment, theme name, categorization, taxonomy':
    (_entity, random, naming) =>
      naming.kind === 'book' || naming.kind === 'film'
        ? random.pick(['Drama', 'Comedy', 'Thriller', 'Documentary', 'Fantasy'])
        : random.pick([
            'Electronics',
            'Home & Garden',
            'Books',
            'Travel',
            'Health',
            'Sports',
            'Food & Drink',
            'Music',
            'Office',
          ]),
  'question, prompt': oneOf(
    'How do I reset my password?|When will my order arrive?|Can I change my plan later?|Which payment methods do you accept?',
  ),
  'reason, cause, status reason, cancellation reason, decline reason, justification, deny reason, edit reason, state reason, failure reason, lock reason, rejection reason, delete reason, active lock reason, status message, status description, state description':
    oneOf(
      'Requested by the customer|Duplicate of an earlier entry|No longer needed|Waiting for approval|Out of stock',
    ),
  'error, error message, error description, error text, error detail, exception, exception message, failure, failure message, last error, msg@status, message@error, msg@error, detail@error, description@error, text@error, reason@error, deny message, error reason, warning, warning message, validation error, deprecation message, problem':
    oneOf(
      'The given value is not valid.|The resource was not found.|The request timed out, please try again.|You do not have access to this resource.',
    ),
  'code@error, type@error, error code, error type, error id, error name, exception type, error class, failure code, fault code':
    oneOf('invalid_value|not_found|timeout|access_denied|conflict|rate_limited'),
  'code, identifier code, ref code, short code, key code': (_entity, random, naming) =>
    naming.before.length === 0 && naming.kind === 'status'
      ? random.pick(['ok', 'pending', 'failed'])
      : [codeText(random), random.pick(['A1', 'B2', 'C3']), String(random.int(100, 999))],
  'delimiter, separator, field separator, delimiter char': oneOf(',|;'),
  'title@error, name@error, error@error': oneOf('Bad Request|Not Found|Conflict|Forbidden'),
  'promo code, coupon code, coupon, discount code, voucher, voucher code, promotion code, referral code, invite code, invitation code, gift code':
    (_entity, random) => [
      `${random.pick(['SPRING', 'WELCOME', 'SUMMER', 'FRIEND'])}${random.int(10, 50)}`,
      codeText(random),
    ],
  'otp, verification code, pin, one time password, mfa code, two factor code, auth code, security code, confirmation code, passcode, totp':
    (_entity, random) => [String(random.int(100_000, 999_999)), String(random.int(1000, 9999))],
  'authorization code, device code, user code': (_entity, random) => base62(random, 12),
  'status, state, status name, state name@workflow, lifecycle state, job status, order status, payment status, current status, current state, processing status, state status, provisioning state, workflow state, run status, build status, mergeable state, publish status, result status, health status, conclusion, outcome, phase, stage, health, status code@status':
    (_entity, random, naming) =>
      random.pick(STATUSES[naming.kind ?? 'status'] ?? ['active', 'pending', 'completed', 'inactive']),
  'type, kind, type name, entity type, object type, record type, resource type, item type, subtype, sub type, class, class name, category type, variety, style, variant, mode, form, nature, flavor, action type, node type, content kind, group type, target type':
    (_entity, random, naming) =>
      random.pick(TYPES[aboutOf(naming) ?? 'channel'] ?? ['standard', 'default', 'custom']),
  'event, event name, action, event type name, activity, verb, operation, action name, operation name, event action, trigger':
    oneOf('created|updated|deleted|published|archived|viewed'),
  'role, role name, roles, user role, member role, access role, author association, authority, group role':
    oneOf('admin|editor|viewer|member|owner|auditor'),
  'permission, privilege, permission name, right, access right, grant, claim, capability, entitlement, required permission, permission level, access, access level, permissions':
    oneOf('orders:read|orders:write|users:read|users:manage|reports:export|settings:write'),
  'scope, oauth scope, scope name, scopes, granted scope, audience scope': oneOf(
    'read|write|openid|profile|email|admin',
  ),
  'level, level name, tier, grade, rank, skill level, difficulty, log level': (_entity, random, naming) =>
    naming.words.includes('log')
      ? random.pick(['info', 'warning', 'error', 'debug'])
      : random.pick(['beginner', 'intermediate', 'advanced']),
  'priority, urgency, importance, priority name': oneOf('low|medium|high|urgent'),
  'severity, impact, risk, risk level, severity level, criticality, alert level, threat level':
    oneOf('low|medium|high|critical'),
  'plan, plan name, tier name, subscription plan, subscription, package@plan, edition, membership': oneOf(
    'free|starter|pro|team|enterprise',
  ),
  'visibility, privacy, access mode, visibility level name, user view type, exposure':
    oneOf('public|private|internal'),
  'group, group name, team, team name, department, division, squad, organizational unit, business unit, cost center, department name, guild':
    oneOf('Engineering|Marketing|Finance|Operations|Sales|Customer Success|Design|Security'),
  'project, project name, campaign, campaign name, initiative, workspace, workspace name, board': oneOf(
    'Website Redesign|Mobile App|Data Warehouse|Customer Portal|Office Move|Billing Migration',
  ),
  'question type, answer type, input type, field type, data type, value type, column type, datatype, primitive, param type, schema type, property type':
    oneOf('string|integer|boolean|number|date'),
  'unit, unit of measure, uom, unit name, measurement unit, unit code, measure, unit type, weight unit, usage unit, count unit, units, quantity unit':
    (_entity, random, naming) =>
      naming.words.includes('weight')
        ? random.pick(['kg', 'g'])
        : random.pick(['kg', 'g', 'l', 'm', 'cm', 'pcs']),
  'emoji, reaction, emoji name, emoticon': (entity, random, naming) =>
    naming.words.includes('name')
      ? random.pick(['heart', 'tada', 'rocket', 'eyes', 'smile'])
      : entity.source.faker(random).internet.emoji(),
  'color, color name, paint, hair color, eye color, name@color': (_entity, random, naming) => {
    const named = random.pick(COLORS);
    const [word = '', hex = ''] = named.split('=');
    return naming.words.includes('name') ||
      naming.kind === 'product' ||
      naming.kind === 'vehicle' ||
      naming.words.includes('hair')
      ? [capitalize(word), word, `#${hex}`, hex]
      : [`#${hex}`, hex, `0x${hex}`, word];
  },
  'hex, hex color, color hex, background color, text color, foreground color, primary color, secondary color, accent color, bg color, flair color, color code, hex code, background, foreground, theme color, border color, font color':
    (_entity, random) => {
      const [word = '', hex = ''] = random.pick(COLORS).split('=');
      return [`#${hex}`, hex, word];
    },
  'placeholder, default text, initial value, sample, example': oneOf(
    'Enter a name|Choose an option|Search|you@example.com',
  ),
  'option, choice, value, property value, attribute value, setting value, field value, initial, default value, param value, response, result, new value, old value, val, selection, answer value, input, output, data, item, entry, element':
    (_entity, random, naming) =>
      naming.kind === 'payment'
        ? (random.int(100, 99_999) / 100).toFixed(2)
        : random.pick(['standard', 'enabled', 'large', 'blue', 'daily', 'automatic', '42']),
  'theme, appearance, color scheme, color mode, layout, =template, template name, skin, design, view type':
    oneOf('light|dark|classic|compact'),
  'frequency, cadence, billing cycle, billing period, billing interval, repeat, recurrence type, payment frequency, interval unit, pay frequency, period unit, time unit, granularity, time grain':
    oneOf('monthly|weekly|daily|yearly'),
  'source, channel, medium, origin, referrer source, lead source, provider, data source, source name, source type, integration, provider name, connector, provider type':
    (_entity, random, naming) =>
      naming.words.at(-1) === 'name'
        ? 'Harbor CRM'
        : random.pick(['web', 'email', 'import', 'api', 'mobile']),
  'size, size name, shirt size, dimension name': (_entity, random) => [
    random.pick(['S', 'M', 'L', 'XL']),
    random.pick(['small', 'medium', 'large']),
    String(random.int(100, 9000)),
  ],
  'direction, orientation, alignment, sort direction, sort order, order direction, order@query, alignment text':
    oneOf('asc|desc'),
  'sort, sort by, order by, sort key, sort field, group by': oneOf('name|created_at|-created_at|price'),
  'filter, query, q, search, search query, search term, keyword search, query string, search text, where, expression, condition, criteria, rule, query text':
    (_entity, random, naming) =>
      naming.words.includes('expression') || naming.words.includes('condition')
        ? random.pick(['status == "active"', 'return True', 'amount > 100', 'user.is_active'])
        : random.pick(['status:active', 'blue shoes', 'invoice march', 'name:anna']),
  'account type': oneOf('checking|savings|credit'),
  'spdx, spdx id, spdx license, license, license id': (entity) => license(entity).id,
  'license name, name@license, title@license': (entity) => license(entity).name,
  'key@license, slug@license': (entity) => license(entity).id.toLowerCase(),
  'copyright, copyright notice, attribution, credit line, legal notice': (entity) =>
    `© ${new Date(entity.source.now).getUTCFullYear()} ${entity.company.name}`,
  'rating, score, rating value, star': (_entity, random) => (random.int(30, 50) / 10).toFixed(1),
  'from, to': (entity, _random, naming) =>
    naming.kind === 'message'
      ? entity.part(naming.words.at(-1) as string).person.email
      : naming.kind === 'airline' || naming.kind === 'event' || naming.kind === 'vehicle'
        ? entity.part(naming.words.at(-1) as string).city.name
        : [],
  'prefix, key prefix, name prefix': oneOf('app|web|eu|test|prod'),
  'suffix, key suffix': oneOf('v2|eu|beta'),
  'schema, target, resource, object, subject type, entity, target name, resource name, target type, resource kind':
    oneOf('order|customer|invoice|user|product'),
  'success, ok, enabled, active, acknowledged, flag': oneOf('true|true|false'),
  'kid, key identifier': (_entity, random) => base62(random, 16),
  'sub, subject id, subject identifier': (_entity, random) => base62(random, 20),
  'op, operator, comparison, comparator, operator type': oneOf('eq|gt|lt|contains'),
  'offset, page, page number, limit, per page, page size, position, index, sequence, order, rank number, size limit, line, line number, row, day':
    (_entity, random) => String(random.int(1, 25)),
  'frame, quote text': oneOf('Done is better than perfect.|Less, but better.'),
};

const LICENSES: readonly string[] = [
  'MIT=MIT License',
  'Apache-2.0=Apache License 2.0',
  'BSD-3-Clause=BSD 3-Clause License',
  'MPL-2.0=Mozilla Public License 2.0',
  'ISC=ISC License',
];

function license(entity: Entity): { id: string; name: string } {
  const [id = '', name = ''] = entity.fact('license', (random) => random.pick(LICENSES)).split('=');
  return { id, name };
}

/** What the words before say, and only without any the owner: `tax_type` of an account is no kind of account. */
function aboutOf(naming: Naming): OwnerKind | undefined {
  return naming.before.length > 0 ? kindOf(naming.before) : naming.kind;
}

function codeText(random: Random): string {
  return `${random.pick(['AB', 'CX', 'KL', 'MN', 'RT'])}${random.int(1000, 9999)}`;
}

const COLORS: readonly string[] =
  'navy=001f3f blue=0074d9 teal=39cccc green=2ecc40 olive=3d9970 red=ff4136 orange=ff851b maroon=85144b purple=b10dc9 grey=aaaaaa'.split(
    ' ',
  );

const STATUSES: Partial<Record<OwnerKind, readonly string[]>> = {
  payment: ['paid', 'pending', 'shipped', 'processing', 'delivered'],
  product: ['available', 'in stock', 'sold out'],
  animal: ['available', 'pending', 'sold'],
  workflow: ['success', 'running', 'queued', 'failed'],
  article: ['open', 'closed', 'published', 'draft'],
  project: ['active', 'planned', 'completed', 'on hold'],
  host: ['running', 'stopped', 'starting'],
  container: ['running', 'exited', 'starting'],
  event: ['confirmed', 'planned', 'canceled'],
  message: ['sent', 'delivered', 'read'],
  device: ['online', 'offline'],
};

const TYPES: Partial<Record<OwnerKind, readonly string[]>> = {
  person: ['user', 'admin', 'guest'],
  company: ['customer', 'supplier', 'partner'],
  file: ['document', 'image', 'video', 'folder'],
  event: ['meeting', 'conference', 'webinar'],
  payment: ['card', 'bank_transfer', 'invoice'],
  message: ['email', 'sms', 'push'],
  product: ['physical', 'digital', 'service'],
  field: ['text', 'number', 'date', 'select'],
  article: ['article', 'guide', 'news'],
  place: ['home', 'work', 'billing', 'shipping'],
  workflow: ['scheduled', 'manual', 'automatic'],
  credential: ['bearer', 'basic', 'api_key'],
  host: ['physical', 'virtual'],
};
