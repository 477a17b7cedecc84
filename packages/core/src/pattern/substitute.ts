import type { Matcher } from './matcher.ts'
import type { CompiledTemplate } from './template.ts'
import type { TextLetters } from './text-letters.ts'

/**
 * Python's `re.sub`: every match from left to right; after an empty match the next one at the same place must not be
 * empty. Throws the template's error if it has one, and what the matcher throws.
 */
export function substituteAll(matcher: Matcher, value: string, template: CompiledTemplate): string {
  if (template.error !== undefined) throw template.error
  const text = matcher.read(value)
  let result = ''
  let copied = 0
  let nonEmpty = false
  for (let place = 0; place <= text.length; ) {
    const found = matcher.find(place, nonEmpty)
    nonEmpty = false
    if (found === undefined) {
      place++
      continue
    }
    if (place > copied) result += text.slice(copied, place)
    result += expand(text, template, place, found)
    nonEmpty = found.end === place
    copied = place = found.end
  }
  return copied < text.length ? result + text.slice(copied, text.length) : result
}

function expand(
  text: TextLetters,
  { parts }: CompiledTemplate,
  start: number,
  { end, marks }: { readonly end: number; readonly marks: Int32Array },
): string {
  let result = ''
  for (const part of parts) {
    if (typeof part === 'string') result += part
    else if (part === 0) result += text.slice(start, end)
    else {
      const from = marks[2 * part] as number
      const to = marks[2 * part + 1] as number
      if (from >= 0 && to >= from) result += text.slice(from, to)
    }
  }
  return result
}
