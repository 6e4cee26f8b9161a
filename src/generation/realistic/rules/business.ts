import type { Random } from '../../random.ts';
import { base62, digits } from '../digital.ts';
import type { Entity } from '../entity.ts';
import { type Maker, oneOf, type RuleTable } from '../rule.ts';

function money(value: number): string {
  return value.toFixed(2);
}

const price: Maker = (entity, random) => [
  money(entity.product.price),
  String(Math.round(entity.product.price)),
  String(random.int(5, 500)),
];

const amount: Maker = (entity, random) => {
  const value = entity.fact('amount', (own) => money(own.int(1000, 90_000) / 100));
  return [value, String(Math.round(Number(value))), String(random.int(5, 500))];
};

const currency: Maker = (entity) => {
  const code = entity.city.country.currency;
  return [code, 'EUR', code.toLowerCase(), 'eur'];
};

const companyName: Maker = (entity) => entity.company.name;

/** ISO 7064 MOD 97-10 over a German account number, so that the check digits are right. */
function iban(random: Random): string {
  const account = `37040044${digits(random, 10)}`;
  let rest = 0;
  for (const digit of `${account}131400`) rest = (rest * 10 + Number(digit)) % 97;
  return `DE${String(98 - rest).padStart(2, '0')}${account}`;
}

/** `INV-2025-00042`: the first letters of what is numbered, the year and a number. */
function numbered(word?: string): Maker {
  return (entity, random, naming) => {
    const what = word ?? naming.before.at(-1) ?? naming.owner.at(-1) ?? 'number';
    const prefix = what
      .replace(/[^a-z]/g, '')
      .slice(0, 3)
      .toUpperCase()
      .padEnd(2, 'X');
    const year = new Date(entity.moments.created).getUTCFullYear();
    const number = random.int(1000, 99_999);
    return [
      `${prefix}-${year}-${String(number).padStart(5, '0')}`,
      `${prefix}-${number}`,
      `${prefix}${number}`,
      String(100_000 + number),
    ];
  };
}

/** GS1 check digit. */
function ean(random: Random, body: string, length: number): string {
  const front = body + digits(random, length - 1 - body.length);
  let sum = 0;
  for (let i = 0; i < front.length; i++)
    sum += Number(front.charAt(front.length - 1 - i)) * (i % 2 === 0 ? 3 : 1);
  return `${front}${(10 - (sum % 10)) % 10}`;
}

const dimension = (entity: Entity, random: Random): string =>
  `${random.int(5, 120)} x ${random.int(5, 80)} x ${entity.product.name.length} cm`;

/** Companies, money and trade. */
export const BUSINESS_RULES: RuleTable = {
  'company, company name, organization, organization name, business, business name, employer, vendor, supplier, merchant, publisher, manufacturer, name@company, org name, vendor name, supplier name, publisher name, legal name@company, trading name, display name@company, merchant name, brand name@company, issuer name, enterprise, firm, institution, agency, client, client company, account name@company, shop name, store, store name, shop, provider@payment, tenant, partner, sponsor, carrier, carrier name, manufacturer name, seller name, regulatory body, insurer, insurance company, tenant name, employer name, producer, distributor, operator':
    companyName,
  'company size, employee count, number of employee': oneOf('11-50|51-200|201-500'),
  'slogan, catch phrase, tagline@company, mission, motto, catchphrase, claim@company': (entity) =>
    entity.company.phrase,
  'industry, sector, business type, branch@company, line of business, vertical, market segment, business category':
    (entity) => entity.company.industry,
  'legal form, company type, legal entity type': oneOf('GmbH|Ltd|Inc.|AG|LLC'),
  'vat, vat number, vat id, tax id, tax number, vat registration number, tin, ein, fiscal code, tax identifier, cnpj, abn':
    (entity) => [
      `${entity.city.country.alpha2}${entity.fact('vat', (own) => digits(own, 9))}`,
      entity.fact('vat', (own) => digits(own, 9)),
    ],
  'registration number@company, company number, duns, lei, commercial register number': (_entity, random) => [
    `HRB ${random.int(10_000, 99_999)}`,
    digits(random, 9),
  ],
  'price, unit price, list price, sale price, retail price, regular price, price amount, net price, gross price, base price, original price, special price, price per unit, cost, unit cost, fee, rate, hourly rate, tariff, wholesale price, request price, shipping cost, service fee':
    price,
  'amount, total, subtotal, sub total, total amount, balance, total price, grand total, net amount, gross amount, sum, paid amount, amount due, due amount, tax amount, discount amount, refund amount, line total, amount paid, revenue, salary, income, budget, payment amount, invoice total, total cost, total due, available balance, remaining balance, current balance, deposit, tip, tax, total tax, shipping, credit, debit, credit limit, turnover, wage, order total':
    amount,
  'percent, discount, discount percent, tax rate, vat rate, interest rate, rate percent, percent off, commission, margin, share, utilization':
    (_entity, random) => [String(random.int(1, 30)), `${random.int(1, 30)}%`],
  'currency, currency code, iso currency, currency iso, currency iso code, code@currency, price currency, base currency, default currency, price unit, currency id, quote currency, settlement currency, target currency, source currency, amount currency, iso 4217, line currency':
    currency,
  'currency symbol, symbol@currency': oneOf('€|$|£|¥'),
  'currency name, name@currency': oneOf('Euro|US Dollar|Pound Sterling|Swiss Franc'),
  'exchange rate': (_entity, random) => (random.int(8000, 13_000) / 10_000).toFixed(4),
  'ticker, symbol, stock symbol, ticker symbol, stock, asset symbol': oneOf('ACME|NWND|KSTL|LUMN|JNPR'),
  'crypto address, wallet address, bitcoin address, wallet, eth address, stake address': (_entity, random) =>
    `bc1q${base62(random, 38).toLowerCase()}`,
  'iban, bank account iban, account iban': (_entity, random) => iban(random),
  'bic, swift, swift code, bic swift, bank identifier code, bank code@payment': oneOf(
    'COBADEFFXXX|DEUTDEFFXXX|BNPAFRPPXXX|INGBNL2AXXX',
  ),
  'bank, bank name, financial institution': oneOf(
    'Commerzbank|First National Bank|Banque du Nord|City Savings Bank',
  ),
  'routing number, sort code, bank code, aba, branch code, routing': (_entity, random) => [
    digits(random, 9),
    '110000000',
    '20-00-00',
  ],
  'account number, bank account, bank account number, account no': (_entity, random) => [
    `${random.int(1, 9)}${digits(random, 9)}`,
    digits(random, 12),
    digits(random, 8),
  ],
  'card number, credit card number, card no, pan, credit card, creditcard, primary account number, card':
    oneOf('4242424242424242|5555555555554444|4111111111111111|378282246310005'),
  'last4, last 4, card last4, last four, last 4 digits, card suffix, account last4, last four digits':
    oneOf('4242|4444|1111|0005'),
  'bin, card bin, iin, first6': oneOf('424242|555555|411111'),
  'cvv, cvc, cvv2, card security code': (_entity, random) => digits(random, 3),
  'card brand, card type, brand@payment, network@payment, card network, card scheme, credit card type':
    oneOf('visa|mastercard|amex'),
  'card expiry, card expiration, expiry@payment, card expiry date, expiration@payment, exp date': (
    entity,
  ) => {
    const [year = '', month = ''] = new Date(entity.moments.expires).toISOString().split('-');
    return [`${month}/${year.slice(2)}`, `${month}/${year}`, `${year}-${month}`, `${month}${year.slice(2)}`];
  },
  'payment method, payment type, method@payment, payment option, payment provider, pay method, tender type, payment gateway, payment instrument':
    oneOf('card|bank_transfer|paypal|invoice'),
  'payment term, term of payment, payment condition': oneOf('30 days net|14 days net|due on receipt'),
  'order number, order id, order no, order reference, order code, order name, purchase order number, po number, purchase order, booking number, booking id, booking reference, confirmation number, reservation number, confirmation code@event, reservation code':
    numbered('order'),
  'invoice number, invoice id, invoice no, bill number, invoice reference, invoice': numbered('invoice'),
  'number@payment': numbered(),
  'receipt number, receipt, receipt id': numbered('receipt'),
  'contract number, policy number, contract, contract id, agreement number': numbered('contract'),
  'ticket number, ticket id, case number, issue key, issue number, case id, incident number, ticket, incident id, claim number, support ticket, ticket key':
    numbered('ticket'),
  'customer number, client number, customer no, member number, membership number, employee number, employee id, personnel number, customer id number, student id number, patient number, member id, customer reference':
    (_entity, random) => [`C-${random.int(10_000, 99_999)}`, String(random.int(10_000, 99_999))],
  'reference, reference number, ref number, payment reference, external reference, transaction reference, reference code, reference no, your reference, document number, transaction number, client reference, merchant reference, number, document no, registration, registration id, source reference, external number, file number, account reference':
    (_entity, random) => [`REF-${base62(random, 8).toUpperCase()}`, `${random.int(100_000, 999_999)}`],
  'tracking number, tracking id, shipment number, tracking code, waybill, tracking, awb, parcel number, consignment number':
    (_entity, random) => [`1Z999AA1${digits(random, 10)}`, `JD0002${digits(random, 12)}`],
  'courier, shipping carrier, shipping provider, delivery service, shipping company, carrier@payment':
    oneOf('DHL|UPS|FedEx|GLS|DPD'),
  'shipping method, delivery method, delivery type, shipping type, shipping option, fulfillment type':
    oneOf('standard|express|pickup'),
  'product, product name, name@product, item name, item, article name, product title, goods, title@product, asset name, item title, part name, offer name, merchandise, gift, listing title':
    (entity) => entity.product.name,
  'brand, brand name, make@product, manufacturer@product, label@product, marque': (entity) =>
    entity.product.brand,
  'sku, product code, item code, article number, product number, item number, stock code, part no, part number, product sku, item sku, material number, mpn, style code, catalog number, model number, item no, code@product, product id code, variant sku, number@product, reference@product':
    (entity) => [entity.product.sku, entity.product.sku.replaceAll('-', '')],
  'ean, ean13, gtin, barcode, ean code, gtin13, ean 13': (_entity, random) => ean(random, '40', 13),
  'upc, upc code, gtin12': (_entity, random) => ean(random, '0', 12),
  'isbn, isbn13, isbn 13': (_entity, random) => {
    const plain = ean(random, '978', 13);
    return [
      plain,
      `${plain.slice(0, 3)}-${plain.slice(3, 4)}-${plain.slice(4, 8)}-${plain.slice(8, 12)}-${plain.slice(12)}`,
    ];
  },
  'isbn10, isbn 10': () => '0306406152',
  issn: () => '2049-3630',
  doi: (_entity, random) => `10.5555/${base62(random, 8).toLowerCase()}`,
  'hs code, tariff code, customs code, commodity code': (_entity, random) =>
    `${random.int(1000, 9999)}.${random.int(10, 99)}`,
  'mcc, merchant category code, naics, sic code': (_entity, random) => String(random.int(5000, 5999)),
  'department@product, product category, category@product, product type, type@product2, product group, product line':
    (entity) => entity.product.department,
  'material, fabric, composition, product material': (entity) => entity.product.material,
  'color@product2, product color': (entity) => entity.product.color,
  'weight, net weight, gross weight, mass, shipping weight': (_entity, random) => [
    `${(random.int(1, 90) / 10).toFixed(1)} kg`,
    (random.int(1, 90) / 10).toFixed(1),
  ],
  'dimension, measurements, size@product, dimensions, package size': dimension,
  'height, width, length, depth, distance, diameter, radius, thickness': (_entity, random) => [
    `${random.int(10, 200)}`,
    `${random.int(10, 200)} cm`,
  ],
  temperature: (_entity, random) => [`${random.int(5, 30)} °C`, String(random.int(5, 30))],
  volume: (_entity, random) => [`${random.int(1, 20)} l`, String(random.int(1, 20))],
  'quantity, count, total count, stock, number of item, item count, amount of item, unit count, stock level, inventory':
    (_entity, random) => String(random.int(1, 40)),
  'availability, stock status, inventory status, stock state': oneOf('in stock|low stock|out of stock'),
  'condition, item condition, quality': oneOf('new|used|refurbished'),
  'warranty, guarantee': oneOf('24 months|2 years|5 years'),
  'ingredient, allergen': oneOf('tomato|olive oil|basil|garlic|lemon|almond|butter|oat flour'),
  'dish, dish name, meal, recipe, recipe name, food, menu item, name@dish, title@dish': (entity, random) =>
    entity.source.faker(random).food.dish(),
  'cuisine, ethnic category': oneOf('Italian|Thai|Mexican|Indian|French|Levantine'),
  'breed, species, pet type, animal type, animal': oneOf(
    'Labrador Retriever|Siamese|Beagle|Maine Coon|Poodle|Dachshund',
  ),
  'book, book title, title@book, name@book': (entity, random) => entity.source.faker(random).book.title(),
  'movie, film, movie title, show, series, title@film, episode title, name@film, program': oneOf(
    'The Quiet Harbor|Northern Lights|A Winter in Lisbon|The Last Ferry|Paper Moons',
  ),
  'song, track, song title, song name, track name, title@song, name@song, track title': (entity, random) =>
    entity.source.faker(random).music.songName(),
  'album, album name, album title': (entity, random) => entity.source.faker(random).music.album(),
  'artist, artist name, band, musician, performer, name@artist': (entity, random) =>
    entity.source.faker(random).music.artist(),
  'element symbol, chemical element': (entity, random) =>
    entity.source.english(random).science.chemicalElement().symbol,
  'course, course name, lesson, class title, subject name, module title, course title': oneOf(
    'Introduction to Statistics|Web Accessibility Basics|Spanish for Beginners|Modern Art History|Linear Algebra',
  ),
  'team name@event, league, sport, sport name, home team, away team': oneOf(
    'Harbor City Rovers|Northern Lights|Old Town Athletic|River Valley United',
  ),
  'weather, weather condition, forecast': oneOf('sunny|partly cloudy|light rain|overcast|clear'),
};
