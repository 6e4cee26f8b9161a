import { expect, test } from 'vitest';
import type { Entity } from '../../../src/generation/realistic/realism.ts';
import { NOW, realism, stream, subject, text } from './believable.ts';

const en = await realism();

function read(entity: Entity, owner: string, name: string, formats: string[] = []): string {
  return (
    en.compileString(subject(name, owner), text({ formats }))?.(entity, stream('value').fork(name)) ?? ''
  );
}

test.each(Array.from({ length: 20 }, (_, index) => index))(
  'the properties of one user agree (%i)',
  (index) => {
    const entity = en.entity(stream(index), 'User');
    const [first, last] = [read(entity, 'User', 'first_name'), read(entity, 'User', 'lastName')];
    expect(read(entity, 'User', 'name')).toBe(`${first} ${last}`);
    const plain = (part: string): string => part.toLowerCase().replace(/[^a-z]/g, '');
    expect(read(entity, 'User', 'email', ['email'])).toMatch(
      new RegExp(`^${plain(first)}\\.${plain(last)}@`),
    );
    const [created, updated] = [
      read(entity, 'User', 'created_at'),
      read(entity, 'User', 'updatedAt', ['date-time']),
    ];
    expect(Date.parse(created)).toBeLessThan(Date.parse(updated));
    expect(Date.parse(updated)).toBeLessThan(NOW);
    expect(Date.parse(read(entity, 'User', 'expires_at'))).toBeGreaterThan(NOW);
  },
);

test.each(Array.from({ length: 20 }, (_, index) => index))(
  'the properties of one address agree (%i)',
  (index) => {
    const entity = en.entity(stream(index), 'Address');
    const city = entity.source.atlas.byCity.get(read(entity, 'Address', 'city'));
    expect(city?.country.alpha2).toBe(read(entity, 'Address', 'country_code'));
    expect(city?.country.name).toBe(read(entity, 'Address', 'country'));
    expect(city?.state).toBe(read(entity, 'Address', 'state'));
    expect(city?.timezone).toBe(read(entity, 'Address', 'timezone'));
    expect(city?.country.currency).toBe(read(entity, 'Address', 'currency'));
    const latitude = Number(read(entity, 'Address', 'latitude'));
    expect(Math.abs(latitude - (city?.latitude ?? 99))).toBeLessThan(0.1);
  },
);

test.each([
  ['Article', 'title', 'slug'],
  ['Repository', 'name', 'slug'],
  ['Widget', 'display_name', 'slug'],
])('the slug of %s is made of its %s', (owner, name, slug) => {
  const entity = en.entity(stream(3), owner);
  const wanted = read(entity, owner, name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  expect(read(entity, owner, slug)).toBe(wanted);
});

test('the properties of a license agree', () => {
  for (let i = 0; i < 10; i++) {
    const entity = en.entity(stream(i), 'License');
    const id = read(entity, 'License', 'spdx_id');
    expect(read(entity, 'License', 'key')).toBe(id.toLowerCase());
    expect(read(entity, 'License', 'name').charAt(0)).toBe(id.charAt(0));
  }
});

test('the properties of a role agree with each other and not with the object', () => {
  const order = en.entity(stream(1), 'Order');
  const name = read(order, 'Order', 'customer_name');
  expect(read(order, 'Order', 'customer_first_name')).toBe(name.split(' ')[0]);
  expect(read(order, 'Order', 'manager_name')).not.toBe(name);
  const user = en.entity(stream(1), 'User');
  expect(read(user, 'User', 'manager_name')).not.toBe(read(user, 'User', 'name'));
  expect(read(user, 'User', 'user_name')).toBe(read(user, 'User', 'username'));
});

test('a profile within a user speaks of the user', () => {
  const user = en.entity(stream(1), 'User');
  const profile = en.entity(stream(2), 'profile', user);
  expect(read(profile, 'profile', 'full_name')).toBe(read(user, 'User', 'name'));
});

test('an address within a user names the user, and lies where it lies', () => {
  const user = en.entity(stream(1), 'User');
  const [home, work] = [
    en.entity(stream(5), 'HomeAddress', user),
    en.entity(stream(6), 'work_address', user),
  ];
  expect(read(home, 'HomeAddress', 'full_name')).toBe(read(user, 'User', 'name'));
  expect(read(home, 'HomeAddress', 'street')).not.toBe(read(work, 'work_address', 'street'));
});

test.each([
  ['Contact', 'ContactList'],
  ['Profile', 'profiles'],
  ['Address', undefined],
])('a %s within %s has facts of its own', (owner, around) => {
  const list = en.entity(stream(1), around);
  const [one, two] = [en.entity(stream(2), owner, list), en.entity(stream(3), owner, list)];
  expect(read(one, owner, 'full_name')).not.toBe(read(two, owner, 'full_name'));
});

test('a user within an order is somebody', () => {
  const order = en.entity(stream(1), 'Order');
  const [one, two] = [en.entity(stream(2), 'User', order), en.entity(stream(3), 'User', order)];
  expect(read(one, 'User', 'name')).not.toBe(read(two, 'User', 'name'));
});

test('a city in another locale lies in its country most of the time', async () => {
  const de = await realism('de');
  const codes = Array.from({ length: 50 }, (_, i) => de.entity(stream(i), 'Address').city.country.alpha2);
  expect(codes.filter((code) => code === 'DE').length).toBeGreaterThan(30);
});

test('items of a list differ', () => {
  const make = en.compileString(subject('emails', 'User', { item: true }), text({ formats: ['email'] }));
  const entity = en.entity(stream(1), 'User');
  const made = Array.from({ length: 10 }, (_, i) => make?.(entity, stream(1).fork(i)));
  expect(new Set(made).size).toBeGreaterThan(7);
});
