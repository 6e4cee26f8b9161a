import { CITIES, COUNTRIES } from './gazetteer.ts';

/** A country by ISO 3166-1, with its ISO 4217 currency, main language, calling code and nationality. */
interface Country {
  readonly alpha2: string;
  readonly alpha3: string;
  readonly numeric: string;
  readonly name: string;
  readonly currency: string;
  readonly language: string;
  readonly dial: string;
  readonly nationality: string;
}

/** A real city. `zip` is a pattern: `#` a digit, `?` a letter. */
export interface City {
  readonly name: string;
  readonly country: Country;
  readonly state: string;
  /** Second part of the ISO 3166-2 code. */
  readonly stateCode: string;
  readonly zip: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly timezone: string;
}

/** Where people of a locale without a country in its name live most. */
const HOMES: Readonly<Record<string, string>> = {
  ar: 'AE EG',
  az: 'AZ',
  cy: 'GB',
  da: 'DK',
  de: 'DE',
  dv: 'MV',
  el: 'GR',
  es: 'ES',
  fa: 'IR',
  fi: 'FI',
  fr: 'FR',
  he: 'IL',
  hr: 'HR',
  hu: 'HU',
  hy: 'AM',
  it: 'IT',
  ja: 'JP',
  ko: 'KR',
  ku: 'IQ',
  lv: 'LV',
  mk: 'MK',
  ne: 'NP',
  nl: 'NL',
  pl: 'PL',
  ro: 'RO',
  ru: 'RU',
  sk: 'SK',
  sv: 'SE',
  th: 'TH',
  tr: 'TR',
  uk: 'UA',
  ur: 'PK',
  vi: 'VN',
};

export interface Atlas {
  /** Cities of the whole world. */
  readonly cities: readonly City[];
  /** Those of the locale's own country; never empty. */
  readonly home: readonly City[];
  readonly countries: readonly Country[];
  readonly byCode: ReadonlyMap<string, Country>;
  readonly byCity: ReadonlyMap<string, City>;
  /** In English: `German` for `de`. */
  languageName(code: string): string;
}

export function createAtlas(locale: string): Atlas {
  const countries = rows(COUNTRIES).map(
    ([
      alpha2 = '',
      alpha3 = '',
      numeric = '',
      name = '',
      currency = '',
      language = '',
      dial = '',
      nationality = '',
    ]) => ({
      alpha2,
      alpha3,
      numeric,
      name,
      currency,
      language,
      dial,
      nationality,
    }),
  );
  const byCode = new Map(countries.map((country) => [country.alpha2, country]));
  const cities = rows(CITIES).map(
    ([name = '', code = '', state = '', stateCode = '', zip = '', latitude, longitude, timezone = '']) => ({
      name,
      country: byCode.get(code) as Country,
      state,
      stateCode,
      zip,
      latitude: Number(latitude),
      longitude: Number(longitude),
      timezone,
    }),
  );
  const [language = '', region = ''] = locale.split('_');
  const codes = /^[A-Z]{2}$/.test(region) ? [region] : (HOMES[language]?.split(' ') ?? []);
  let names: Intl.DisplayNames | undefined;
  const home = cities.filter((city) => codes.includes(city.country.alpha2));
  return {
    cities,
    home: home.length > 0 ? home : cities,
    countries,
    byCode,
    byCity: new Map(cities.map((city) => [city.name, city])),
    languageName: (code) => (names ??= new Intl.DisplayNames('en', { type: 'language' })).of(code) ?? code,
  };
}

function rows(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('|'));
}
