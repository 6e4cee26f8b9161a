import { type MomentReader, momentNamed } from '../moment.ts';
import { type NumberRule, type NumberTable, type Reading, range } from '../numbers.ts';
import type { Rules } from '../rule.ts';

/** Seconds since 1970, or milliseconds where the name, the description or the bounds say so. */
function unixTime(read: MomentReader): Reading {
  return (entity, _random, naming) => {
    const time = read(entity);
    const seconds = Math.floor(time / 1000);
    const fine =
      naming.words.some(
        (word) =>
          word === 'ms' || word === 'millis' || word === 'msec' || word === 'msecs' || word === 'millisecond',
      ) || /millisecond|\bms\b|\bmillis\b/.test(naming.said);
    return fine ? [time, seconds] : [seconds, time, seconds * 1e9, Math.floor(time / 86_400_000)];
  };
}

/** Whole cents where the text says so, else the main unit. */
const CENTS = /\bcents?\b|minor (?:currency )?unit|smallest (?:currency )?unit|pence/;

const price: Reading = (entity, random, naming) => {
  const { price: exact } = entity.product;
  if (CENTS.test(naming.said) || naming.words.includes('cents')) return [Math.round(exact * 100), exact];
  return [exact, Math.round(exact), random.int(1, 9) / 10];
};

const amount: Reading = (entity, random, naming) => {
  const exact = Number(entity.fact('amount', (own) => (own.int(1000, 90_000) / 100).toFixed(2)));
  if (CENTS.test(naming.said) || naming.words.includes('cents')) return [Math.round(exact * 100), exact];
  return [exact, Math.round(exact), random.int(1, 9) / 10];
};

const bytes: Reading = (entity) => [entity.file.size, Math.round(entity.file.size / 1024)];

/** RFC 9110 section 15, by the name of the thing that carries it. */
const ERRORS: readonly (readonly [RegExp, number])[] = [
  [/not found|missing/, 404],
  [/unauthori[sz]ed|unauthenticated/, 401],
  [/forbidden|denied/, 403],
  [/conflict/, 409],
  [/unprocessable|validation/, 422],
  [/too many|rate limit|throttl/, 429],
  [/internal|server/, 500],
  [/error|problem|bad|fail|exception/, 400],
];

const status: Reading = (_entity, random, naming) => {
  const about = `${naming.owner.join(' ')} ${naming.words.join(' ')} ${naming.said}`;
  const code = ERRORS.find(([pattern]) => pattern.test(about))?.[1];
  return [code ?? random.pick([200, 200, 201, 204]), 1];
};

const year: Reading = (entity) => new Date(entity.moments.start).getUTCFullYear();

const NUMBERS: NumberTable = {
  'age, years old': range(18, 80),
  'id, pk, uid, identifier, ids, key, object id, gid, number id, user id, account id, parent id, owner id':
    range(1, 99_999),
  'user, owner, provider, group, author, created by, parent, category, project, organization, team, customer, role, topic, application, product, source, target, flow, member, account, post, blog, tenant, company, site, assignee, device, channel, course':
    range(1, 999),
  'quantity, order quantity, unit': range(1, 20),
  'count, total count, total, number of item, total entry, total item, total element, total result, total record, total row, hit, num':
    range(1, 120),
  'like, view, follower, watcher, stargazer, star, vote, read, download, play, share, hit count, view count, download count, like count, click, impression, visitor, subscriber':
    range(0, 4800),
  'stock, inventory, stock level, available quantity, in stock, on hand': range(0, 250),
  'price, unit price, cost, fee, list price, sale price, base price, net price, gross price, rate amount, price per unit, unit cost, tariff':
    price,
  'amount, subtotal, sub total, total amount, balance, grand total, net amount, gross amount, sum, tax, tax amount, total tax, discount amount, refund amount, line total, revenue, total price, total cost, amount due, amount paid, deposit, tip, credit, debit, payment, available balance, current balance, applied amount, remaining credit, payoff balance, order total, invoice total, price total, value amount, spend':
    amount,
  'cent, price in cent, amount in cent, amount cent, price cent': range(199, 49_900),
  'salary, income, annual income, annual salary, wage': range(28_000, 140_000),
  'budget, loan amount, credit limit, funding, original balance, death benefit, cash surrender value, market cap, turnover':
    range(5000, 250_000),
  'rating, star rating, average rating, review score, rating value': [range(3, 5, 1), range(0.3, 0.98, 2)],
  'score, points, point, karma, reputation': [range(1, 100), range(0.3, 0.98, 2)],
  'percent, progress, completion, discount percent, battery, battery level, percent complete, utilization, usage percent, humidity, share percent, availability percent, uptime, cloud cover':
    [range(1, 100), range(0.05, 0.98, 2)],
  'discount, percent off, commission, margin, markup, tax rate, vat rate, vat, interest rate, apr, apy, rate, growth rate, tax percent':
    [range(1, 25, 1), range(0.01, 0.25, 2)],
  'ratio, fraction, probability, confidence, certainty, opacity, alpha, threshold, similarity, top p, relevance, accuracy, precision, recall, sentiment, sample rate, legend opacity, factor':
    range(0.05, 0.99, 2),
  'exchange rate, currency rate, conversion rate, fx rate': range(0.7, 1.5, 4),
  'latitude, lat': (entity) => [entity.place.latitude, Math.round(entity.place.latitude)],
  'longitude, long': (entity) => [entity.place.longitude, Math.round(entity.place.longitude)],
  'altitude, elevation': range(0, 900),
  'heading, bearing, azimuth, course direction': range(0, 359),
  'accuracy meter, horizontal accuracy': range(1, 60),
  'year, model year, release year, publication year, fiscal year': year,
  'birth year, year of birth': (entity) => new Date(entity.person.birth).getUTCFullYear(),
  'expiry year, exp year, expiration year': (entity) => {
    const full = new Date(entity.moments.expires).getUTCFullYear();
    return [full, full % 100];
  },
  'month, exp month, expiry month, expiration month': range(1, 12),
  'week, week number, calendar week': range(1, 52),
  '=day, day of month': range(1, 28),
  'weekday, day of week, week day': range(1, 6),
  quarter: range(1, 4),
  '=hour, hour of day': range(0, 23),
  '=minute, =second': range(0, 59),
  'day, validity day, retention day, number of day': range(1, 90),
  'hour, duration hour': range(1, 48),
  'minute, duration minute': range(5, 90),
  'second, sec, duration second, seconds, secs': range(1, 600),
  'ms, msec, millisecond, milli, millis, duration ms, latency, response time, elapsed, elapsed time, processing time, took, rtt, total ms':
    range(3, 1800),
  'microsecond, nanosecond, ns, us': range(1000, 900_000),
  'duration, length second, runtime, run time, play time, time spent, uptime second, time read': range(
    20,
    7200,
  ),
  'timeout, wait, delay, interval, period, cooldown, retry after, poll interval, wait min, wait max': range(
    5,
    60,
  ),
  'expires in, expire in, max age, ttl, lifetime, token expiry, time to live, remember for, cache timeout, validity':
    (_entity, random) => random.pick([300, 900, 1800, 3600, 86_400, 60]),
  'year count, year of experience, experience year, years': range(1, 30),
  'page, current page, page number, page no, page index': (): readonly number[] => [1, 0],
  'next, next page': (): number => 2,
  'previous, prev, previous page': (): number => 1,
  'page count, total page, num page, last page, number of page': range(1, 12),
  'page size, per page, page limit, max result, limit, items per page, num result, batch size, rows per page, take, page length':
    (_entity, random) => random.pick([20, 25, 50, 10]),
  'offset, skip, start index, start at, first': (): number => 0,
  'position, index, order, sort order, sequence, rank, ordinal, seq, sort, line, line number, row, column, start line, end line, start column, end column, sort position, place, slot, cert index, display order, weight order, ordering, step, episode, season, track number, chapter':
    range(1, 30),
  'start, from, begin, start position': range(0, 20),
  'end, to, end position': range(21, 60),
  'number, issue number, pull number, run number, build number, build, block, block height, revision number, sequence number, serial, ref number, house number, reference number':
    range(1, 2400),
  'version, revision, generation, schema version, resource version, lock version, major version, version number':
    range(1, 12),
  'priority, level, severity, importance, tier, grade, trust level, difficulty, priority level, stage': range(
    1,
    5,
  ),
  'attempt, retry, try, max retry, try number, retry count, max attempt, run attempt, failed attempt': range(
    1,
    5,
  ),
  'status code, http status, http status code, response code, http code, response status': status,
  '=status, =code': (entity, random, naming) => {
    const owner = naming.owner.join(' ');
    if (/http|status code/.test(naming.said) || ERRORS.some(([pattern]) => pattern.test(owner))) {
      return status(entity, random, naming);
    }
    return random.pick([200, 0, 1]);
  },
  'error code': (_entity, random) => [random.pick([400, 404, 409, 422, 1001]), 1],
  'port, port number, node port, target port, server port': (entity) => [entity.network.port, 30_080],
  'asn, as number': range(64_496, 64_511),
  'vlan, vlan id': range(2, 400),
  mtu: (): number => 1500,
  'pid, process id, gid number, uid number, uid start number, gid start number, run as user, run as group':
    range(1000, 32_000),
  'width, height, thumbnail width, thumbnail height, image width, image height, screen width, screen height, video width, video height, w, h, resolution, pixel, px':
    (_entity, random) => [
      random.pick([320, 480, 640, 720, 800, 1024, 1080, 1280, 1920]),
      random.int(10, 200),
      random.int(1, 9),
    ],
  'width@product, height@product, length@product, depth, thickness, diameter, length@product, depth@product, circumference, width@animal':
    range(2, 160),
  'height@person, body height': range(150, 198),
  'weight@person, body weight': range(48, 105),
  'weight, mass, net weight, gross weight, weight kg, shipping weight, kg': range(0.2, 25, 1),
  'length, text length, content length chars, char count, character count, word count': range(3, 400),
  'size, file size, filesize, content length, byte, total byte, size in byte, size byte, byte size, image size, disk usage, bytes, length@file, size@file, attachment size, total size, compressed size byte':
    bytes,
  'kb, kib, size kb': range(4, 9000),
  'mb, mib, megabyte, memory, ram, memory mb, memory limit, size mb': (_entity, random) => [
    random.pick([256, 512, 1024, 2048, 4096]),
    random.int(1, 64),
  ],
  'gb, gib, disk, storage, capacity, disk size, gigabyte, size gigabyte, size gb, size gib, disk gb': (
    _entity,
    random,
  ) => [random.pick([10, 20, 50, 80, 100, 250]), 1],
  'cpu, vcpu, core, cpu core, cpu count, thread, cpu limit': (_entity, random) => random.pick([1, 2, 4, 8]),
  'replica, worker, node, instance, num node, shard, partition, parallelism, concurrency, replication factor, slot count, member count@team, seat':
    range(1, 12),
  'temperature, temp, feels like, degree': [range(4, 29, 1), range(0.2, 1, 1)],
  pressure: range(990, 1035),
  'speed, wind speed, velocity, pace': range(2, 120),
  'distance, km, kilometer, mile, mileage distance, radius, range': range(1, 180, 1),
  'mileage, odometer': range(4000, 160_000),
  'area, square meter, surface, sqm, floor area': range(24, 420),
  'volume, liter, capacity liter': range(1, 90),
  voltage: range(3, 240),
  'power, watt, energy, kwh, consumption': range(1, 900),
  'bitrate, bit rate': (_entity, random) => random.pick([96_000, 128_000, 256_000, 1_200_000, 64]),
  'frequency, hz, sample rate hz, sampling rate': (_entity, random) => random.pick([44_100, 48_000, 60, 50]),
  'fps, frame rate': (_entity, random) => random.pick([24, 25, 30, 60]),
  'calorie, kcal, energy kcal': range(80, 780),
  'protein, fat, carb, carbohydrate, fiber, sugar, sodium': range(1, 60),
  'population, inhabitant': range(12_000, 3_800_000),
  'employee, employee count, number of employee, staff count, headcount': range(4, 1200),
  'token, max token, input token, output token, total token, token count, prompt token, completion token':
    range(40, 4000),
  'x, y, z, left, top, right, bottom, x position, y position': range(0, 800),
  'zoom, zoom level, scale level': range(1, 18),
  'scale, multiplier, scale factor': range(0.5, 2, 1),
  'room, bedroom, bathroom, floor, bed, guest, adult, passenger, number of guest, party size, occupancy, participant, attendee, capacity person, number of room':
    range(1, 6),
  'color, accent color, primary color, secondary color': range(0x10_00_00, 0xff_ff_ff),
  'decimal, decimals, digit, scale digit, fraction digit': range(2, 6),
  'random, seed': range(1, 99_999),
  'merchant category code, mcc': range(5000, 5999),
  'additions, deletions, changed file, commit, review comment, comment, reply, change, issue, open issue, closed issue, fork, attachment count, message count, post count':
    range(0, 60),
  last4: range(1000, 9999),
  'zip, zip code, postal code': (entity) => Number(entity.place.zip.replace(/\D/g, '').slice(0, 5)) || 10_115,
  'phone, phone number, mobile phone': (entity) => [Number(entity.person.phone.slice(1)), 5_550_143],
  'status, mode, state, permission, flag, type, kind': range(0, 4),
  '1, confused, heart, hooray, laugh, rocket, eye': range(0, 30),
  'maximum, max': range(80, 200),
  'minimum, min': range(1, 20),
  'average, mean, median, value': range(1, 100),
};

let index: Map<string, NumberRule> | undefined;

function tabled(phrase: string): NumberRule | undefined {
  index ??= new Map(
    Object.entries(NUMBERS).flatMap(([phrases, rule]) =>
      phrases.split(/,\s*/).map((each): [string, NumberRule] => [each, rule]),
    ),
  );
  return index.get(phrase);
}

const FINE: readonly string[] = [' ms', ' millis'];

function momentRule(phrase: string): NumberRule | undefined {
  const fine = FINE.find((unit) => phrase.endsWith(unit));
  const moment = momentNamed(fine ? phrase.slice(0, -fine.length) : phrase, 'number');
  return moment && unixTime(moment.read);
}

/** What numbers mean, by phrase. */
export const NUMBER_RULES: Rules<NumberRule> = { get: (phrase) => tabled(phrase) ?? momentRule(phrase) };
