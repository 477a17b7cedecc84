import type { Pack } from '../pack.ts'

/** An English name may end in "Spa" as well, mostly after such words. */
const italian =
  '(?<!& )(?<!AND )(?<!BEAUTY )(?<!DAY )(?<!HOTEL )(?<!MEDICAL )(?<!RESORT )(?<!THERMAL )(?<!WELLNESS )SPA'

const suffixes = `INC|INCORPORATED|LLC|L\\.L\\.C|LTD|LIMITED|PLC|CORP|CORPORATION|CO\\.|& CO|CO\\.?,? LTD|GMBH|GMBH & CO\\.? KG|AG|KG|OHG|UG|SE|SA|S\\.A|SAS|SARL|S\\.A\\.R\\.L|SRL|S\\.R\\.L|${italian}|S\\.P\\.A|BV|B\\.V|NV|N\\.V|AB|AS|A/S|APS|OY|OYJ|PTY\\.? LTD|PTY LIMITED|PTE\\.? LTD|PVT\\.? LTD|SP\\. Z O\\.O|S\\.R\\.O|KFT`

const streets: readonly (readonly [pattern: string, short: string])[] = [
  ['^(.+) STREET$', '\\1 ST'],
  ['^(.+) AVENUE$', '\\1 AVE'],
  ['^(.+) (?:BOULEVARD|BLVD\\.)$', '\\1 BLVD'],
  ['^(.+) ROAD$', '\\1 RD'],
  ['^(.+) DRIVE$', '\\1 DR'],
  ['^(.+) LANE$', '\\1 LN'],
  ['^(.+) COURT$', '\\1 CT'],
  ['^(.+) HIGHWAY$', '\\1 HWY'],
  ['^(.+) (ST|AVE|RD|DR|LN|CT|HWY)\\.$', '\\1 \\2'],
  ['^(.+[^ ])STRASSE ([0-9]+ ?[A-Z]?)$', '\\1STR. \\2'],
  ['^(.+) STRASSE ([0-9]+ ?[A-Z]?)$', '\\1 STR. \\2'],
  ['^(.+[^ ])STR ([0-9]+ ?[A-Z]?)$', '\\1STR. \\2'],
]

/** Texts to compare by, in fields of their own: a pattern would write the whole name in capitals. */
export const keyPacks: readonly Pack[] = [
  {
    name: 'company-keys',
    title:
      'companyKey: company in capitals without Inc., GmbH, Pty Ltd and the like, to find one firm twice; a field of your own',
    fields: {
      companyKey: {
        lookup: [],
        derive: [{ type: 'deriveRegex', fieldSet: ['company'], options: ['overwrite'] }],
      },
    },
    rules: {
      deriveRegex: [
        {
          fieldName: 'companyKey',
          deriveFieldName: 'company',
          pattern: `^(?!THE LIMITED$)(.*?[^ ,]),? (?:${suffixes})\\.?$`,
          replace: '\\1',
        },
        { fieldName: 'companyKey', deriveFieldName: 'company', pattern: '^(.+)$', replace: '\\1' },
      ],
    },
  },
  {
    name: 'address-keys',
    title:
      'addressKey: address1 in capitals, its kind of street abbreviated as its language does, to find one address twice; a field of your own',
    fields: {
      addressKey: {
        lookup: [],
        derive: [{ type: 'deriveRegex', fieldSet: ['address1'], options: ['overwrite'] }],
      },
    },
    rules: {
      deriveRegex: [
        ...streets.map(([pattern, replace]) => ({
          fieldName: 'addressKey',
          deriveFieldName: 'address1',
          pattern,
          replace,
        })),
        { fieldName: 'addressKey', deriveFieldName: 'address1', pattern: '^(.+)$', replace: '\\1' },
      ],
    },
  },
]
