/**
 * Collections of real descriptions that do not work as they should, and why: what is said of them begins like this.
 * Where a request is refused, no answer could have shown what was sent.
 */
export const knownStateMisses: Readonly<Record<string, readonly string[]>> = {
  // Its list asks for one thing of each collection's in the path, which no list of that kind gives.
  'xero-accounting': ['/Contacts/{ContactNumber}/Attachments list: status 422'],
  // Two lists share a path: what is deleted from one is in the other.
  'xero-files': ['/Folders read after delete: status 200'],
  // The answer's links differ from those of the request in their form.
  'influxdb-oss': ['/buckets/{bucketID}/owners create: status 400'],
  // The documented answer cannot be made at all.
  'guru-maif-local-otoroshi': ['/api/verifiers create: status 500', '/api/verifiers list: it is empty'],
  // What GET shows is documented as a list of several.
  'mx-platform': ['/users/{user_guid}/goals read', '/users/{user_guid}/notifications read'],
  'guru-vestorly-com': ['/custom_feed_filters read'],
  // Nobody knows yet.
  'guru-traccar-org': ['/positions list: it is empty'],
  'ogen-superset': ['/api/v1/report/{pk}/log list: it is empty'],
  'twilio-api-v2010': ['/2010-04-01/Accounts/{Sid}/Conferences/{Sid}/Participants '],
  // The request names no more than ids of what the answer shows whole.
  'github-api': [
    '/user/migrations create: status 422',
    '/enterprises/{enterprise}/actions/oidc/customization/properties/repo create: status 422',
  ],
};
