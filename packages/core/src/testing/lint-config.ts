import { lookupTypes } from '../rules/rule-documents.ts'
import { bareConfig } from './bare-config.ts'

export const step = (type: string, fieldSet: string[], options: string[] = []) => ({
  type,
  fieldSet,
  options,
})
export const config = bareConfig(
  { a: lookupTypes },
  {
    b: {
      1: step('deriveValue', ['a', 'c']),
      2: step('deriveRegex', ['a']),
      3: step('deriveIncludes', ['a']),
    },
  },
)
export const norm = (find: unknown, replace: unknown = 'X') => ({ fieldName: 'a', find, replace })
export const regex = (pattern: unknown, replace = '') => ({ fieldName: 'a', pattern, replace })
export const includes = (tests: Record<string, unknown>) => ({
  fieldName: 'a',
  includes: '',
  excludes: '',
  begins: '',
  ends: '',
  replace: 'X',
  ...tests,
})
