const prefix = 'HANGUL SYLLABLE '
const firstSyllable = 0xac00

const leads = 'G GG N D DD R M B BB S SS  J JJ C K T P H'.split(' ')
const vowels = 'A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I'.split(' ')
const trails = ' G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H'.split(' ')

/** The code point of a Hangul syllable by its name, which is put together from the names of its letters. */
export function hangulSyllable(name: string): number | undefined {
  if (!name.startsWith(prefix)) return undefined
  const letters = name.slice(prefix.length)
  const lead = longestBegin(leads, letters)
  const afterLead = letters.slice(leads[lead]?.length)
  const vowel = longestBegin(vowels, afterLead)
  const trail = trails.indexOf(afterLead.slice(vowels[vowel]?.length))
  if (vowel < 0 || trail < 0) return undefined
  return firstSyllable + (lead * vowels.length + vowel) * trails.length + trail
}

/** The index of the longest of these that the text begins with; -1 when it begins with none. */
function longestBegin(parts: readonly string[], text: string): number {
  let best = -1
  for (const [index, part] of parts.entries()) {
    if (text.startsWith(part) && part.length >= (parts[best] ?? '').length) best = index
  }
  return best
}
