import { Refusal } from '../http/refusal.ts'

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/** Large enough that parsing is fast, small enough that what is parsed is soon forgotten. */
const sliceBytes = 64 * 1024

/**
 * Cuts the JSON array in a body into arrays of some elements each, so that a body of 32 MB is never parsed as one. Only looks for
 * the ends of strings and brackets: the elements are judged where they are parsed. Throws a Refusal (400).
 */
export function* arraySlices(body: Buffer): Generator<string> {
  const start = firstByte(body, 0)
  if (body[start] !== openBracket) throw unreadable('an array is expected')
  let depth = 0
  let from = start + 1
  for (let at = from; at < body.length; at += 1) {
    const byte = body[at]
    if (byte === quote) at = endOfString(body, at)
    else if (byte === openBracket || byte === openBrace) depth += 1
    else if (depth > 0 && (byte === closeBracket || byte === closeBrace)) depth -= 1
    else if (depth === 0 && byte === comma && at - from >= sliceBytes) {
      yield slice(body, from, at)
      from = at + 1
    } else if (depth === 0 && byte === closeBracket) {
      if (firstByte(body, at + 1) < body.length) throw unreadable('something follows the array')
      const isEmpty = from === start + 1 && firstByte(body, from) === at
      if (!isEmpty) yield slice(body, from, at)
      return
    }
  }
  throw unreadable('the array does not end')
}

/** Blank is what a comma has nothing before or behind: no array that JSON knows. */
function slice(body: Buffer, from: number, to: number): string {
  const text = body.toString('utf8', from, to)
  if (text.trim() === '') throw unreadable('a comma stands alone')
  return `[${text}]`
}

function endOfString(body: Buffer, from: number): number {
  for (let at = from + 1; at < body.length; at += 1) {
    if (body[at] === backslash) at += 1
    else if (body[at] === quote) return at
  }
  return body.length
}

/** The place of the first byte from there that is no white space. */
function firstByte(body: Buffer, from: number): number {
  let at = from
  while (at < body.length && (body[at] ?? 0) <= 0x20) at += 1
  return at
}

function unreadable(how: string): Refusal {
  return new Refusal(400, `There was a parsing error: ${how}.`)
}
