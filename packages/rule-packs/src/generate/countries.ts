import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { clean } from '@dwmops/core'
import type { Pack } from '../pack.ts'

const require = createRequire(import.meta.url)

/** Languages of i18n-iso-countries whose names are taken. */
const languages =
  'en de fr es it pt nl da sv no fi pl cs sk hu ro bg el tr ru uk hr sr sl et lv lt ja ko zh ar he hi th vi id ms'.split(
    ' ',
  )

type Names = Readonly<Record<string, string | readonly string[]>>

function namesIn(language: string): Names {
  const file = require.resolve(`i18n-iso-countries/langs/${language}.json`)
  return JSON.parse(readFileSync(file, 'utf8')).countries
}

/** Names in use that no list has, and slips of the pen. */
const more: Readonly<Record<string, readonly string[]>> = {
  AU: ['Austrailia', 'Austalia'],
  BR: ['Brasilien', 'Brazi'],
  CA: ['Cananda', 'Candada'],
  CH: ['Switzerand', 'Swizerland'],
  CZ: ['Czech'],
  DE: ['Germnay', 'Gemany', 'BRD', 'Bundesrepublik Deutschland', 'Federal Republic of Germany'],
  FR: ['Farnce'],
  GB: ['England', 'Scotland', 'Wales', 'Northern Ireland', 'U.K.', 'United Kindom', 'Untied Kingdom'],
  NL: ['Holland', 'The Netherlands', 'Netherland', 'Neatherlands'],
  NZ: ['New Zeland'],
  PH: ['Phillipines', 'Philipines', 'The Philippines'],
  RU: ['Russia'],
  SG: ['Singapur', 'Singapour'],
  US: ['U.S.A', 'Unites States', 'Untied States', 'United Sates', 'United Staes', 'The United States'],
  ZA: ['South Afrika', 'RSA'],
}
const shortNames: ReadonlySet<string> = new Set(['UK', 'USA', 'US', 'UAE', 'BRD', 'RSA', 'U.S.', 'U.K.'])

/** One country in some language, and in others a larger place of two of them. */
const ambiguous: readonly string[] = ['Guiana', 'Guayana', 'Saint Martin', 'Saint-Martin']

/** Where i18n-iso-countries has the name in full, a former one or one in ASCII first: a name in use is not to become that. */
const shortEnglishNames: Readonly<Record<string, string>> = {
  CI: "Côte d'Ivoire",
  CN: 'China',
  CV: 'Cabo Verde',
  CZ: 'Czechia',
  FM: 'Micronesia',
  GM: 'Gambia',
  IR: 'Iran',
  MD: 'Moldova',
  MK: 'North Macedonia',
  PS: 'Palestine',
  RE: 'Réunion',
  TW: 'Taiwan',
  TZ: 'Tanzania',
}

/** Countries by ISO 3166-1 alpha-2 code with their English names, most of which are those of i18n-iso-countries. */
export const countryNames: ReadonlyMap<string, string> = new Map(
  Object.entries(namesIn('en')).map(([code, names]) => [
    code,
    shortEnglishNames[code] ?? [names].flat()[0] ?? code,
  ]),
)

/** Every text that means one country, and no other, by its comparison text. */
function countriesByText(): Map<string, string> {
  const { codes } = {
    codes: JSON.parse(readFileSync(require.resolve('i18n-iso-countries/codes.json'), 'utf8')) as string[][],
  }
  const found = new Map<string, Set<string>>()
  const add = (text: string, code: string) => {
    const key = clean(text)
    found.set(key, (found.get(key) ?? new Set()).add(code))
  }
  for (const language of languages)
    for (const [code, names] of Object.entries(namesIn(language)))
      for (const name of [names].flat()) if (isSafe(name)) add(name, code)
  for (const [code, names] of Object.entries(more)) for (const name of names) add(name, code)
  const byText = new Map(
    [...found].flatMap(([text, of]) => (of.size === 1 ? [[text, [...of][0] ?? '']] : [])) as [
      string,
      string,
    ][],
  )
  for (const text of ambiguous) byText.delete(clean(text))
  for (const [alpha2 = '', alpha3 = ''] of codes)
    if (countryNames.has(alpha2)) byText.set(alpha2, alpha2).set(alpha3, alpha2)
  for (const [code, name] of countryNames) byText.set(clean(name), code)
  return byText
}

/** Two or three Latin letters are codes, except for those that everybody writes. */
function isSafe(name: string): boolean {
  return shortNames.has(clean(name)) || !/^[\p{Script=Latin}. ]{0,4}$/u.test(name) || clean(name).length > 3
}

export function countryPacks(): Pack[] {
  const byText = [...countriesByText()].toSorted(([one], [other]) => (one < other ? -1 : 1))
  const rules = (resultOf: (code: string) => string) =>
    byText.map(([find, code]) => ({ fieldName: 'country', find, replace: resultOf(code) }))
  const fields = { country: { lookup: ['normLookup'], derive: [] } } as const
  return [
    {
      name: 'countries',
      title: 'country: names in 35 languages, ISO codes and common slips become the short name in English',
      fields,
      rules: { normLookup: rules((code) => countryNames.get(code) ?? code) },
    },
    {
      name: 'country-codes',
      title: 'country: the same become the ISO 3166-1 alpha-2 code (in place of countries)',
      fields,
      rules: { normLookup: rules((code) => code) },
    },
  ]
}
