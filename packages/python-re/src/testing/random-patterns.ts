import fc from 'fast-check'

const literals = fc.constantFrom(
  ...'AABBBC1I -_.É',
  'ı',
  'İ',
  'ß',
  'Σ',
  '\\.',
  '\\x41',
  '\\u00c9',
  '{A}',
  '😀',
)
const classes = fc.constantFrom(
  '.',
  '\\w',
  '\\d',
  '\\s',
  '\\W',
  '\\S',
  '[A-C]',
  '[^A]',
  '[]I]',
  '[\\w-]',
  '[a-c&&b]',
)
const places = fc.constantFrom('^', '$', '\\b', '\\B', '\\A', '\\Z')
const counts = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{,2}', '{1,}', '*?', '+?', '??', '*+', '{')
const opens = fc.constantFrom(
  '(',
  '(',
  '(?:',
  '(?=',
  '(?!',
  '(?>',
  '(?-i:',
  '(?i:',
  '(?s:',
  '(?P<n>',
  '(?<=',
  '(?<!',
)
const backs = fc.constantFrom('\\1', '\\2', '(?P=n)', '(?(1)A|B)')

const { alternatives } = fc.letrec<{ alternatives: string; sequence: string; item: string; atom: string }>(
  (tie) => ({
    alternatives: fc
      .array(tie('sequence'), { minLength: 1, maxLength: 3 })
      .map((options) => options.join('|')),
    sequence: fc.array(tie('item'), { maxLength: 4 }).map((items) => items.join('')),
    item: fc.tuple(tie('atom'), counts).map(([atom, count]) => atom + count),
    atom: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      literals,
      classes,
      places,
      backs,
      fc.tuple(opens, tie('alternatives')).map(([open, body]) => `${open}${body})`),
    ),
  }),
)

/** A pattern of few letters with all kinds of parts; not every one is valid. */
export const randomPattern: fc.Arbitrary<string> = alternatives

/** A value of the letters that such patterns speak of. */
export const randomValue: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...'AAABBC1I -_.ÉıİßΣ\n😀'), { maxLength: 8 })
  .map((characters) => characters.join(''))
