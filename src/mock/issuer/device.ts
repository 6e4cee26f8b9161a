import { authenticateClient } from './clients.ts';
import { chosenUser, devicePage, messagePage, refusal } from './pages.ts';
import { jsonResponse, notStored, readForm, sha256 } from './protocol.ts';
import type { Device, IssuerState } from './state.ts';

const lifetime = 600;
/** Without vowels, so that no words come about (RFC 8628 section 6.1). */
const letters = 'BCDFGHJKLMNPQRSTVWXZ';

/** The device authorization endpoint (RFC 8628 section 3.1). */
export async function authorizeDevice(state: IssuerState, request: Request): Promise<Response> {
  const fields = await readForm(request);
  const { client } = authenticateClient(state, request, fields);
  const { randomId, pollInterval: interval } = state.settings;
  const deviceCode = randomId();
  const userCode = await userCodeOf(randomId());
  const device: Device = {
    client,
    scope: fields.get('scope'),
    user: undefined,
    asked: Number.NEGATIVE_INFINITY,
    interval,
  };
  state.devices.put(deviceCode, device, lifetime);
  state.deviceOfUser.put(plain(userCode), deviceCode, lifetime);
  const page = `${state.identifier(request)}/device`;
  const body = {
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: page,
    verification_uri_complete: `${page}?user_code=${userCode}`,
    expires_in: lifetime,
    interval,
  };
  return jsonResponse(body, 200, notStored);
}

async function userCodeOf(id: string): Promise<string> {
  const characters = [...(await sha256(id)).slice(0, 8)].map((byte) => letters[byte % letters.length]);
  return `${characters.slice(0, 4).join('')}-${characters.slice(4).join('')}`;
}

/** What people type, however they write it. */
function plain(userCode: string): string {
  return userCode.toUpperCase().replaceAll(/[^A-Z]/g, '');
}

/** The page where the user lets the device in (RFC 8628 section 3.3). */
export async function verifyDevice(state: IssuerState, request: Request): Promise<Response> {
  const { users } = state.settings;
  if (request.method !== 'POST') {
    const userCode = new URL(request.url).searchParams.get('user_code') ?? '';
    return devicePage(users, userCode, deviceFor(state, userCode)?.client.id);
  }
  const fields = await readForm(request);
  const userCode = fields.get('user_code') ?? '';
  const device = deviceFor(state, userCode);
  if (!device)
    return messagePage('Unknown code', 'No device waits with this code: it may be used or too old.', 404);
  const refused = fields.has(refusal);
  const user = state.user(fields.get(chosenUser));
  if (!refused && !user) return devicePage(users, userCode, device.client.id);
  device.user = refused ? null : user;
  state.deviceOfUser.delete(plain(userCode));
  return messagePage(
    refused ? 'The device is refused' : 'The device is connected',
    'You can close this page and go back to the device.',
  );
}

function deviceFor(state: IssuerState, userCode: string): Device | undefined {
  const deviceCode = state.deviceOfUser.get(plain(userCode));
  return deviceCode === undefined ? undefined : state.devices.get(deviceCode);
}
