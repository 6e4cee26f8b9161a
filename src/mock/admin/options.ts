export interface AdminOptions {
  /**
   * Asked for as a bearer token (RFC 6750) of every request below `/__standin/`. Without it, only those of this machine
   * itself are answered.
   */
  token?: string;
}

/** Undefined: there is no administration. */
export function resolveAdmin(option: boolean | AdminOptions | undefined): AdminOptions | undefined {
  if (option === false) return undefined;
  return option === true || option === undefined ? {} : option;
}

/** Is a path one of the administration's? */
export function isAdminPath(path: string): boolean {
  return path.startsWith('/__standin/') && /^\/__standin\/(?:openapi\.json$|sessions(?:\/|$))/.test(path);
}
