import type { Api, Operation, SecurityScheme } from '../model/index.ts';

export interface NewSuite {
  /** The description, as seen from the suite's folder. */
  readonly description: string;
  /** The schema's address for editors, as seen from there. */
  readonly schema: string;
}

/**
 * The text of a first suite: targets of the description's servers, behind one on this machine, so that nothing is sent to
 * anybody else's unless asked for; credentials of its security schemes, from the environment.
 */
export function writeSuite(api: Api, { description, schema }: NewSuite): string {
  const needed = schemesNeeded(api.operations);
  const [main, ...others] = needed;
  const lines = [
    `# yaml-language-server: $schema=${schema}`,
    `# Run it by: standin verify --target http://127.0.0.1:8000`,
    `description: ${quoted(description)}`,
    '',
    '# The first is meant where no --env is given. A run creates, changes and deletes things: name none that must not.',
    'targets:',
    `  local: ${quoted(`http://127.0.0.1:8000${api.servers[0]?.path ?? ''}`)}`,
    ...targetsOf(api).map(([name, url]) => `  # ${name}: ${quoted(url)}`),
    ...(main
      ? [
          '',
          '# Credentials of the caller; ${NAME} is an environment variable.',
          'auth:',
          ...indented(authOf(main)),
        ]
      : []),
    ...others.flatMap((scheme) => indented(authOf(scheme)).map((line) => `# ${line}`)),
    ...(main
      ? [
          '',
          "# Somebody else, who must not reach what is the caller's.",
          '# identities:',
          '#   other:',
          ...indented(indented(authOf(main))).map((line) => `# ${line.replaceAll('${', '${OTHER_')}`),
        ]
      : []),
    '',
    'limits:',
    '  maxCases: 100 # of each operation in each phase',
    '  # maxTime: 300 # seconds',
    '  # maxResponseTime: 500 # milliseconds, with the check response-time',
    '',
    '# What is wanted of single operations: operationId, method, tag or path with *.',
    '# operations:',
    ...exampleOf(api.operations),
    '',
    '# reporters: [console, junit=report.xml]',
  ];
  return `${lines.join('\n')}\n`;
}

/** Most needed first. */
function schemesNeeded(operations: readonly Operation[]): SecurityScheme[] {
  const counts = new Map<SecurityScheme, number>();
  for (const { security } of operations)
    for (const { scheme } of security[0]?.schemes ?? []) counts.set(scheme, (counts.get(scheme) ?? 0) + 1);
  return [...counts].toSorted(([, left], [, right]) => right - left).map(([scheme]) => scheme);
}

function targetsOf({ servers }: Api): Array<[name: string, url: string]> {
  return servers
    .filter(({ url }) => /^https?:/i.test(url))
    .map(({ url, description }, index) => [nameOf(description) || `server${index + 1}`, url]);
}

function authOf(scheme: SecurityScheme): string[] {
  const variable = (what: string) => quoted(`\${${upper(scheme.name)}_${what}}`);
  if (scheme.type === 'http' && scheme.scheme === 'basic')
    return ['basic:', `  username: ${variable('USERNAME')}`, `  password: ${variable('PASSWORD')}`];
  if (scheme.type === 'apiKey' && scheme.parameter !== undefined) {
    const place = { query: 'query', cookie: 'cookies', header: 'headers' }[scheme.in ?? 'header'];
    return [`${place}:`, `  ${quoted(scheme.parameter)}: ${variable('KEY')}`];
  }
  const flow = scheme.flows.get('clientCredentials');
  if (scheme.type === 'oauth2' && flow?.tokenUrl !== undefined)
    return [
      'oauth2:',
      `  tokenUrl: ${quoted(flow.tokenUrl)}`,
      `  clientId: ${variable('CLIENT_ID')}`,
      `  clientSecret: ${variable('CLIENT_SECRET')}`,
      ...(flow.scopes.size > 0 ? [`  scopes: [${[...flow.scopes.keys()].map(quoted).join(', ')}]`] : []),
    ];
  return [`bearer: ${variable('TOKEN')}`];
}

function exampleOf(operations: readonly Operation[]): string[] {
  const operation = operations.find(({ parameters }) =>
    parameters.some(({ in: location }) => location === 'path'),
  );
  const [parameter] = operation?.parameters.filter(({ in: location }) => location === 'path') ?? [];
  if (!operation || !parameter) return ['#   getThing: { maxResponseTime: 300 }'];
  return [
    `#   ${quoted(operation.id)}:`,
    '#     maxResponseTime: 300',
    `#     data: { parameters: { ${quoted(parameter.name)}: 7 } }`,
  ];
}

function upper(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/\W+/g, '_')
    .replace(/^(?=\d)/, '_')
    .toUpperCase();
}

/** Of a server's description, if it is a word or two. */
function nameOf(description: string | undefined): string {
  const words = (description ?? '').toLowerCase().match(/[a-z\d]+/g) ?? [];
  return words.slice(0, 2).join('-');
}

/** JSON is YAML: quotes where there may be something to be misread. */
function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) && !/^[\d-]|^\.\d|^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
