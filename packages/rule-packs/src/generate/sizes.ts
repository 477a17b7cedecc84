import type { Pack } from '../pack.ts'

/** A whole number of so many digits, plain or in groups of three; a number with decimals is none. */
function digits(first: string, count: number): string {
  const plain = `${first}[0-9]{${count - 1}}`
  if (count <= 3) return plain
  const lead = ((count - 1) % 3) + 1
  const rest = (count - lead) / 3
  const grouped = [',', '\\.', "'", ' '].map(
    (mark) => `${first}[0-9]{${lead - 1}}(?:${mark}[0-9]{3}){${rest}}`,
  )
  return [plain, ...grouped].join('|')
}

function ranges(
  fieldName: string,
  source: string,
  table: readonly (readonly [string, string])[],
  around = ['', ''],
) {
  return table.map(([pattern, replace]) => ({
    fieldName,
    deriveFieldName: source,
    pattern: `^${around[0]}(?:${pattern})${around[1]}$`,
    replace,
  }))
}

const employees = [
  ['[1-9]', '1-9'],
  ['[1-4][0-9]', '10-49'],
  [`[5-9][0-9]|1[0-9]{2}|2[0-4][0-9]`, '50-249'],
  [`2[5-9][0-9]|[3-9][0-9]{2}`, '250-999'],
  [digits('[1-4]', 4), '1,000-4,999'],
  [digits('[5-9]', 4), '5,000-9,999'],
  [[5, 6, 7].map((count) => digits('[1-9]', count)).join('|'), '10,000 or more'],
] as const

const revenues = [
  [[4, 5, 6].map((count) => digits('[1-9]', count)).join('|'), 'less than 1 million'],
  [digits('[1-9]', 7), '1 to less than 10 million'],
  [digits('[1-4]', 8), '10 to less than 50 million'],
  [digits('[5-9]', 8), '50 to less than 100 million'],
  [digits('[1-4]', 9), '100 to less than 500 million'],
  [digits('[5-9]', 9), '500 million to less than 1 billion'],
  [[10, 11, 12].map((count) => digits('[1-9]', count)).join('|'), '1 billion or more'],
] as const

/** Ranges from plain numbers, into a field that is blank; what is a range already is left alone. */
export const sizePacks: readonly Pack[] = [
  {
    name: 'company-sizes',
    title: 'companySize: filled from a plain numberOfEmployees where it is blank',
    fields: {
      companySize: {
        lookup: [],
        derive: [{ type: 'deriveRegex', fieldSet: ['numberOfEmployees'], options: [] }],
      },
    },
    rules: { deriveRegex: ranges('companySize', 'numberOfEmployees', employees) },
  },
  {
    name: 'revenue-ranges',
    title: 'annualRevenueRange: filled from a plain annualRevenue in whatever currency; a field of your own',
    fields: {
      annualRevenueRange: {
        lookup: [],
        derive: [{ type: 'deriveRegex', fieldSet: ['annualRevenue'], options: [] }],
      },
    },
    rules: {
      deriveRegex: ranges('annualRevenueRange', 'annualRevenue', revenues, [
        '(?:[$€£¥]|[A-Z]{3})? ?',
        ' ?(?:[$€£¥]|[A-Z]{3})?',
      ]),
    },
  },
]
