import type { UndoRequest } from '../api/answers.ts'

const words = ['rule', 'run', 'field', 'contact'] as const
const moments = ['since', 'until'] as const

/** What an address asks to be undone; what is unknown in it, or no moment in time, is left out. */
export function selectionIn(query: URLSearchParams): UndoRequest {
  const given = (name: string) => {
    const value = query.get(name)
    return value === null || value === '' ? [] : [[name, value] as const]
  }
  const times = moments.flatMap(given).flatMap(([name, value]) => {
    const at = new Date(value)
    return Number.isNaN(at.getTime()) ? [] : [[name, at.toISOString()] as const]
  })
  return Object.fromEntries([...words.flatMap(given), ...times])
}
