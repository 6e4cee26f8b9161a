import type { Faker } from '@faker-js/faker';
import { StandinError } from '../../errors.ts';

/** The locales that faker ships. */
export const LOCALES: readonly string[] =
  'af_ZA ar az bn_BD cs_CZ cy da de de_AT de_CH dv el en en_AU en_AU_ocker en_BORK en_CA en_GB en_GH en_HK en_IE en_IN en_NG en_NP en_US en_ZA eo es es_MX fa fi fr fr_BE fr_CA fr_CH fr_LU fr_SN he hr hu hy id_ID it ja ka_GE ko ku_ckb ku_kmr_latin lv mk mn_MN_cyrl nb_NO ne nl nl_BE pl pt_BR pt_PT ro ro_MD ru sk sl_SI sr_RS_latin sv ta_IN th tr uk ur uz_UZ_latin vi yo_NG zh_CN zh_TW zu_ZA'.split(
    ' ',
  );

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

/** The class and the definitions of one locale; only that locale and the ones it falls back to are loaded. */
export async function loadLocale(locale: string): Promise<Faker> {
  const module = (await import(`@faker-js/faker/locale/${locale}`)) as { faker: Faker };
  return module.faker;
}
