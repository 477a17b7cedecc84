import type { CompiledTemplate } from '../template.ts'
import type { TextCodes } from '../unicode/text-codes.ts'
import type { Backtracker } from './backtracker.ts'
import { ResultTooLong } from './result-too-long.ts'

/**
 * Python's `re.sub`: every match from left to right; after an empty match the next one at the same place must not be
 * empty. Throws the template's error if it has one, StepsExhausted, and ResultTooLong as soon as the result has more than
 * `maxLength` UTF-16 units, before it is built.
 */
export function substituteAll(
  matcher: Backtracker,
  value: string,
  template: CompiledTemplate,
  maxLength = Number.POSITIVE_INFINITY,
): string {
  if (template.error !== undefined) throw template.error
  const text = matcher.begin(value)
  let result = ''
  let copied = 0
  let nonEmpty = false
  for (let place = 0; place <= text.length; ) {
    const end = matcher.matchAt(place, nonEmpty)
    nonEmpty = false
    if (end < 0) {
      if (matcher.program.anchored) break
      place++
      continue
    }
    if (place > copied) result += text.slice(copied, place)
    result += expand(text, template, { start: place, end, marks: matcher.marks }, maxLength - result.length)
    nonEmpty = end === place
    copied = place = end
  }
  if (copied < text.length) result += text.slice(copied, text.length)
  if (result.length > maxLength) throw new ResultTooLong()
  return result
}

interface Match {
  readonly start: number
  readonly end: number
  readonly marks: Int32Array
}

/** Longer replacements are joined: a text that grows by thousands of small pieces takes thirty times its size until it is read. */
const fewParts = 32

function expand(text: TextCodes, { parts }: CompiledTemplate, match: Match, maxLength: number): string {
  let length = 0
  for (const part of parts) length += typeof part === 'string' ? part.length : groupLength(part, match)
  if (length > maxLength) throw new ResultTooLong()
  if (parts.length > fewParts) return parts.map((part) => textOf(text, part, match)).join('')
  let result = ''
  for (const part of parts) result += textOf(text, part, match)
  return result
}

function textOf(text: TextCodes, part: string | number, match: Match): string {
  if (typeof part === 'string') return part
  if (part === 0) return text.slice(match.start, match.end)
  const from = match.marks[2 * part] as number
  const to = match.marks[2 * part + 1] as number
  return from >= 0 && to >= from ? text.slice(from, to) : ''
}

/** In code points, so never more than in UTF-16 units. */
function groupLength(group: number, { start, end, marks }: Match): number {
  if (group === 0) return end - start
  const from = marks[2 * group] as number
  return from >= 0 ? Math.max(0, (marks[2 * group + 1] as number) - from) : 0
}
