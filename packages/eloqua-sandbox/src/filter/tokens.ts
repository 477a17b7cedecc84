import { FilterError } from './filter-error.ts'

/** A piece of a filter: quoted text, an operator, a parenthesis or a word. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'operator'; readonly text: Operator }
  | { readonly kind: 'open' | 'close' }
  | { readonly kind: 'word'; readonly text: string }

export const operators = ['!=', '>=', '<=', '=', '>', '<', '~'] as const
export type Operator = (typeof operators)[number]

const plain = /\s*(?:'([^']*)'|(!=|>=|<=|=|>|<|~)|([()])|([A-Za-z]+))/y
const doubled = /\s*(?:'((?:[^']|'')*)'|(!=|>=|<=|=|>|<|~)|([()])|([A-Za-z]+))/y

/** With `doubledQuotes` two quotes within a text are one, else they end one text and begin the next. */
export function tokensOf(filter: string, doubledQuotes: boolean): Token[] {
  const pattern = doubledQuotes ? doubled : plain
  const tokens: Token[] = []
  const end = filter.trimEnd().length
  for (let place = 0; place < end; place = pattern.lastIndex) {
    pattern.lastIndex = place
    const found = pattern.exec(filter)
    if (!found) throw new FilterError(`Must be a valid filter: unexpected text at position ${place + 1}.`)
    tokens.push(tokenOf(found))
  }
  if (!doubledQuotes) return tokens
  return tokens.map((token) =>
    token.kind === 'text' ? { ...token, text: token.text.replaceAll("''", "'") } : token,
  )
}

function tokenOf([, text, operator, bracket, word = '']: RegExpExecArray): Token {
  if (text !== undefined) return { kind: 'text', text }
  const known = operators.find((one) => one === operator)
  if (known) return { kind: 'operator', text: known }
  if (bracket !== undefined) return { kind: bracket === '(' ? 'open' : 'close' }
  return { kind: 'word', text: word.toUpperCase() }
}
