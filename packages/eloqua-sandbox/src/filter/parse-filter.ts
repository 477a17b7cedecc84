import { FilterError } from './filter-error.ts'
import { type Operator, type Token, tokensOf } from './tokens.ts'

/** A filter as a tree. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'exists'; readonly statement: string }
  | { readonly kind: 'status'; readonly statement: string; readonly value: string }
  | {
      readonly kind: 'compare'
      readonly statement: string
      readonly operator: Operator
      readonly value: string
    }

/** What the documentation leaves open about filters. */
export interface FilterManners {
  /** AND and OR bind alike, the left one first */
  readonly flat: boolean
  /** two quotes in a value are one */
  readonly doubledQuotes: boolean
}

const usual: FilterManners = { flat: false, doubledQuotes: false }

/**
 * Reads a filter: NOT binds closer than AND, AND closer than OR unless the manners are others; keywords in any case, any white
 * space. Throws FilterError.
 */
export function parseFilter(filter: string, { flat, doubledQuotes }: FilterManners = usual): Condition {
  const reader = new TokenReader(tokensOf(filter, doubledQuotes), flat)
  const condition = readAny(reader)
  if (reader.peek()) throw new FilterError('Must be a valid filter: something follows its end.')
  return condition
}

class TokenReader {
  readonly isFlat: boolean
  readonly #tokens: readonly Token[]
  #place = 0

  constructor(tokens: readonly Token[], isFlat: boolean) {
    this.#tokens = tokens
    this.isFlat = isFlat
  }

  peek(): Token | undefined {
    return this.#tokens[this.#place]
  }

  next(): Token | undefined {
    const token = this.#tokens[this.#place]
    this.#place += 1
    return token
  }

  /** Takes the word when it comes next. */
  takesWord(word: string): boolean {
    const token = this.peek()
    const comes = token?.kind === 'word' && token.text === word
    if (comes) this.#place += 1
    return comes
  }

  must(kind: 'open' | 'close'): void {
    if (this.next()?.kind !== kind) {
      throw new FilterError(`Must be a valid filter: ${kind === 'open' ? '(' : ')'} is missing.`)
    }
  }

  text(): string {
    const token = this.next()
    if (token?.kind !== 'text') throw new FilterError('Must be a valid filter: quoted text is missing.')
    return token.text
  }
}

function readAny(reader: TokenReader): Condition {
  return reader.isFlat ? readFlat(reader) : readOr(reader)
}

function readFlat(reader: TokenReader): Condition {
  let left = readNot(reader)
  for (;;) {
    if (reader.takesWord('AND')) left = { kind: 'and', parts: [left, readNot(reader)] }
    else if (reader.takesWord('OR')) left = { kind: 'or', parts: [left, readNot(reader)] }
    else return left
  }
}

function readOr(reader: TokenReader): Condition {
  const parts = [readAnd(reader)]
  while (reader.takesWord('OR')) parts.push(readAnd(reader))
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts }
}

function readAnd(reader: TokenReader): Condition {
  const parts = [readNot(reader)]
  while (reader.takesWord('AND')) parts.push(readNot(reader))
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts }
}

function readNot(reader: TokenReader): Condition {
  return reader.takesWord('NOT') ? { kind: 'not', part: readNot(reader) } : readOne(reader)
}

function readOne(reader: TokenReader): Condition {
  if (reader.peek()?.kind === 'open') {
    reader.must('open')
    const inner = readAny(reader)
    reader.must('close')
    return inner
  }
  if (reader.takesWord('EXISTS')) return { kind: 'exists', statement: readArgument(reader) }
  if (reader.takesWord('STATUS')) {
    const statement = readArgument(reader)
    if (readOperator(reader) !== '=') throw new FilterError('STATUS must be compared with =.')
    return { kind: 'status', statement, value: reader.text() }
  }
  const statement = reader.text()
  return { kind: 'compare', statement, operator: readOperator(reader), value: reader.text() }
}

function readArgument(reader: TokenReader): string {
  reader.must('open')
  const statement = reader.text()
  reader.must('close')
  return statement
}

function readOperator(reader: TokenReader): Operator {
  const token = reader.next()
  if (token?.kind !== 'operator') throw new FilterError('Must be a valid filter: an operator is missing.')
  return token.text
}
