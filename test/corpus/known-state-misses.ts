/**
 * Collections of real descriptions that do not work as they should, and why: what is said of them begins like this.
 * Where a request is refused, no answer could have shown what was sent.
 */
export const knownStateMisses: Readonly<Record<string, readonly string[]>> = {
  // Its list asks for one thing of each collection's in the path, which no list of that kind gives.
  'xero-accounting': ['/Contacts/{ContactNumber}/Attachments list: status 422'],
  // The documented answer cannot be made at all.
  'guru-maif-local-otoroshi': ['/api/verifiers create: status 500', '/api/verifiers list: it is empty'],
  // Its first type is GPX, of which nothing is read here.
  'guru-traccar-org': ['/positions list: it is empty'],
  // No list shows a report's key, so that a new one is asked, which has no log yet.
  'ogen-superset': ['/api/v1/report/{pk}/log list: it is empty'],
  // What its example would make is there at first.
  'github-api': ['/enterprises/{enterprise}/actions/oidc/customization/properties/repo create: status 422'],
};
