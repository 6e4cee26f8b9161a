import { isSecretName } from '../schema/index.ts';

/** The path asked for, without the values of path parameters whose names say that they are secrets. */
export function visiblePath(path: string, pathParameters: Readonly<Record<string, string>>): string {
  let visible = path;
  for (const [name, value] of Object.entries(pathParameters)) {
    if (value !== '' && isSecretName(name)) visible = visible.replaceAll(`/${value}`, '/***');
  }
  return visible;
}
