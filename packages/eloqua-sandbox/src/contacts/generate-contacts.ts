import { SeededRandom } from '@dwmops/seeded-random'
import { contactIdKey } from '../catalog/contact-catalog.ts'
import {
  companyEndings,
  companyWords,
  flags,
  headcounts,
  industries,
  languages,
  revenues,
} from './company-pools.ts'
import { departments, firstNames, lastNames, salutations, titles } from './person-pools.ts'
import { places, secondLines, streets } from './place-pools.ts'

const domains = ['example.com', 'example.org', 'example.net'] as const
/** ids start here, so that they look like ids and not like row numbers */
const firstId = 100_001
const seedStep = 2_654_435_761

/**
 * Makes up contacts with dirty names, states, zips, titles and revenues, by field key. The same seed makes the same
 * contacts, and the nth is the same however many there are. Addresses are unique but for their case and of the example domains;
 * a part of them holds capitals.
 */
export function* generateContacts(
  count: number,
  seed: number,
  mixedCaseShare = 0,
): Generator<Record<string, string>> {
  for (let number = 0; number < count; number += 1) {
    const random = new SeededRandom(Math.imul(seed, seedStep) ^ Math.imul(number + 1, 40_503))
    const contact = madeContact(number, random)
    yield random.chance(mixedCaseShare)
      ? { ...contact, emailAddress: withCapitals(contact['emailAddress'] ?? '', random) }
      : contact
  }
}

/** The same address as people and forms spell it too. */
function withCapitals(address: string, random: SeededRandom): string {
  const [name = '', domain = ''] = address.split('@')
  const capitals = name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase())
  const spellings = [
    `${capitals}@${domain}`,
    `${capitals}@${domain}`,
    address.toUpperCase(),
    `${name}@${domain.charAt(0).toUpperCase()}${domain.slice(1)}`,
  ] as const
  return random.pick(spellings)
}

function madeContact(number: number, random: SeededRandom): Record<string, string> {
  const firstName = random.pick(firstNames)
  const lastName = random.pick(lastNames)
  return {
    [contactIdKey]: String(firstId + number),
    emailAddress: `${plain(firstName)}.${plain(lastName)}.${number + 1}@${random.pick(domains)}`,
    salutation: random.pick(salutations),
    firstName,
    lastName,
    ...madeNumbers(random),
    ...madePlace(random),
    ...madeWork(random),
  }
}

function madeNumbers(random: SeededRandom): Record<string, string> {
  const phone = () =>
    digits(random.pick(['', '(555) 01#-####', '+1 555 01# ####', '55501#####', '1-555-01#-####']), random)
  return { busPhone: phone(), mobilePhone: phone(), fax: random.chance(0.8) ? '' : phone() }
}

function madePlace(random: SeededRandom): Record<string, string> {
  const place = random.pick(places)
  return {
    address1: `${random.between(1, 999)} ${random.pick(streets)}`,
    address2: random.pick(secondLines),
    city: spelled(place.city, random),
    stateProvince: random.pick(place.states),
    zipPostalCode: zipOf(place.zip, random),
    country: random.chance(0.1) ? '' : random.pick(place.countries),
    visitorCountryIP: random.chance(0.6) ? '' : place.countries[0],
  }
}

function madeWork(random: SeededRandom): Record<string, string> {
  const company = `Example ${random.pick(companyWords)}${random.pick(companyEndings)}`
  return {
    company: random.chance(0.1) ? '' : spelled(company, random),
    department: random.pick(departments),
    industry: random.pick(industries),
    annualRevenue: digits(random.pick(revenues), random),
    numberOfEmployees: digits(random.pick(headcounts), random),
    jobTitle: random.pick(titles),
    languagePreference: random.pick(languages),
    companyDemandBase: random.chance(0.7) ? '' : company,
    annualRevenueDemandBase: random.chance(0.7) ? '' : digits('#######', random),
    SystemExternalProcessingFlags: random.pick(flags),
  }
}

/** A name as it can stand in an address. */
function plain(name: string): string {
  const letters = name.normalize('NFD').replaceAll(/[^a-zA-Z]/g, '')
  return letters === '' ? 'x' : letters.toLowerCase()
}

function spelled(text: string, random: SeededRandom): string {
  const spellings = [
    text,
    text,
    text,
    text.toUpperCase(),
    text.toLowerCase(),
    ` ${text}`,
    `${text}  `,
  ] as const
  return random.pick(spellings)
}

/** US zips come with their leading zero lost, with an extension, or with something else around them. */
function zipOf(zip: string, random: SeededRandom): string {
  const extension = String(random.between(1000, 9999))
  const spellings = [
    zip,
    zip,
    zip.replace(/^0+/, ''),
    `${zip}-${extension}`,
    `${zip} `,
    `${zip}${extension}`,
    '',
  ] as const
  return random.pick(spellings)
}

function digits(pattern: string, random: SeededRandom): string {
  return pattern.replaceAll('#', () => String(random.between(0, 9)))
}
