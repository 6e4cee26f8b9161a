/** The URL of one entity of the list at `list`, whose query is left out; with a trailing slash where the list has one. */
export function entityUrl(list: string, key: string | number): string {
  const path = list.replace(/[?#].*$/, '');
  const id = encodeURIComponent(String(key));
  return path.endsWith('/') ? `${path}${id}/` : `${path}/${id}`;
}
