import type { IssuerUser } from './options.ts';
import type { Fields } from './protocol.ts';

/** The names of our own buttons, which no parameter of a client has. */
export const chosenUser = 'standin_user';
export const refusal = 'standin_refuse';

/** Asks who is there. The fields go along as they came. */
export function choicePage(users: readonly IssuerUser[], client: string, fields: Fields): Response {
  return page(
    'Who are you?',
    `<p>The application <b>${escaped(client)}</b> asks for access.</p>${form(fields, userButtons(users))}`,
  );
}

/** Where somebody lets a device in (RFC 8628 section 3.3). */
export function devicePage(
  users: readonly IssuerUser[],
  userCode: string,
  client: string | undefined,
): Response {
  const code = `<p><label>Code <input name="user_code" value="${escaped(userCode)}" required autofocus></label></p>`;
  const buttons = client === undefined ? '<button>Go on</button>' : userButtons(users);
  const asks =
    client === undefined
      ? '<p>Enter the code that the device shows.</p>'
      : `<p>The device <b>${escaped(client)}</b> asks for access. Does it show this code?</p>`;
  return page('Connect a device', asks + form(new Map(), code + buttons));
}

export function messagePage(title: string, text: string, status = 200): Response {
  return page(title, `<p>${escaped(text)}</p>`, status);
}

/** Sends the fields on without being seen (OAuth 2.0 Form Post Response Mode, section 2). */
export function forwardPage(target: URL, fields: Fields): Response {
  const action = ` action="${escaped(target.href)}"`;
  return page(
    'One moment',
    `${form(fields, '<button>Go on</button>', action)}<script>document.forms[0].submit()</script>`,
    200,
    "script-src 'unsafe-inline'",
  );
}

function userButtons(users: readonly IssuerUser[]): string {
  const buttons = users.map(
    ({ name }) => `<button name="${chosenUser}" value="${escaped(name)}">${escaped(name)}</button>`,
  );
  return `${buttons.join('\n')}\n<button name="${refusal}" value="1">Refuse</button>`;
}

function form(fields: Fields, content: string, action = ''): string {
  const hidden = [...fields].map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  return `<form method="post"${action}>${hidden.join('')}${content}</form>`;
}

function page(title: string, content: string, status = 200, policy = ''): Response {
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 24rem; margin: 15vh auto; padding: 0 1rem }
button, input { font: inherit; padding: .4rem 1rem; margin: .2rem 0 }
button { display: block; width: 100% }
</style>
<h1>${escaped(title)}</h1>
${content}
</html>
`;
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; ${policy}`,
    },
  });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
