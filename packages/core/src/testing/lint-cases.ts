import type { RuleDocuments } from '../rules/rule-documents.ts'
import { includes, norm, regex } from './lint-config.ts'

export interface Row {
  readonly code: string
  /** Rules in which the last one is at fault. */
  readonly bad: RuleDocuments
  /** Rules much like them, in which nothing is wrong. */
  readonly good: RuleDocuments
}

export const rows: Row[] = [
  { code: 'malformed-rule', bad: { normLookup: [{ find: 'A' }] }, good: { normLookup: [norm('A')] } },
  {
    code: 'malformed-rule',
    bad: { normIncludes: [{ fieldName: 'a', includes: 'A' }] },
    good: { normIncludes: [includes({ includes: 'A' })] },
  },
  {
    code: 'malformed-rule',
    bad: { deriveRegex: [{ fieldName: 'b', deriveFieldName: 'a', pattern: 'A' }] },
    good: { deriveRegex: [{ fieldName: 'b', deriveFieldName: 'a', pattern: 'A', replace: '' }] },
  },
  { code: 'bad-pattern', bad: { normRegex: [regex('(')] }, good: { normRegex: [regex('(A)')] } },
  {
    code: 'bad-template',
    bad: { normRegex: [regex('(A)', '\\2')] },
    good: { normRegex: [regex('(A)', '\\1')] },
  },
  {
    code: 'refused-pattern',
    bad: { normRegex: [regex(`${'('.repeat(20_000)}${')'.repeat(20_000)}`)] },
    good: { normRegex: [regex(`${'('.repeat(20)}${')'.repeat(20)}`)] },
  },
  {
    code: 'refused-pattern',
    bad: { normRegex: [regex('A\\N{EN DASH}B')] },
    good: { normRegex: [regex('A\u2013B')] },
  },
  {
    code: 'costly-pattern',
    bad: { normRegex: [regex('(?:(\\w+)\\1)+')] },
    good: { normRegex: [regex('(?:(\\w)\\1)+')] },
  },
  { code: 'uncleaned-find', bad: { normLookup: [norm('a  b')] }, good: { normLookup: [norm('A B')] } },
  {
    code: 'uncleaned-find',
    bad: { genericLookup: [{ find: ['A', ' B'] }] },
    good: { genericLookup: [{ find: ['A', 'B'] }] },
  },
  {
    code: 'uncleaned-lookup-value',
    bad: { deriveValue: [{ fieldName: 'b', lookupVals: { a: 'us', c: '' }, value: 'v' }] },
    good: { deriveValue: [{ fieldName: 'b', lookupVals: { a: 'US', c: '' }, value: 'v' }] },
  },
  {
    code: 'unsorted-lookupvals',
    bad: { deriveValue: [{ fieldName: 'b', lookupVals: { c: 'C', a: 'A' }, value: 'v' }] },
    good: { deriveValue: [{ fieldName: 'b', lookupVals: { a: 'A', c: 'C' }, value: 'v' }] },
  },
  {
    code: 'impossible-includes',
    bad: { normIncludes: [includes({})] },
    good: { normIncludes: [includes({ excludes: 'A' })] },
  },
  {
    code: 'impossible-includes',
    bad: { normIncludes: [includes({ includes: 'it' })] },
    good: { normIncludes: [includes({ includes: 'VP' })] },
  },
  {
    code: 'impossible-includes',
    bad: { normIncludes: [includes({ includes: 'A', excludes: 'B,' })] },
    good: { normIncludes: [includes({ includes: 'A,', excludes: 'B' })] },
  },
  {
    code: 'impossible-includes',
    bad: { normIncludes: [includes({ includes: 'OFFICE', excludes: 'OFF' })] },
    good: { normIncludes: [includes({ includes: 'OFFICE', excludes: 'OFFICER' })] },
  },
  {
    code: 'impossible-includes',
    bad: { normIncludes: [includes({ begins: ' A' })] },
    good: { normIncludes: [includes({ begins: 'A ' })] },
  },
  {
    code: 'impossible-includes',
    bad: { normIncludes: [includes({ ends: 'A ' })] },
    good: { normIncludes: [includes({ ends: ' A' })] },
  },
  {
    code: 'spaced-item',
    bad: { normIncludes: [includes({ includes: 'VICE, PRES' })] },
    good: { normIncludes: [includes({ includes: 'VICE,PRES' })] },
  },
  {
    code: 'idle-exclude',
    bad: { normIncludes: [includes({ includes: 'VICE', excludes: 'IT,assistant' })] },
    good: { normIncludes: [includes({ includes: 'VICE', excludes: 'IT,ASSISTANT' })] },
  },
  {
    code: 'impossible-includes',
    bad: { normIncludes: [includes({ includes: 'A\u2003B' })] },
    good: { normIncludes: [includes({ includes: 'A B' })] },
  },
  {
    code: 'impossible-pattern',
    bad: { normRegex: [regex('\\s+$')] },
    good: { normRegex: [regex('.*\\s+')] },
  },
  {
    code: 'impossible-pattern',
    bad: { normRegex: [regex('(?-i:usa)|(?-i:ß)')] },
    good: { normRegex: [regex('(?-i:usa)|ß')] },
  },
  {
    code: 'impossible-pattern',
    bad: { normRegex: [regex('^VICE  PRES')] },
    good: { normRegex: [regex('^VICE {1,2}PRES')] },
  },
  {
    code: 'foreign-pattern',
    bad: { normRegex: [regex('/^usa$/i')] },
    good: { normRegex: [regex('/usa')] },
  },
  {
    code: 'foreign-pattern',
    bad: { normRegex: [regex('^[[:alpha:] -]+$')] },
    good: { normRegex: [regex('^[:A-Z -]+$')] },
  },
  {
    code: 'foreign-replacement',
    bad: { normRegex: [regex('^(\\d+) ST$', '$1 Street')] },
    good: { normRegex: [regex('^(\\d+) ST$', '$1 mil to less than $5 mil')] },
  },
  {
    code: 'foreign-replacement',
    bad: { normRegex: [regex('^(\\d+)-(\\d+)$', '$\x7b2}/$\x7b1}')] },
    good: { normRegex: [regex('^\\d+-\\d+$', '$1,000')] },
  },
  {
    code: 'short-includes',
    bad: { normIncludes: [includes({ includes: 'IT' })] },
    good: { normIncludes: [includes({ includes: 'DEV' }), includes({ includes: 'CIO' })] },
  },
  { code: 'null-result', bad: { normLookup: [norm('A', null)] }, good: { normLookup: [norm('A', '')] } },
  {
    code: 'duplicate-rule',
    bad: { normLookup: [norm('A'), norm('A')] },
    good: { normLookup: [norm('A'), norm('B')] },
  },
  {
    code: 'contradicting-rule',
    bad: { normLookup: [norm('A', 'X'), norm('A', 'Y')] },
    good: { normLookup: [norm('A', 'X')], fieldSpecificLookup: [norm('B', 'Y')] },
  },
  {
    code: 'contradicting-rule',
    bad: { normRegex: [regex('^A$'), regex('^A$', 'b')] },
    good: { normRegex: [regex('^A$'), regex('^AB$', 'b')] },
  },
  {
    code: 'duplicate-rule',
    bad: { genericLookup: [{ find: ['A', 'B'], replace: '' }, { find: 'B' }] },
    good: { genericLookup: [{ find: ['A', 'B'], replace: '' }, { find: ['B', 'C'] }] },
  },
  {
    code: 'shadowed-pattern',
    bad: { normRegex: [regex('.*'), regex('A')] },
    good: { normRegex: [regex('A'), regex('.*')] },
  },
  {
    code: 'shadowed-pattern',
    bad: { normRegex: [regex('.+'), regex('AB?')] },
    good: { normRegex: [regex('.+'), regex('A?')] },
  },
  {
    code: 'shadowed-includes',
    bad: {
      normIncludes: [includes({ includes: 'DEV' }), includes({ includes: 'DEVELOPER', excludes: 'NO' })],
    },
    good: {
      normIncludes: [includes({ includes: 'DEV', excludes: 'SALES' }), includes({ includes: 'DEVELOPER' })],
    },
  },
  {
    code: 'shadowed-lookup',
    bad: { genericRegex: [{ pattern: '^A+$', replace: '' }], normLookup: [norm('AAA')] },
    good: { genericRegex: [{ pattern: '^A+$', replace: '' }], normLookup: [norm('AAB')] },
  },
  {
    code: 'undone-result',
    bad: { normRegex: [regex('^OLD$', 'Z')], normLookup: [norm('A', 'Old')] },
    good: { normRegex: [regex('^OLD$', 'Z')], normLookup: [norm('A', 'New')] },
  },
  {
    code: 'undone-result',
    bad: { normLookup: [norm('Z', 'Y')], normRegex: [regex('^(OLD|ANCIENT)$', 'z')] },
    good: { normLookup: [norm('Z', 'Y')], normRegex: [regex('^(OLD|ANCIENT)', 'z')] },
  },
  {
    code: 'unused-rule',
    bad: { normLookup: [{ fieldName: 'z', find: 'A' }] },
    good: { normLookup: [norm('A')] },
  },
  {
    code: 'unused-rule',
    bad: { deriveRegex: [{ fieldName: 'b', deriveFieldName: 'c', pattern: 'A', replace: '' }] },
    good: { deriveRegex: [{ fieldName: 'b', deriveFieldName: 'a', pattern: 'A', replace: '' }] },
  },
]
