const token =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/uy

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end'

/** Where a text stops being JSON, and what should have stood there; JSON.parse often does not name the place. */
export function jsonFault(text: string): { line: number; reason: string } | undefined {
  const open: string[] = []
  let expected: Expected = 'value'
  let position = 0
  while (expected !== ', or end' || open.length > 0) {
    token.lastIndex = position
    const [whole = '', mark, string] = token.exec(text) ?? []
    const next = step(
      expected,
      whole === '' ? undefined : (mark ?? (string === undefined ? 'scalar' : 'string')),
      open,
    )
    if (next === undefined) return describe(text, position, expected, open.at(-1))
    expected = next
    position += whole.length
  }
  return text.slice(position).trim() === '' ? undefined : describe(text, position, 'end', undefined)
}

/** What may come after a token, keeping `open` up to date; undefined when the token may not stand there. */
function step(expected: Expected, kind: string | undefined, open: string[]): Expected | undefined {
  const inObject = open.at(-1) === '{'
  if (expected === ':') return kind === ':' ? 'value' : undefined
  if (expected.startsWith('key') && kind === 'string') return ':'
  const closes = kind === '}' ? expected !== 'key' && inObject : kind === ']' && open.at(-1) === '['
  if (closes && expected !== 'value') {
    if (expected === 'value or ]' && kind !== ']') return undefined
    open.pop()
    return ', or end'
  }
  if (expected === ', or end') return kind === ',' ? (inObject ? 'key' : 'value') : undefined
  if (expected.startsWith('key')) return undefined
  if (kind === 'string' || kind === 'scalar') return ', or end'
  if (kind !== '{' && kind !== '[') return undefined
  open.push(kind)
  return kind === '{' ? 'key or }' : 'value or ]'
}

function describe(text: string, position: number, expected: Expected | 'end', within: string | undefined) {
  const rest = /[^ \t\n\r]/u.exec(text.slice(position))
  const at = position + (rest?.index ?? text.length - position)
  const line = text.slice(0, at).split('\n').length
  const wanted = {
    value: 'a value',
    'value or ]': "a value or ']'",
    key: 'a key in double quotes',
    'key or }': "a key in double quotes or '}'",
    ':': "':'",
    ', or end': within === '{' ? "',' or '}'" : "',' or ']'",
    end: 'the end',
  }[expected]
  const found = at >= text.length ? 'the text ends' : `found ${JSON.stringify(text.slice(at, at + 1))}`
  return { line, reason: `not JSON: expected ${wanted}, ${found}` }
}
