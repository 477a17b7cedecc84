import { clean } from '@dwmops/core'
import { iso31662 } from 'iso-3166'
import type { Pack } from '../pack.ts'
import { countryNames } from './countries.ts'

/** How a country is written before or after washing, and whether its states are known by code or by name. */
const countries = {
  US: { texts: ['USA', 'U.S.A.', 'United States'], by: 'code' },
  CA: { texts: ['CAN'], by: 'code' },
  AU: { texts: ['AUS'], by: 'code' },
  DE: { texts: ['DEU', 'Deutschland'], by: 'name' },
  GB: { texts: ['GBR', 'UK', 'Great Britain'], by: 'name' },
} as const

/** Names in use besides those of ISO 3166-2. */
const more: Readonly<Record<string, readonly string[]>> = {
  'US-CA': ['Calif.', 'Calif'],
  'US-DC': ['D.C.', 'Washington DC', 'Washington D.C.', 'Washington, DC'],
  'US-FL': ['Fla.', 'Fla'],
  'US-MA': ['Mass.', 'Massachusets', 'Massachussetts'],
  'US-NY': ['N.Y.', 'New York State'],
  'US-NJ': ['N.J.'],
  'US-PA': ['Penn.', 'Penna.', 'Pensylvania'],
  'US-TX': ['Tex.', 'Tex'],
  'CA-BC': ['B.C.'],
  'CA-NL': ['NF', 'NFLD', 'Newfoundland'],
  'CA-ON': ['Ont.', 'Ont'],
  'CA-PE': ['P.E.I.', 'PEI'],
  'CA-QC': ['PQ', 'QUE', 'Que.', 'Québec'],
  'AU-NSW': ['N.S.W.'],
  'AU-VIC': ['Vic.'],
  'DE-BW': ['BaWü', 'Baden-Wuerttemberg', 'Baden-Wurttemberg', 'Baden Württemberg'],
  'DE-BY': ['Bavaria'],
  'DE-HE': ['Hesse'],
  'DE-MV': ['Mecklenburg-Western Pomerania', 'Mecklenburg Vorpommern'],
  'DE-NI': ['Lower Saxony'],
  'DE-NW': ['NRW', 'North Rhine-Westphalia', 'Nordrhein Westfalen'],
  'DE-RP': ['RLP', 'Rhineland-Palatinate', 'Rheinland Pfalz'],
  'DE-SN': ['Saxony'],
  'DE-ST': ['Saxony-Anhalt', 'Sachsen Anhalt'],
  'DE-TH': ['Thuringia', 'Thueringen'],
}

function stateRules(country: keyof typeof countries) {
  const { texts, by } = countries[country]
  const states = iso31662.filter(({ code }) => code.startsWith(`${country}-`))
  const names = new Map<string, string | undefined>()
  for (const { code, name } of states) {
    const short = code.slice(3)
    for (const text of [short, code, name, ...(more[code] ?? [])]) {
      const key = clean(text)
      const result = by === 'code' ? short : name
      names.set(key, names.has(key) && names.get(key) !== result ? undefined : result)
    }
  }
  const spellings = new Set([country, countryNames.get(country) ?? '', ...texts].map(clean))
  return [...spellings].flatMap((spelling) =>
    [...names].flatMap(([stateProvince, value]) =>
      value === undefined
        ? []
        : [{ fieldName: 'stateProvince', lookupVals: { country: spelling, stateProvince }, value }],
    ),
  )
}

/** States only where the country says which: CA in Canada, and CA in the United States. */
export function statePack(): Pack {
  return {
    name: 'states',
    title:
      'stateProvince: codes in US, Canada and Australia, names in Germany and the United Kingdom, where country says so',
    fields: {
      stateProvince: {
        lookup: [],
        derive: [{ type: 'deriveValue', fieldSet: ['country', 'stateProvince'], options: ['overwrite'] }],
      },
    },
    rules: { deriveValue: (Object.keys(countries) as (keyof typeof countries)[]).flatMap(stateRules) },
  }
}
