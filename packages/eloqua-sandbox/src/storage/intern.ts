const longest = 40
const most = 2000

/** Keeps one copy of texts that come again and again (states, countries, statuses), so that columns of them are small. */
export class Interner {
  readonly #known = new Map<string, string>()

  of(text: string): string {
    if (text === '') return ''
    if (text.length > longest) return text
    const known = this.#known.get(text)
    if (known !== undefined) return known
    if (this.#known.size < most) this.#known.set(text, text)
    return text
  }
}
