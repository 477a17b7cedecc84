/** A piece of a text: as it stands, or a character that is not seen and what shows it. */
export interface TextPart {
  readonly text: string
  /** What is shown in its place, and its name in words. */
  readonly mark?: { readonly shown: string; readonly name: string }
}

/** Looks like nothing or like a blank, or turns what follows around; blanks and line ends are judged by where they stand. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]|[\p{Zs}--[ ]]|^ +| +$/v

const names: Readonly<Record<string, readonly [shown: string, name: string]>> = {
  ' ': ['␣', 'blank'],
  '\t': ['⇥', 'tab'],
  '\n': ['⏎', 'line end'],
  '\r': ['␍', 'carriage return'],
  '\u00A0': ['⍽', 'no-break space'],
  '\u202F': ['⍽', 'narrow no-break space'],
  '\u3000': ['␣', 'ideographic space'],
  '\u200B': ['U+200B', 'zero-width space'],
  '\u200C': ['U+200C', 'zero-width non-joiner'],
  '\u200D': ['U+200D', 'zero-width joiner'],
  '\u2060': ['U+2060', 'word joiner'],
  '\uFEFF': ['U+FEFF', 'byte order mark'],
  '\u00AD': ['U+00AD', 'soft hyphen'],
  '\u200E': ['U+200E', 'left-to-right mark'],
  '\u200F': ['U+200F', 'right-to-left mark'],
  '\u202A': ['U+202A', 'left-to-right embedding'],
  '\u202B': ['U+202B', 'right-to-left embedding'],
  '\u202C': ['U+202C', 'end of a direction'],
  '\u202D': ['U+202D', 'left-to-right override'],
  '\u202E': ['U+202E', 'right-to-left override'],
}

/** Splits a text so that each character that cannot be seen stands alone, with a mark: tabs, odd blanks, zero-width and direction controls, blanks at the ends. */
export function partsOfText(text: string): TextPart[] {
  const parts: TextPart[] = []
  const all = new RegExp(unseen, 'gv')
  let from = 0
  for (const found of text.matchAll(all)) {
    if (found.index > from) parts.push({ text: text.slice(from, found.index) })
    for (const one of found[0]) parts.push({ text: one, mark: markOf(one) })
    from = found.index + found[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}

function markOf(one: string): NonNullable<TextPart['mark']> {
  const code = `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  const [shown, name] = names[one] ?? [code, `character ${code}`]
  return { shown, name: name.includes(code) ? name : `${name} (${code})` }
}
