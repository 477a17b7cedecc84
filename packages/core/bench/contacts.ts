import { SeededRandom } from '@dwmops/seeded-random'
import { readLines, type Vector } from '../src/conformance/test-data.ts'

/** Fields that are blank in every contact, so that 22 of the 39 are filled. */
const blankFields = [
  'address3',
  'fax',
  'salutation',
  'persona',
  'subRegion',
  'superRegion',
  'companySize',
  'vertical',
  'coreBasedStatisticalArea',
  'combinedStatisticalArea',
  'visitorCountryDNS',
  'companyDemandBase',
  'industryDemandBase',
  'annualRevenueDemandBase',
  'numberOfEmployeesDemandBase',
  'SystemExternalProcessingFlags',
  'languagePreference',
]

/** Fields in which hardly two contacts are alike; all others have values out of the golden contacts, messy ones included. */
const ownFields: Record<string, (random: SeededRandom, number: number) => string> = {
  ContactID: (_, number) => String(number),
  emailAddress: (random, number) =>
    `${word(random)}.${word(random)}${number}@example.${random.pick(['com', 'org', 'de'])}`,
  firstName: (random) => word(random),
  lastName: (random) => word(random),
  busPhone: (random) => `(${digits(random, 3)}) ${digits(random, 3)}-${digits(random, 4)}`,
  mobilePhone: (random) => `+1 ${digits(random, 10)}`,
  address1: (random) =>
    `${random.between(0, 9998)} ${word(random)} ${random.pick(['St', 'Ave', 'Street', 'road'])}`,
  address2: (random) => `Suite ${random.between(0, 2999)}`,
  company: (random) => `${word(random)} ${word(random)}${random.pick([' Inc.', ' GmbH', '', ' LLC'])}`,
  zipPostalCode: (random) => digits(random, 5),
}

/** Full contacts: 39 keys, 22 of them filled; parsed from JSON, as contacts come to a washer. */
export function makeContacts(count: number, seed: number): Record<string, string>[] {
  const random = new SeededRandom(seed)
  const vectors = readLines<Vector>('golden/vectors.jsonl')
  const names = Object.keys(vectors.find(({ record }) => Object.keys(record).length === 39)?.record ?? {})
  const pools = new Map(names.map((name) => [name, filledValues(vectors, name)]))
  return Array.from({ length: count }, (_, number) => {
    const contact: Record<string, string> = {}
    for (const name of names) {
      if (blankFields.includes(name)) contact[name] = ''
      else contact[name] = ownFields[name]?.(random, number) ?? random.pick(pools.get(name) ?? []) ?? ''
    }
    return JSON.parse(JSON.stringify(contact))
  })
}

function filledValues(vectors: readonly Vector[], name: string): string[] {
  const values = vectors.map(({ record }) => record[name])
  return values.filter((value): value is string => typeof value === 'string' && value !== '')
}

function word(random: SeededRandom): string {
  const syllables = ['ba', 'lin', 'do', 'mer', 'ka', 'ton', 'rei', 'su', 'vel', 'ni', 'gor', 'pa']
  const text = Array.from({ length: 2 + random.between(0, 1) }, () => random.pick(syllables)).join('')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function digits(random: SeededRandom, count: number): string {
  return Array.from({ length: count }, () => random.between(0, 9)).join('')
}
