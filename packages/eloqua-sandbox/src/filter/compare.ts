import { fromEastern } from '../eastern-time.ts'
import { readPlainTime } from '../iso-time.ts'
import type { ReadStyle, Source } from '../statements/reader.ts'
import { FilterError } from './filter-error.ts'
import { likePattern } from './like.ts'
import type { Operator } from './tokens.ts'

type Test = (value: string) => boolean
type Measure = (text: string) => number | string | undefined

/**
 * The test that `operator value` makes of a field's text: dates as dates, numbers as numbers, anything else as text
 * whatever its case, unless it heeds it. Blank values meet only `= ''` and inequality.
 */
export function comparison(
  source: Source,
  { operator, value }: { readonly operator: Operator; readonly value: string },
  { style, heedsCase = false }: { readonly style: ReadStyle; readonly heedsCase?: boolean },
): Test {
  if (operator === '~') {
    const pattern = likePattern(value)
    return (text) => pattern.test(text)
  }
  if (value === '') return blankTest(operator)
  const measure = measureOf(source, style, heedsCase)
  const wanted = measure(value)
  if (wanted === undefined) {
    throw new FilterError(`Must compare with a ${source.dataType === 'date' ? 'date' : 'number'}.`)
  }
  const holds = orderTest(operator)
  return (text) => {
    const measured = text === '' ? undefined : measure(text)
    if (measured === undefined) return operator === '!='
    return holds(measured < wanted ? -1 : measured > wanted ? 1 : 0)
  }
}

function measureOf(source: Source, style: ReadStyle, heedsCase: boolean): Measure {
  if (source.dataType === 'date') {
    const eastern = source.systemTime === true && !style.utc
    return (text) => {
      const ms = readPlainTime(text)
      return ms !== undefined && eastern ? fromEastern(ms) : ms
    }
  }
  if (source.dataType === 'number') {
    return (text) => (text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text))
  }
  return heedsCase ? (text) => text : (text) => text.toLowerCase()
}

function blankTest(operator: Operator): Test {
  if (operator === '=') return (text) => text === ''
  if (operator === '!=' || operator === '>') return (text) => text !== ''
  return operator === '>=' ? () => true : operator === '<=' ? (text) => text === '' : () => false
}

function orderTest(operator: Exclude<Operator, '~'>): (order: -1 | 0 | 1) => boolean {
  const tests = {
    '=': (order: number) => order === 0,
    '!=': (order: number) => order !== 0,
    '>': (order: number) => order > 0,
    '>=': (order: number) => order >= 0,
    '<': (order: number) => order < 0,
    '<=': (order: number) => order <= 0,
  }
  return tests[operator]
}
