import type { CharSet } from '../unicode/char-set.ts'
import { groupsIn } from './referenced-groups.ts'
import type { Node, Repeat } from './syntax-tree.ts'

/** Fewer rounds than this cannot add up. */
const fewRounds = 16
/** A pattern with more repeats than this is tried on the first of them. */
const mostRepeats = 12
const longestSample = 100

/** A character that patterns seldom speak of, to make a match fail at the end. */
const foreign = '~'

/**
 * Values of some `length` characters that make a pattern try as much as possible: they go along with it up to one of
 * its long repeats, then fill that, then fail; or match first, so that a replacement looks for more.
 */
export function hostileValues(root: Node, length: number): string[] {
  const sampler = new Sampler(root)
  const whole = sampler.sample(root, 1)
  const values = new Set<string>()
  for (const { repeat, before } of sampler.longRepeats().slice(0, mostRepeats)) {
    for (const lead of new Set([before, `${whole} ${before}`])) {
      for (const filling of sampler.fillings(repeat, length)) {
        values.add((lead + filling).slice(0, length - 1) + foreign)
      }
    }
  }
  return [...values]
}

interface LongRepeat {
  readonly repeat: Repeat
  /** A text for what stands before it. */
  readonly before: string
}

/** Makes up texts that parts of one pattern match. */
class Sampler {
  readonly #root: Node
  readonly #groups: ReadonlyMap<number, Node>
  readonly #groupSamples = new Map<number, string>()

  constructor(root: Node) {
    this.#root = root
    this.#groups = groupsIn(root)
  }

  /** A text for a part: the shortest at hand, or (variant 1) one with a round more and other letters. */
  sample(node: Node, variant: 0 | 1): string {
    switch (node.kind) {
      case 'character':
        return pick(node.set, variant)
      case 'sequence':
        return short(node.items.map((item) => this.sample(item, variant)).join(''))
      case 'choice':
        return this.sample((variant === 0 ? node.options[0] : node.options.at(-1)) as Node, variant)
      case 'repeat': {
        const rounds = Math.min(Math.max(node.least, variant), node.most, longestSample)
        return short(this.sample(node.body, variant).repeat(rounds))
      }
      case 'group':
      case 'atomic':
        return this.sample(node.body, variant)
      case 'conditional':
        return this.sample(node.yes, variant)
      case 'reference':
        return this.#groupSample(node.group, variant)
      default:
        return ''
    }
  }

  /** Groups that refer to groups twice would else take for ever. */
  #groupSample(group: number, variant: 0 | 1): string {
    const key = 2 * group + variant
    const known = this.#groupSamples.get(key)
    if (known !== undefined) return known
    const text = this.sample(this.#groups.get(group) as Node, variant)
    this.#groupSamples.set(key, text)
    return text
  }

  longRepeats(): LongRepeat[] {
    const found: LongRepeat[] = []
    this.#visit(this.#root, '', found)
    return found
  }

  #visit(node: Node, before: string, found: LongRepeat[]): void {
    if (node.kind === 'sequence') {
      let lead = before
      for (const item of node.items) {
        this.#visit(item, lead, found)
        lead = short(lead + this.sample(item, 1))
      }
    } else if (node.kind === 'choice') for (const option of node.options) this.#visit(option, before, found)
    else if (node.kind === 'conditional') {
      this.#visit(node.yes, before, found)
      if (node.no !== undefined) this.#visit(node.no, before, found)
    } else if ('body' in node) {
      if (node.kind === 'repeat' && node.most > fewRounds) found.push({ repeat: node, before })
      this.#visit(node.body, before, found)
    }
  }

  /** Texts that a repeat takes: of one round over and over, of two in turn, of many that differ. */
  fillings({ body }: Repeat, length: number): string[] {
    const rounds = [this.sample(body, 0), this.sample(body, 0) + this.sample(body, 1)]
    const filled = rounds.filter((text) => text !== '').map((text) => text.repeat(length / text.length + 1))
    if (body.kind !== 'character') return filled
    const letters = lettersOf(body.set)
    return letters.length < 3 ? filled : [...filled, mixed(letters, length)]
  }
}

function short(text: string): string {
  return text.slice(0, longestSample)
}

/** Letters of cleaned values first, then what is left of ASCII. */
const usual = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,-/ '

function lettersOf(set: CharSet): string[] {
  return [...usual].filter((letter) => letter !== ' ' && set.has(letter.codePointAt(0) as number))
}

function pick(set: CharSet, variant: 0 | 1): string {
  const [first = '', second = first] = [...usual].filter((letter) => set.has(letter.codePointAt(0) as number))
  if (first !== '') return variant === 0 ? first : second
  const [code] = set.edges
  return code === undefined ? '' : String.fromCodePoint(code)
}

/** These letters in an order without a period. */
function mixed(letters: readonly string[], length: number): string {
  let seed = 12345
  let text = ''
  while (text.length < length) {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
    text += letters[(seed >> 16) % letters.length]
  }
  return text
}
