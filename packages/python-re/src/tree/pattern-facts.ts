import type { PatternFacts } from '../compiled-pattern.ts'
import { resolveLiteral } from '../parse/set-items.ts'
import type { CharSet } from '../unicode/char-set.ts'
import { comparable } from '../unicode/comparable.ts'
import { type First, firstOf } from './first-set.ts'
import { matchesAnyText, matchesAnywhere, opened, withoutStart } from './sure-match.ts'
import type { Node } from './syntax-tree.ts'
import { widthOf } from './width.ts'

const mostFirstCharacters = 4096
const mostSpellings = 8

/** What an index or a linter may know of a pattern without running it. */
export function factsOf(root: Node): PatternFacts {
  const items = withoutStart(root)
  const literal = leadingText(items)
  const rest = items.slice(literal.taken)
  const first = firstOf(root)
  const { least } = widthOf(root, new Map())
  const onlyEnd = rest.length === 1 && isEnd(rest[0])
  return {
    firstCharacters: isWide(first) ? undefined : codesOf(first.set),
    requiredLiterals: requiredIn(root),
    minLength: least,
    coversEverything: items.every(matchesAnywhere) || matchesAnyText(items, 0),
    coversNonEmpty: items.every(matchesAnywhere) || matchesAnyText(items, 1),
    takesAll: items.length < opened(root).length && isEnd(items.at(-1)),
    exactText: onlyEnd ? literal.text : undefined,
    coversPrefix: literal.text !== '' && literal.whole && matchesAnyText(rest, 0) ? literal.text : undefined,
  }
}

function isWide({ set, nullable, atEnd }: First): boolean {
  return nullable || atEnd || set.size > mostFirstCharacters
}

function isEnd(node: Node | undefined): boolean {
  return node?.kind === 'place' && (node.at === 'end' || node.at === 'textEnd')
}

function codesOf(set: CharSet): ReadonlySet<number> {
  const codes = new Set<number>()
  for (const [low, high] of set.ranges()) for (let code = low; code <= high; code++) codes.add(code)
  return codes
}

/** Texts that stand in every match, in comparable form; parts of others are left out. */
function requiredIn(root: Node): string[] {
  const texts: string[] = []
  let text = ''
  const end = () => {
    if (text !== '') texts.push(text)
    text = ''
  }
  const visit = (node: Node) => {
    const letter = spelling(node)
    if (letter !== undefined) text += letter
    else if (node.kind === 'sequence') node.items.forEach(visit)
    else if (node.kind === 'group' || node.kind === 'atomic') visit(node.body)
    else if (node.kind === 'repeat' && node.least > 0) {
      const exactly = node.least === node.most && node.least <= 16
      for (let round = 0; round < (exactly ? node.least : 1); round++) visit(node.body)
      if (!exactly) end()
    } else if (node.kind === 'look' && !node.negative) {
      const before = text
      text = ''
      visit(node.body)
      end()
      text = before
    } else if (node.kind !== 'place' && !(node.kind === 'look')) end()
  }
  visit(root)
  end()
  return [...new Set(texts)].filter((one) => !texts.some((other) => other !== one && other.includes(one)))
}

/** The comparable form of a part that is one letter in whatever case; undefined for any other part. */
function spelling(node: Node): string | undefined {
  if (node.kind !== 'character' || node.set.isEmpty || node.set.size > mostSpellings) return undefined
  const [first, ...others] = [...codesOf(node.set)].map((code) => comparable(String.fromCodePoint(code)))
  return others.every((other) => other === first) ? first : undefined
}

/** The plain text that a row of parts begins with; `whole` when it stands for every way to write each letter. */
function leadingText(items: readonly Node[]): {
  readonly text: string
  readonly taken: number
  readonly whole: boolean
} {
  let text = ''
  let taken = 0
  let whole = true
  for (const item of items) {
    const letter = spelling(item)
    if (letter === undefined || item.kind !== 'character') break
    text += letter
    taken++
    const code = letter.codePointAt(0) ?? 0
    whole &&= String.fromCodePoint(code) === letter && resolveLiteral(code, 'unicode') === item.set
  }
  return { text, taken, whole }
}
