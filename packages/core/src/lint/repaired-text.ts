/** What the bytes 80 to BF are as Windows-1252 or Latin-1, also in upper case: no letters of a word, but for Š, Ž and Œ. */
const later =
  '[\\u0080-\\u00BF\\u0191\\u039C\\u0152\\u0153\\u0160\\u0161\\u0178\\u017D\\u017E\\u0192\\u02C6\\u02DC\\u2013-\\u203A\\u20AC\\u2122]'

/**
 * UTF-8 of what Latin languages and typographers use, seen as Windows-1252: the first character is one of a few, which no language
 * that we know has before those after it. But a word in capitals can end in one of them before a quotation mark or a dash.
 */
const suspicious = new RegExp(
  `[\\u00E2\\u00C2][\\u20AC\\u0080]${later}|[\u00E2\u00C2](?:\u201A\u00AC|\u201E\u00A2)` +
    `|(?!(?<=\\p{Lu}{2})[\\u00C2-\\u00C5][\\u00A0\\u00AB\\u00BB\\u2013-\\u203A](?!\\p{L}))[\\u00C2-\\u00C5]${later}`,
  'gu',
)

/** Which byte of Windows-1252 a character is; made when it is first asked for. */
let bytes: ReadonlyMap<string, number> | undefined

/**
 * The text as it was before UTF-8 was read as Windows-1252, once or several times; empty where nothing looks like that. Two readings
 * where upper case hides which one was meant: `MÃŒLLER` is MÌLLER, or MÜLLER that was `MÃœLLER` before.
 */
export function repairedTexts(text: string): readonly string[] {
  const isUpperCase = text === text.toUpperCase()
  const exact = repaired(text)
  const raised = isUpperCase ? repaired(lowered(text)) : exact
  return [...new Set([exact, raised])].filter((one) => one !== text)
}

/** The same characters before they were put in upper case, where that took one byte for another. */
function lowered(text: string): string {
  return text.replace(raisable, (run) => run.toLowerCase())
}

const raisable = /(?<=[\u00C2-\u00C5])[\u0152\u0160\u017D]/g

/** Quotation marks in upper case: read exactly they would be spaces and marks that nobody sees. */
const quotesInUpperCase = /(?<=\u00C2\u20AC)[\u0152\u0160\u017D]/g

function repaired(text: string): string {
  let now = text.replace(quotesInUpperCase, (mark) => mark.toLowerCase())
  for (let before = ''; before !== now; ) {
    before = now
    now = before.replace(suspicious, (run) => decode(run) ?? run)
  }
  return now
}

/** In upper case the first of three characters is Â in place of â. */
function decode(run: string): string | undefined {
  const characters = run.length === 3 ? `\u00E2${run.slice(1)}` : run
  bytes ??= byteTable()
  const encoded = Array.from(characters, (character) => bytes?.get(character) ?? character.charCodeAt(0))
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(encoded))
    return /^[\u0080-\u009F]$/.test(decoded) ? printable(decoded.charCodeAt(0)) : decoded
  } catch {
    return undefined // it was no UTF-8, so it is what it seems to be
  }
}

/** What somebody meant who took a byte of Windows-1252 for Latin-1, where it is a control character; undefined for none. */
function printable(byte: number): string | undefined {
  const meant = new TextDecoder('windows-1252').decode(Uint8Array.of(byte))
  return meant.charCodeAt(0) === byte ? undefined : meant
}

function byteTable(): ReadonlyMap<string, number> {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  const table = new Map(
    Array.from(new TextDecoder('windows-1252').decode(all), (character, byte) => [character, byte]),
  )
  // the florin sign and the micro sign in upper case, which Windows-1252 lacks
  return table.set('\u0191', 0x83).set('\u039C', 0xb5)
}
