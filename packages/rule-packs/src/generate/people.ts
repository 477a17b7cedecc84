import { clean } from '@dwmops/core'
import type { Pack } from '../pack.ts'

const salutations =
  'Mr|Mr.|Mrs|Mrs.|Ms|Ms.|Miss|Mx|Mx.|Dr|Dr.|Prof|Prof.|Professor|Prof. Dr.|Sir|Madam|Rev|Rev.|Herr|Frau|Herr Dr.|Frau Dr.|Herr Prof.|Frau Prof.|Monsieur|Madame|Mademoiselle|Mme|Mlle|Señor|Señora|Sr.|Sra.|Sig.|Sig.ra|Dhr.|Mevr.'.split(
    '|',
  )

/** Only the letters' case is repaired: with or without a dot is a matter of the country. */
export const salutationPack: Pack = {
  name: 'salutations',
  title: 'salutation: letters get their usual case, and "Mister" and "Doctor" their usual form',
  fields: { salutation: { lookup: ['normLookup'], derive: [] } },
  rules: {
    normLookup: [
      ...salutations.map((text) => [text, text] as const),
      ['Mister', 'Mr.'] as const,
      ['Doctor', 'Dr.'] as const,
      ['Prof.Dr.', 'Prof. Dr.'] as const,
      ['Prof Dr', 'Prof. Dr.'] as const,
    ].map(([text, replace]) => ({ fieldName: 'salutation', find: clean(text), replace })),
  },
}

const phoneFields = ['busPhone', 'mobilePhone', 'fax'] as const
const dummies = [
  '1234567',
  '12345678',
  '123456789',
  '1234567890',
  '0123456789',
  'N/A',
  'NONE',
  '-',
  '--',
  '.',
]

/** Numbers of North America are known by +1 alone; other countries' numbers are left as they are. */
const ofPhones = 'TEL|TELEPHONE|PHONE|PH|FON|TELEFON'

/** Labels that say no more than the field does: a fax number among phones is to stay one. */
const labels: Readonly<Record<(typeof phoneFields)[number], string>> = {
  busPhone: ofPhones,
  mobilePhone: `${ofPhones}|MOBILE|CELL|MOBIL|HANDY`,
  fax: 'FAX|TELEFAX',
}

export const phonePack: Pack = {
  name: 'phones',
  title:
    'busPhone, mobilePhone, fax: +1 numbers get one shape, labels before a number go, made-up numbers become blank',
  fields: Object.fromEntries(
    phoneFields.map((field) => [
      field,
      { lookup: ['fieldSpecificLookup', 'fieldSpecificRegex', 'normRegex'], derive: [] },
    ]),
  ),
  rules: {
    fieldSpecificLookup: phoneFields.flatMap((fieldName) => dummies.map((find) => ({ fieldName, find }))),
    fieldSpecificRegex: phoneFields.flatMap((fieldName) => [
      {
        fieldName,
        pattern: `^\\+?(?:${Array.from('0123456789', (digit) => `${digit}{${digit < '2' ? 7 : 10},}`).join('|')})$`,
        replace: '',
      },
      {
        fieldName,
        pattern: `^(?:${labels[fieldName]})[.:]+ *(?=[+(0-9])`,
        replace: '',
      },
    ]),
    normRegex: phoneFields.map((fieldName) => ({
      fieldName,
      pattern: '^\\+ ?1[ ./-]*\\(?([2-9][0-9]{2})\\)?[ ./-]*([2-9][0-9]{2})[ ./-]*([0-9]{4})$',
      replace: '+1 \\1-\\2-\\3',
    })),
  },
}
