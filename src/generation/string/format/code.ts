import { lettersOf } from '../text.ts';
import { type Format, within } from './format.ts';

/** One of a list; those that fit are found by trying. */
function oneOf(values: readonly string[]): Format {
  return { shapes: [(random) => random.pick(values)] };
}

export const COUNTRY: Format = {
  shapes: [
    (random) =>
      random.pick([
        'AT',
        'AU',
        'BR',
        'CA',
        'CH',
        'DE',
        'DK',
        'ES',
        'FI',
        'FR',
        'GB',
        'IE',
        'IN',
        'IT',
        'JP',
        'NL',
        'NO',
        'NZ',
        'PL',
        'PT',
        'SE',
        'US',
      ]),
    (random) =>
      random.pick(['AUS', 'BRA', 'CAN', 'DEU', 'ESP', 'FRA', 'GBR', 'ITA', 'JPN', 'NLD', 'SWE', 'USA']),
    (random) => random.pick(['at', 'au', 'ca', 'ch', 'de', 'es', 'fr', 'gb', 'it', 'jp', 'nl', 'se', 'us']),
  ],
};

export const LANGUAGE: Format = {
  shapes: [
    (random) =>
      random.pick(['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'fi', 'pl', 'ja', 'ko', 'zh']),
    (random) =>
      random.pick(['en-GB', 'en-US', 'de-DE', 'fr-FR', 'es-ES', 'it-IT', 'nl-NL', 'pt-BR', 'sv-SE']),
    (random) =>
      random.pick(['en_GB', 'en_US', 'de_DE', 'fr_FR', 'es_ES', 'it_IT', 'nl_NL', 'pt_BR', 'sv_SE']),
  ],
};

export const LOCALE: Format = { shapes: LANGUAGE.shapes.slice(1) };

export const CURRENCY: Format = oneOf([
  'AUD',
  'BRL',
  'CAD',
  'CHF',
  'DKK',
  'EUR',
  'GBP',
  'INR',
  'JPY',
  'NOK',
  'NZD',
  'PLN',
  'SEK',
  'USD',
]);

export const HTTP_METHOD: Format = oneOf(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

export const TIME_ZONE: Format = oneOf([
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Paris',
  'Europe/Madrid',
  'America/New_York',
  'America/Chicago',
  'America/Sao_Paulo',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Australia/Sydney',
]);

export const MEDIA_TYPE: Format = oneOf([
  'application/json',
  'application/pdf',
  'image/png',
  'image/jpeg',
  'text/plain',
  'text/html',
  'text/csv',
]);

export const POSTAL_CODE: Format = oneOf([
  '10115',
  '20095',
  '30301',
  '50667',
  '60601',
  '75001',
  '80331',
  '90210',
  '94103',
  '98101',
]);

export const REGEX: Format = {
  shapes: [
    (random) =>
      random.pick(['^[a-z]+$', '^[A-Z]{2,3}$', '^[0-9]{4}$', '^[a-z0-9-]+$', '^v[0-9]+$', '\\d+', '[a-z]+']),
    // Plain letters are a regular expression too, of any length.
    (random, _now, room) => lettersOf(within(8, room), random),
  ],
};
