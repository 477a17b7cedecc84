import { glob } from '../faults/glob.ts'
import { validationRefusal } from './refusal.ts'

export type Item = Readonly<Record<string, unknown>>

type Test = (item: Item) => boolean

/** The test of `q`: `term operator value` with `*` as wildcard, quotes around the whole or the value or none. */
export function searchTest(q: string | undefined, { loose = false } = {}): Test {
  if (q === undefined || q.trim() === '') return () => true
  const [, term, operator, value] = /^(\w+)\s*(!=|>=|<=|=|>|<)\s*(.*)$/s.exec(unquoted(q)) ?? []
  if (term === undefined || value === undefined) {
    throw validationRefusal([
      { field: 'q', value: q, constraint: 'Must be a term, an operator and a value.' },
    ])
  }
  const wanted = unquoted(value)
  const pattern = glob(loose ? `*${wanted}*` : wanted)
  const key = term.toLowerCase()
  if (operator === '=') return (item) => pattern.test(textOf(item, key))
  if (operator === '!=') return (item) => !pattern.test(textOf(item, key))
  return (item) => {
    const text = textOf(item, key)
    if (text === wanted) return operator === '>=' || operator === '<='
    return text > wanted === (operator === '>' || operator === '>=')
  }
}

/** Sorts by `orderBy=name ASC|DESC`; without it as they are. */
export function inOrder<T extends Item>(items: readonly T[], orderBy: string | undefined): readonly T[] {
  const [, key, direction] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(unquoted(orderBy ?? '')) ?? []
  if (key === undefined) return items
  const name = key.toLowerCase()
  const ascending = (one: T, other: T) => compare(textOf(one, name), textOf(other, name))
  // of equal ones the later made comes first when the order is turned round
  if (direction?.toLowerCase() !== 'desc') return items.toSorted(ascending)
  return items.toReversed().toSorted((one, other) => -ascending(one, other))
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  const difference = Number(one) - Number(other)
  if (!Number.isNaN(difference) && difference !== 0) return difference
  return one < other ? -1 : 1
}

function textOf(item: Item, key: string): string {
  const found = Object.entries(item).find(([name]) => name.toLowerCase() === key)
  return found ? String(found[1]) : ''
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/s, '$2')
}
