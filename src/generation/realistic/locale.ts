import type { Faker } from '@faker-js/faker';
import { StandinError } from '../../errors.ts';
import { LOCALE_LOADERS, type Loader } from './locale-loaders.ts';

/** The locales that faker ships. */
export const LOCALES: readonly string[] = Object.keys(LOCALE_LOADERS);

/**
 * The locale of that name as faker spells it: `pt-BR` gives `pt_BR`, `de_DE` gives `de`, `cs` gives `cs_CZ`.
 * @throws StandinError `unknown-locale`, naming the nearest ones.
 */
export function resolveLocale(name: string): string {
  const wanted = name.trim().replaceAll('-', '_').replace(/\..*$/, '').toLowerCase();
  const language = wanted.split('_')[0] ?? '';
  const found =
    LOCALES.find((locale) => locale.toLowerCase() === wanted) ??
    (wanted === `${language}_${language}` || wanted === 'en_us'
      ? LOCALES.find((locale) => locale === language)
      : undefined) ??
    (wanted === language
      ? LOCALES.find((locale) => locale.toLowerCase().split('_')[0] === (MACRO[language] ?? language))
      : undefined);
  if (found !== undefined) return found;
  const near = LOCALES.filter((locale) => locale.toLowerCase().startsWith(language.slice(0, 2)));
  const choice = near.length > 0 && language.length >= 2 ? near : LOCALES;
  throw new StandinError(
    `Failed to load the locale ${JSON.stringify(name.slice(0, 40))}: faker ships no such locale. Use ${choice.length > 1 ? 'one of ' : ''}${choice.join(', ')}.`,
    { code: 'unknown-locale' },
  );
}

/** Language codes that faker files under another one. */
const MACRO: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb', zh: 'zh', ku: 'ku' };

/** The class and the definitions of one locale that `resolveLocale` gave; only it and what it falls back to are loaded. */
export async function loadLocale(locale: string): Promise<Faker> {
  const module = await (LOCALE_LOADERS[locale] as Loader)();
  return module.faker;
}
