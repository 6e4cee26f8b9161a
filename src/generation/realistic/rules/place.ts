import type { Entity } from '../entity.ts';
import { type Maker, oneOf, type RuleTable } from '../rule.ts';
import { slug } from '../words.ts';

const country: Maker = (entity, random, naming) => {
  const { name, alpha2, alpha3, numeric } = naming.item
    ? random.pick(entity.source.atlas.countries)
    : entity.city.country;
  return [name, alpha2, alpha3, numeric, () => alpha2.toLowerCase(), () => alpha3.toLowerCase()];
};

const countryCode: Maker = (entity, random, naming) => {
  const { alpha2, alpha3, numeric } = naming.item
    ? random.pick(entity.source.atlas.countries)
    : entity.city.country;
  return [alpha2, alpha3, () => alpha2.toLowerCase(), () => alpha3.toLowerCase(), numeric];
};

const language: Maker = (entity, random, naming) => {
  const { language: code, alpha2 } = naming.item
    ? random.pick(entity.source.atlas.countries)
    : entity.city.country;
  return [code, `${code}-${alpha2}`, `${code}_${alpha2}`, () => entity.source.atlas.languageName(code)];
};

const locale: Maker = (entity, random, naming) => {
  const { language: code, alpha2 } = naming.item
    ? random.pick(entity.source.atlas.countries)
    : entity.city.country;
  return [`${code}-${alpha2}`, `${code}_${alpha2}`, code];
};

function address(entity: Entity): string {
  return `${entity.place.street}, ${entity.place.zip} ${entity.city.name}, ${entity.city.country.name}`;
}

const street: Maker = (entity) => entity.place.street;

export const PLACE_RULES: RuleTable = {
  'street, street address, address line, address line 1, address 1, line 1, street 1, street name, road, street line 1, thoroughfare, address street, line1, route@place':
    street,
  'address line 2, address 2, line 2, street 2, apartment, suite, unit@place, address line 3, line 3, address 3, address line 4, extended address, secondary address, apt, flat':
    (_entity, random) =>
      random.pick(['Apt. 12', 'Suite 300', '2nd floor', 'Building C', `Unit ${random.int(1, 40)}`]),
  'address, full address, postal address, formatted address, billing address, shipping address, home address, mailing address, delivery address, street address full, address text, pickup address':
    (entity) => [address(entity), entity.place.street],
  'house number, street number, building number, civic number': (entity) => entity.place.building,
  floor: (_entity, random) => String(random.int(0, 12)),
  'room, room number': (_entity, random) => String(random.int(100, 499)),
  'city, town, city name, municipality, locality, name@city, birth place, place of birth, place, hometown, capital, village, suburb, metro, place name, departure city, arrival city':
    (entity, random, naming) =>
      naming.item ? random.pick(entity.source.atlas.cities).name : entity.city.name,
  'state@place, state@hotel, state province, province, state or province, county, administrative area, region@place, state name, name@state, subdivision, prefecture, federal state, canton, district@place, region name, state@person, state@company, region@person, address state, address region':
    (entity) => [
      entity.city.state,
      entity.city.stateCode,
      `${entity.city.country.alpha2}-${entity.city.stateCode}`,
    ],
  'state code, province code, region code, subdivision code, iso region, code@state': (entity) => [
    entity.city.stateCode,
    `${entity.city.country.alpha2}-${entity.city.stateCode}`,
  ],
  'zip, zip code, postal code, postcode, postal, zip postal code, postal zip, plz, pincode, pin code': (
    entity,
  ) => [
    entity.place.zip,
    () =>
      entity.place.zip
        .replace(/[^0-9]/g, '')
        .padEnd(5, '0')
        .slice(0, 5),
    '10115',
  ],
  'country, country name, name@country, nation, country of birth, country of origin, origin country, destination country, common name@country, residence country':
    country,
  'country code, iso country, country iso, country iso code, country alpha2, alpha2, alpha 2, iso country code, code@country, iso 2, iso2, cca2, country id, market, home market, iso code@country, region code@country, country short':
    countryCode,
  'alpha3, alpha 3, cca3, country code 3, iso 3, iso3, country alpha3': (entity) =>
    entity.city.country.alpha3,
  'numeric code, ccn3, country numeric': (entity) => entity.city.country.numeric,
  continent: oneOf('Europe|Asia|Africa|North America|South America|Oceania'),
  region: (entity, random, naming) =>
    naming.kind === 'place' || naming.kind === 'person'
      ? entity.city.state
      : random.pick([
          'eu-central-1',
          'eu-west-1',
          'us-east-1',
          'us-west-2',
          'ap-southeast-1',
          'ap-northeast-1',
        ]),
  'latitude, lat': (entity) => String(entity.place.latitude),
  'longitude, long': (entity) => String(entity.place.longitude),
  'coordinate, lat lng, latlng, geolocation, geo, latlong, position@place, geo point, gps, location@coordinate':
    (entity) => `${entity.place.latitude},${entity.place.longitude}`,
  'location, location name, place of performance, venue, destination, origin@place, departure, arrival, geographic location, area':
    (entity, random, naming) =>
      naming.item
        ? random.pick(entity.source.atlas.cities).name
        : [`${entity.city.name}, ${entity.city.country.name}`, entity.city.name],
  'venue name, name@place': (entity, random) =>
    `${entity.city.name} ${random.pick(['Central', 'North', 'Old Town', 'Harbor', 'West', 'Campus'])}`,
  directions: () => 'From the station two stops by tram, then three minutes on foot.',
  'language, language code, lang code, preferred language, native language, default language, spoken language, display language, source language, target language, iso 639 1, code@language':
    (entity, random, naming) =>
      naming.kind === 'repository' || naming.kind === 'commit'
        ? entity.code.language
        : language(entity, random, naming),
  'language name, name@language': oneOf('English|German|French|Spanish|Portuguese|Japanese|Hindi|Arabic'),
  'locale, culture, language tag, locale code, lcid, ietf tag, default locale, language locale, bcp 47':
    locale,
  'city slug': (entity) => slug(entity.city.name),
  'airport code, iata, iata code, origin airport, destination airport, code@airport, departure airport, arrival airport':
    (entity, random) => entity.source.english(random).airline.airport().iataCode,
  'airport, airport name, name@airport': (entity, random) =>
    entity.source.english(random).airline.airport().name,
  'airline, airline name, name@airline, carrier@flight': (entity, random) =>
    entity.source.english(random).airline.airline().name,
  'airline code, code@airline, carrier code@airline': (entity, random) =>
    entity.source.english(random).airline.airline().iataCode,
  'flight number, flight, flight no': (_entity, random) =>
    `${random.pick(['LH', 'BA', 'UA', 'AF', 'KL', 'SQ'])}${random.int(100, 2999)}`,
  'seat, seat number': (_entity, random) =>
    `${random.int(1, 38)}${random.pick(['A', 'B', 'C', 'D', 'E', 'F'])}`,
  'gate, gate number': (_entity, random) => `${random.pick(['A', 'B', 'C', 'D'])}${random.int(1, 48)}`,
  'terminal@airport, terminal': (_entity, random) => String(random.int(1, 4)),
  'vin, vehicle identification number': (_entity, random) =>
    `1HGCM82633A${String(random.int(0, 999_999)).padStart(6, '0')}`,
  'license plate, plate number, registration number, number plate, vehicle registration, vrm': (
    _entity,
    random,
  ) =>
    `${random.pick(['B', 'M', 'HH', 'K'])}-${random.pick(['AB', 'XY', 'MN', 'KL'])} ${random.int(100, 9999)}`,
  'make, make@vehicle, vehicle make, car make, manufacturer@vehicle, brand@vehicle': (entity, random) =>
    entity.source.english(random).vehicle.manufacturer(),
  'model@vehicle, vehicle model, car model, name@vehicle': (entity, random) =>
    entity.source.english(random).vehicle.model(),
  'fuel, fuel type': oneOf('petrol|diesel|electric|hybrid'),
  'station, station name, stop, stop name': (entity, random) =>
    `${entity.city.name} ${random.pick(['Central', 'Airport', 'North', 'Market Square'])}`,
};
