import { PatternError } from './pattern-error.ts'

const digitNames = 'ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE'.split(' ')

/** Names of marks that turn up in business text; letters and digits follow a rule instead. */
const marks: ReadonlyMap<string, number> = new Map([
  ['SPACE', 0x20],
  ['NO-BREAK SPACE', 0xa0],
  ['EXCLAMATION MARK', 0x21],
  ['QUOTATION MARK', 0x22],
  ['NUMBER SIGN', 0x23],
  ['DOLLAR SIGN', 0x24],
  ['PERCENT SIGN', 0x25],
  ['AMPERSAND', 0x26],
  ['APOSTROPHE', 0x27],
  ['LEFT PARENTHESIS', 0x28],
  ['RIGHT PARENTHESIS', 0x29],
  ['ASTERISK', 0x2a],
  ['PLUS SIGN', 0x2b],
  ['COMMA', 0x2c],
  ['HYPHEN-MINUS', 0x2d],
  ['FULL STOP', 0x2e],
  ['SOLIDUS', 0x2f],
  ['COLON', 0x3a],
  ['SEMICOLON', 0x3b],
  ['LESS-THAN SIGN', 0x3c],
  ['EQUALS SIGN', 0x3d],
  ['GREATER-THAN SIGN', 0x3e],
  ['QUESTION MARK', 0x3f],
  ['COMMERCIAL AT', 0x40],
  ['LEFT SQUARE BRACKET', 0x5b],
  ['REVERSE SOLIDUS', 0x5c],
  ['RIGHT SQUARE BRACKET', 0x5d],
  ['CIRCUMFLEX ACCENT', 0x5e],
  ['LOW LINE', 0x5f],
  ['GRAVE ACCENT', 0x60],
  ['LEFT CURLY BRACKET', 0x7b],
  ['VERTICAL LINE', 0x7c],
  ['RIGHT CURLY BRACKET', 0x7d],
  ['TILDE', 0x7e],
  ['POUND SIGN', 0xa3],
  ['YEN SIGN', 0xa5],
  ['SECTION SIGN', 0xa7],
  ['COPYRIGHT SIGN', 0xa9],
  ['LEFT-POINTING DOUBLE ANGLE QUOTATION MARK', 0xab],
  ['SOFT HYPHEN', 0xad],
  ['REGISTERED SIGN', 0xae],
  ['DEGREE SIGN', 0xb0],
  ['MICRO SIGN', 0xb5],
  ['MIDDLE DOT', 0xb7],
  ['RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK', 0xbb],
  ['MULTIPLICATION SIGN', 0xd7],
  ['HYPHEN', 0x2010],
  ['NON-BREAKING HYPHEN', 0x2011],
  ['FIGURE DASH', 0x2012],
  ['EN DASH', 0x2013],
  ['EM DASH', 0x2014],
  ['HORIZONTAL BAR', 0x2015],
  ['LEFT SINGLE QUOTATION MARK', 0x2018],
  ['RIGHT SINGLE QUOTATION MARK', 0x2019],
  ['LEFT DOUBLE QUOTATION MARK', 0x201c],
  ['RIGHT DOUBLE QUOTATION MARK', 0x201d],
  ['BULLET', 0x2022],
  ['HORIZONTAL ELLIPSIS', 0x2026],
  ['ZERO WIDTH SPACE', 0x200b],
  ['NARROW NO-BREAK SPACE', 0x202f],
  ['EURO SIGN', 0x20ac],
  ['NUMERO SIGN', 0x2116],
  ['TRADE MARK SIGN', 0x2122],
  ['MINUS SIGN', 0x2212],
  ['IDEOGRAPHIC SPACE', 0x3000],
  ['ZERO WIDTH NO-BREAK SPACE', 0xfeff],
  ['LATIN SMALL LETTER SHARP S', 0xdf],
  ['LATIN CAPITAL LETTER SHARP S', 0x1e9e],
  ['LATIN SMALL LETTER DOTLESS I', 0x131],
  ['LATIN CAPITAL LETTER AE', 0xc6],
  ['LATIN SMALL LETTER AE', 0xe6],
  ['LATIN CAPITAL LETTER O WITH STROKE', 0xd8],
  ['LATIN SMALL LETTER O WITH STROKE', 0xf8],
  ['LATIN CAPITAL LETTER ETH', 0xd0],
  ['LATIN SMALL LETTER ETH', 0xf0],
  ['LATIN CAPITAL LETTER THORN', 0xde],
  ['LATIN SMALL LETTER THORN', 0xfe],
  ['LATIN CAPITAL LETTER L WITH STROKE', 0x141],
  ['LATIN SMALL LETTER L WITH STROKE', 0x142],
  ['LATIN CAPITAL LETTER D WITH STROKE', 0x110],
  ['LATIN SMALL LETTER D WITH STROKE', 0x111],
  ['LATIN CAPITAL LIGATURE OE', 0x152],
  ['LATIN SMALL LIGATURE OE', 0x153],
  ['PLUS-MINUS SIGN', 0xb1],
  ['DIVISION SIGN', 0xf7],
  ['INVERTED QUESTION MARK', 0xbf],
  ['INVERTED EXCLAMATION MARK', 0xa1],
  ['CENT SIGN', 0xa2],
  ['ACUTE ACCENT', 0xb4],
  ['DIAERESIS', 0xa8],
  ['PILCROW SIGN', 0xb6],
  ['SUPERSCRIPT TWO', 0xb2],
  ['ZERO WIDTH JOINER', 0x200d],
  ['ZERO WIDTH NON-JOINER', 0x200c],
  ['EM SPACE', 0x2003],
  ['EN SPACE', 0x2002],
  ['THIN SPACE', 0x2009],
  ['RIGHTWARDS ARROW', 0x2192],
  ['SINGLE LOW-9 QUOTATION MARK', 0x201a],
  ['DOUBLE LOW-9 QUOTATION MARK', 0x201e],
  ['PRIME', 0x2032],
  ['PER MILLE SIGN', 0x2030],
  ['DAGGER', 0x2020],
  ['SOUND RECORDING COPYRIGHT', 0x2117],
  ['KELVIN SIGN', 0x212a],
  ['ANGSTROM SIGN', 0x212b],
  ['OHM SIGN', 0x2126],
  ['FEMININE ORDINAL INDICATOR', 0xaa],
  ['MASCULINE ORDINAL INDICATOR', 0xba],
])

const accents: ReadonlyMap<string, string> = new Map([
  ['GRAVE', '\u0300'],
  ['ACUTE', '\u0301'],
  ['CIRCUMFLEX', '\u0302'],
  ['TILDE', '\u0303'],
  ['MACRON', '\u0304'],
  ['BREVE', '\u0306'],
  ['DOT ABOVE', '\u0307'],
  ['DIAERESIS', '\u0308'],
  ['RING ABOVE', '\u030a'],
  ['DOUBLE ACUTE', '\u030b'],
  ['CARON', '\u030c'],
  ['CEDILLA', '\u0327'],
  ['OGONEK', '\u0328'],
])

/**
 * The code point of \N{name}: Latin letters (with accents), ASCII digits and common marks.
 * Throws PatternError (PATTERN_REFUSED): the full list of names is megabytes, so others must be written as \uXXXX.
 */
export function characterNamed(name: string, position: number): number {
  const upper = name.toUpperCase()
  const code = marks.get(upper) ?? digitNamed(upper) ?? latinNamed(upper)
  if (code !== undefined) return code
  throw new PatternError(
    'PATTERN_REFUSED',
    `the character name '${name}' is not carried here: write \\uXXXX`,
    position,
  )
}

function digitNamed(name: string): number | undefined {
  const digit = digitNames.indexOf(name.replace(/^DIGIT /, ''))
  return digit >= 0 && name.startsWith('DIGIT ') ? 0x30 + digit : undefined
}

function latinNamed(name: string): number | undefined {
  const parts = /^LATIN (CAPITAL|SMALL) LETTER ([A-Z])(?: WITH (.+))?$/.exec(name)
  if (parts === null) return undefined
  const [, size, base = '', accentName] = parts
  const accent = accentName === undefined ? '' : accents.get(accentName)
  if (accent === undefined) return undefined
  const letter = ((size === 'SMALL' ? base.toLowerCase() : base) + accent).normalize('NFC')
  return letter.length === 1 ? letter.codePointAt(0) : undefined
}
