import type { PackName } from '../pack.ts'

type Fields = Readonly<Record<string, string>>

/** What a pack does: records with the fields that become something else, and records that stay as they are. */
interface Effects {
  readonly changes: readonly (readonly [before: Fields, after: Fields])[]
  readonly keeps: readonly Fields[]
}

const country = (name: string) => ({ country: name })
const state = (name: string, text: string) => ({ country: name, stateProvince: text })
const phone = (text: string) => ({ busPhone: text })
const title = (text: string) => ({ jobTitle: text, jobLevel: '', jobFunction: '' })

export const effects: Readonly<Record<PackName, Effects>> = {
  'junk-values': {
    changes: [
      [{ firstName: 'test' }, { firstName: '' }],
      [{ company: ' n/a ' }, { company: '' }],
      [{ city: '--' }, { city: '' }],
      [{ jobTitle: 'asdf' }, { jobTitle: '' }],
    ],
    keeps: [
      { firstName: 'Na', lastName: 'Null', company: 'Test Valley Brewery' },
      { lastName: 'Test', city: '京都', address1: '#12-01' },
      { firstName: 'Ян', lastName: 'Ó', company: '3M', jobTitle: 'Test Engineer' },
      { company: '!важно', city: 'Å' },
    ],
  },
  countries: {
    changes: [
      [country('usa'), country('United States of America')],
      [country(' DEUTSCHLAND'), country('Germany')],
      [country('Österreich'), country('Austria')],
      [country('日本'), country('Japan')],
      [country('ch'), country('Switzerland')],
      [country('AUS'), country('Australia')],
      [country('Phillipines'), country('Philippines')],
      [country('Holland'), country('Netherlands')],
    ],
    keeps: [
      country('Georgia'),
      country('Niger'),
      country('Nigeria'),
      country('Atlantis'),
      country('Kongo'),
      country(''),
    ],
  },
  'country-codes': {
    changes: [
      [country('usa'), country('US')],
      [country('Deutschland'), country('DE')],
      [country('Georgia'), country('GE')],
      [country('uk'), country('GB')],
    ],
    keeps: [country('CA'), country('NA'), country('Atlantis'), country('')],
  },
  states: {
    changes: [
      [state('US', 'california'), { stateProvince: 'CA' }],
      [state('United States of America', 'N.Y.'), { stateProvince: 'NY' }],
      [state('Canada', 'Québec'), { stateProvince: 'QC' }],
      [state('au', 'New South Wales'), { stateProvince: 'NSW' }],
      [state('Germany', 'BY'), { stateProvince: 'Bayern' }],
      [state('DE', 'Bavaria'), { stateProvince: 'Bayern' }],
      [state('UK', 'scotland'), { stateProvince: 'Scotland' }],
    ],
    keeps: [
      state('', 'California'),
      state('Italy', 'CA'),
      state('Argentina', 'Santa Fe'),
      state('Mexico', 'Baja California'),
      state('US', 'Outside'),
      state('Germany', 'Bayern'),
      state('Canada', 'CA'),
      { stateProvince: 'WA' },
    ],
  },
  salutations: {
    changes: [
      [{ salutation: 'MR' }, { salutation: 'Mr' }],
      [{ salutation: 'mrs.' }, { salutation: 'Mrs.' }],
      [{ salutation: 'FRAU DR.' }, { salutation: 'Frau Dr.' }],
      [{ salutation: 'mister' }, { salutation: 'Mr.' }],
    ],
    keeps: [
      { salutation: 'Mr' },
      { salutation: 'Mr.' },
      { salutation: 'M.' },
      { salutation: 'Herr Dr.' },
      { salutation: '様' },
    ],
  },
  phones: {
    changes: [
      [phone('+1 (919) 555-0100'), phone('+1 919-555-0100')],
      [phone('+19195550100'), phone('+1 919-555-0100')],
      [phone('Tel: 030 123456'), phone('030 123456')],
      [phone('0000000000'), phone('')],
      [phone('1234567'), phone('')],
    ],
    keeps: [
      phone('+49 30 901820'),
      phone('919-555-0100'),
      phone('0011 44 20 7946 0000'),
      phone('1-800-FLOWERS'),
      phone('(02) 5550 1234'),
      phone('+1 919-555-0100 ext 7'),
      phone('112'),
    ],
  },
  'job-titles': {
    changes: [
      [title('CEO'), { jobLevel: 'C-Level', jobFunction: 'General Management' }],
      [title('Vice President, Sales'), { jobLevel: 'Vice President', jobFunction: 'Sales' }],
      [
        title('Assistant to the CEO'),
        { jobLevel: 'Individual Contributor', jobFunction: 'General Management' },
      ],
      [title('Head of IT'), { jobLevel: 'Director', jobFunction: 'Information Technology' }],
      [title('Geschäftsführer'), { jobLevel: 'C-Level', jobFunction: 'General Management' }],
      [title('Product Owner'), { jobLevel: 'Individual Contributor' }],
    ],
    keeps: [
      title('Security Guard'),
      title('Capital Markets'),
      title(''),
      { jobTitle: 'CEO', jobLevel: 'Executive', jobFunction: 'Board' },
    ],
  },
  'company-sizes': {
    changes: [
      [{ numberOfEmployees: '7', companySize: '' }, { companySize: '1-9' }],
      [{ numberOfEmployees: '49', companySize: '' }, { companySize: '10-49' }],
      [{ numberOfEmployees: '250', companySize: '' }, { companySize: '250-999' }],
      [{ numberOfEmployees: '1.200', companySize: '' }, { companySize: '1,000-4,999' }],
      [{ numberOfEmployees: '12,000', companySize: '' }, { companySize: '10,000 or more' }],
    ],
    keeps: [
      { numberOfEmployees: '0', companySize: '' },
      { numberOfEmployees: '10-49', companySize: '' },
      { numberOfEmployees: '12,5', companySize: '' },
      { numberOfEmployees: '7', companySize: 'small' },
    ],
  },
  'revenue-ranges': {
    changes: [
      [
        { annualRevenue: '$3,000,000', annualRevenueRange: '' },
        { annualRevenueRange: '1 to less than 10 million' },
      ],
      [
        { annualRevenue: '75.000.000 €', annualRevenueRange: '' },
        { annualRevenueRange: '50 to less than 100 million' },
      ],
      [
        { annualRevenue: 'EUR 999999', annualRevenueRange: '' },
        { annualRevenueRange: 'less than 1 million' },
      ],
      [{ annualRevenue: '2000000000', annualRevenueRange: '' }, { annualRevenueRange: '1 billion or more' }],
    ],
    keeps: [
      { annualRevenue: '$1 mil to less than $5 mil', annualRevenueRange: '' },
      { annualRevenue: '3.5', annualRevenueRange: '' },
      { annualRevenue: '3 Mio', annualRevenueRange: '' },
    ],
  },
  'free-mail': {
    changes: [[{ emailAddress: 'Ann@GMail.com', emailType: '' }, { emailType: 'free mail' }]],
    keeps: [
      { emailAddress: 'ann@example.com', emailType: '' },
      { emailAddress: 'ann@notgmail.com', emailType: '' },
      { emailAddress: 'ann@gmail.com.example.org', emailType: '' },
    ],
  },
  'company-keys': {
    changes: [
      [{ company: 'Example Widgets, Inc.', companyKey: '' }, { companyKey: 'EXAMPLE WIDGETS' }],
      [{ company: 'Beispiel GmbH', companyKey: '' }, { companyKey: 'BEISPIEL' }],
      [{ company: 'Example Pty Ltd', companyKey: '' }, { companyKey: 'EXAMPLE' }],
      [{ company: 'Example', companyKey: '' }, { companyKey: 'EXAMPLE' }],
    ],
    keeps: [{ company: '', companyKey: '' }, { company: 'Example Ltd' }],
  },
  'address-keys': {
    changes: [
      [{ address1: '12 Main Street', addressKey: '' }, { addressKey: '12 MAIN ST' }],
      [{ address1: '12 Main St.', addressKey: '' }, { addressKey: '12 MAIN ST' }],
      [{ address1: 'Hauptstraße 5', addressKey: '' }, { addressKey: 'HAUPTSTR. 5' }],
      [{ address1: '3 St James Road', addressKey: '' }, { addressKey: '3 ST JAMES RD' }],
    ],
    keeps: [{ address1: '', addressKey: '' }, { address1: '12 Main Street' }],
  },
}
