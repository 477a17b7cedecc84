import { equalTexts, isDocument, type StoredRule } from '../rules/stored-rule.ts'

/** What a text of a rule is for: compared as a whole, a pattern, a part of a value, written into a field, or names a field. */
export type TextRole = 'find' | 'pattern' | 'part' | 'result' | 'field'

/** A text of a rule, and the key under which it stands. */
export interface RuleText {
  readonly key: string
  readonly role: TextRole
  readonly text: string
}

const roles: Readonly<Record<string, TextRole>> = {
  fieldName: 'field',
  deriveFieldName: 'field',
  find: 'find',
  pattern: 'pattern',
  includes: 'part',
  excludes: 'part',
  begins: 'part',
  ends: 'part',
  replace: 'result',
  value: 'result',
}

/** All texts of a rule that the engine reads. */
export function ruleTexts({ body }: StoredRule): RuleText[] {
  const own = Object.entries(roles).flatMap(([key, role]) =>
    equalTexts(body[key]).map((text) => ({ key, role, text })),
  )
  const looked = [body['lookupVals']].flat().filter(isDocument)
  return [...own, ...looked.flatMap((lookup) => Object.entries(lookup).flatMap(lookupText))]
}

function lookupText([name, text]: [string, unknown]): RuleText[] {
  return typeof text === 'string' ? [{ key: `lookupVals.${name}`, role: 'find', text }] : []
}

/** The parts of an includes rule are lists with commas. */
export function itemsOf(list: string): string[] {
  return list.split(',').filter((item) => item !== '')
}
