/** What somebody left unpublished in this browser: texts by name, and when they last wrote one. */
interface Work {
  readonly at: number
  readonly texts: Readonly<Record<string, string>>
}

const ours = 'dwmops work of '
/** As long as the server keeps drafts. */
const keptMs = 14 * 86_400_000

/**
 * Drafts of rules and changes that wait. They lie in the storage of the browser under the name of the person who began them, so that every
 * tab and window of that person has them after sign-in, and nobody else is shown them.
 */
export class UnsavedWork {
  readonly #storage: () => Storage
  #who: string | undefined

  constructor(storage: () => Storage) {
    this.#storage = storage
  }

  /** From now on the work of `who`. What anybody left for longer than 14 days is given up. */
  of(who: string, now = Date.now()): void {
    this.#who = who
    for (const name of this.#names()) if (this.#read(name).at < now - keptMs) this.#storage().removeItem(name)
  }

  /** A text of the one who is signed in. */
  get(name: string): string | null {
    return this.#read(this.#own()).texts[name] ?? null
  }

  set(name: string, text: string): void {
    this.#write({ ...this.#read(this.#own()).texts, [name]: text })
  }

  remove(name: string): void {
    const { [name]: gone, ...rest } = this.#read(this.#own()).texts
    if (gone !== undefined) this.#write(rest)
  }

  /** Whether anything of the one who was signed in, or else of anybody, is kept. */
  isThere(): boolean {
    const names = this.#who === undefined ? this.#names() : [this.#own()]
    return names.some((name) => Object.keys(this.#read(name).texts).length > 0)
  }

  #own(): string {
    if (this.#who === undefined)
      throw new Error('unsaved work is kept by person, and nobody is signed in: sign in first')
    return ours + this.#who
  }

  #names(): string[] {
    const storage = this.#storage()
    return Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '').filter((name) =>
      name.startsWith(ours),
    )
  }

  #read(name: string): Work {
    try {
      const work: Work | null = JSON.parse(this.#storage().getItem(name) ?? 'null')
      if (typeof work?.texts === 'object' && work.texts !== null) return work
    } catch {
      // what an older console kept in another form is of no use
    }
    return { at: 0, texts: {} }
  }

  #write(texts: Work['texts']): void {
    if (Object.keys(texts).length === 0) this.#storage().removeItem(this.#own())
    else this.#storage().setItem(this.#own(), JSON.stringify({ at: Date.now(), texts } satisfies Work))
  }
}

export const unsavedWork = new UnsavedWork(() => localStorage)
