/** Different groups that are returned at most; what comes beyond them is counted with the contacts alone. */
const mostGroups = 5_000

interface Group<Facts, Sample> {
  readonly facts: Facts
  contacts: number
  readonly samples: Sample[]
}

/** Counts by group, with some samples of each, in memory that does not grow with what is counted. */
export class GroupedSamples<Facts, Sample> {
  readonly #groups = new Map<string, Group<Facts, Sample>>()
  readonly #samples: number

  constructor(samples: number) {
    this.#samples = samples
  }

  add(name: string, facts: () => Facts, sample: () => Sample): void {
    let group = this.#groups.get(name)
    if (group === undefined) {
      if (this.#groups.size === mostGroups) return
      group = { facts: facts(), contacts: 0, samples: [] }
      this.#groups.set(name, group)
    }
    group.contacts += 1
    if (group.samples.length < this.#samples) group.samples.push(sample())
  }

  /** Those with most contacts first. */
  result(): (Facts & { readonly contacts: number; readonly samples: readonly Sample[] })[] {
    return [...this.#groups.values()]
      .toSorted((one, other) => other.contacts - one.contacts)
      .map(({ facts, contacts, samples }) => ({ ...facts, contacts, samples }))
  }
}
