/** What a rule says, by key: without its `_id`, its place and its examples. */
export type RuleSays = Readonly<Record<string, unknown>>

const longestValue = 60
const conditions = [
  ['find', 'is'],
  ['pattern', 'matches'],
  ['includes', 'contains'],
  ['begins', 'begins with'],
  ['ends', 'ends with'],
  ['excludes', 'does not contain'],
] as const

/** What a rule document says. */
export function ruleSays(document: Readonly<Record<string, unknown>>): RuleSays {
  const said = Object.entries(document).filter(([key]) => !key.startsWith('_') && key !== 'examples')
  return Object.fromEntries(said)
}

/** A rule in a short sentence, by which its author knows it: `city that is "NYC" becomes "New York"`. */
export function ruleInWords(document: Readonly<Record<string, unknown>>): string {
  const { fieldName, deriveFieldName, lookupVals, value, replace = value } = document
  const field = typeof fieldName === 'string' ? fieldName : 'any field'
  const source = typeof deriveFieldName === 'string' ? `when ${deriveFieldName}` : 'that'
  const asked = conditions.flatMap(([key, words]) => {
    const text = document[key]
    return text === undefined || text === '' ? [] : [`${words} ${quoted(text)}`]
  })
  const given =
    typeof lookupVals === 'object' && lookupVals !== null
      ? `when ${Object.entries(lookupVals)
          .map(([key, text]) => `${key} is ${quoted(text)}`)
          .join(' and ')}`
      : `${source} ${asked.join(', ')}`
  const result = replace === undefined || replace === '' ? 'is blanked' : `becomes ${quoted(replace)}`
  return `${field} ${given} ${result}`
}

function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}
