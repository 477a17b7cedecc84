import { brotliDecompressSync } from 'node:zlib'
import { hangulSyllable } from './hangul-syllable.ts'
import { packedNames } from './packed-names.ts'

/** Ranges of ideographs that are named by their code points, in Unicode 14.0. */
const unifiedIdeographs: readonly (readonly [number, number])[] = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b738],
  [0x2b740, 0x2b81d],
  [0x2b820, 0x2cea1],
  [0x2ceb0, 0x2ebe0],
  [0x30000, 0x3134a],
]
const ideographName = /^CJK UNIFIED IDEOGRAPH-([0-9A-F]{4,5})$/

let codesByName: ReadonlyMap<string, number> | undefined

/** What Python's `unicodedata.lookup` finds, when it is one code point: names and aliases in whatever case. */
export function characterNamed(name: string): number | undefined {
  // The names that follow a rule are not looked for in other cases.
  const digits = ideographName.exec(name)?.[1]
  if (digits !== undefined) return unifiedIdeograph(Number.parseInt(digits, 16))
  codesByName ??= unpackNames()
  const upper = name.replace(/[a-z]+/g, (letters) => letters.toUpperCase())
  return hangulSyllable(name) ?? codesByName.get(upper)
}

function unifiedIdeograph(code: number): number | undefined {
  return unifiedIdeographs.some(([low, high]) => code >= low && code <= high) ? code : undefined
}

/** Some 20 ms, once, and only where a pattern names a character. */
function unpackNames(): Map<string, number> {
  const names = new Map<string, number>()
  let code = -1
  for (const line of brotliDecompressSync(Buffer.from(packedNames, 'base64'))
    .toString('latin1')
    .split('\n')) {
    const [name = '', distance = '1'] = line.split('\t')
    code += Number(distance)
    names.set(name, code)
  }
  return names
}
