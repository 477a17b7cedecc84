import type { CompiledTemplate } from './template.ts'

/** A value being searched. `find` gives the match that begins at a place; groups are pairs of places, -1 for unset. */
export interface Search {
  readonly length: number
  find(place: number, nonEmpty: boolean): { readonly end: number; readonly marks: Int32Array } | undefined
  text(from: number, to: number): string
}

/**
 * Python's `re.sub`: every match from left to right; after an empty match the next one at the same place must not be
 * empty. Throws the template's error if it has one.
 */
export function substituteAll(search: Search, template: CompiledTemplate): string {
  if (template.error !== undefined) throw template.error
  let result = ''
  let copied = 0
  let nonEmpty = false
  for (let place = 0; place <= search.length; ) {
    const found = search.find(place, nonEmpty)
    nonEmpty = false
    if (found === undefined) {
      place++
      continue
    }
    result += search.text(copied, place) + expand(search, template, place, found)
    nonEmpty = found.end === place
    copied = place = found.end
  }
  return result + search.text(copied, search.length)
}

function expand(
  search: Search,
  { parts }: CompiledTemplate,
  start: number,
  { end, marks }: { readonly end: number; readonly marks: Int32Array },
): string {
  let result = ''
  for (const part of parts) {
    if (typeof part === 'string') result += part
    else if (part === 0) result += search.text(start, end)
    else {
      const from = marks[2 * part] as number
      const to = marks[2 * part + 1] as number
      if (from >= 0 && to >= from) result += search.text(from, to)
    }
  }
  return result
}
