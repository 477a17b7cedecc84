import type { Pack } from '../pack.ts'

const typedAtRandom = ['ASDF', 'ASDFASDF', 'ASDFGH', 'QWERTY', 'QWER', 'XXX', 'XXXX', 'XXXXX']
const absent = [
  'N/A',
  'N.A.',
  '#N/A',
  '#REF!',
  '#VALUE!',
  '#NAME?',
  '[NULL]',
  '(NULL)',
  '<NULL>',
  'UNDEFINED',
  'NOT APPLICABLE',
  'NOT PROVIDED',
]

/**
 * Words that mean nothing in one field and are a name in another: Null and Test are family names, Tester a first name too, NA is
 * Namibia, ASD two associations and a cause that departments are named after.
 */
const ofField: Readonly<Record<string, readonly string[]>> = {
  firstName: ['ASD', 'TEST', 'TEST TEST', 'FIRST NAME', 'FIRSTNAME', 'NULL', 'UNKNOWN'],
  lastName: ['ASD', 'TEST TEST', 'LAST NAME', 'LASTNAME'],
  company: ['TEST', 'TEST COMPANY', 'COMPANY NAME', 'NULL', 'UNKNOWN', 'NO COMPANY'],
  jobTitle: ['JOB TITLE', 'NULL', 'UNKNOWN', 'TEST TEST'],
  department: ['NULL', 'UNKNOWN'],
  industry: ['NULL', 'UNKNOWN'],
  city: ['ASD', 'CITY', 'NULL', 'UNKNOWN'],
  address1: ['ASD', 'ADDRESS', 'STREET ADDRESS', 'NULL', 'UNKNOWN'],
}

/** Values that stand for none are blanked, field by field. */
export const junkPack: Pack = {
  name: 'junk-values',
  title:
    'names, company, title, department, industry, city, address: "n/a", "asdf", "--" and the like become blank',
  fields: Object.fromEntries(
    Object.keys(ofField).map((field) => [
      field,
      { lookup: ['fieldSpecificLookup', 'fieldSpecificRegex'], derive: [] },
    ]),
  ),
  rules: {
    fieldSpecificLookup: Object.entries(ofField).flatMap(([fieldName, words]) =>
      [...absent, ...typedAtRandom, ...words].map((find) => ({ fieldName, find })),
    ),
    fieldSpecificRegex: Object.keys(ofField).map((fieldName) => ({
      fieldName,
      pattern: '^[!-/:-@\\[-`{-~ ]+$',
      replace: '',
    })),
  },
}
