import type { ChangeInput } from '@dwmops/eloqua-sandbox'
import type { SeededRandom } from '@dwmops/seeded-random'
import { washableValue, washedFields } from './washable-values.ts'
import type { World } from './world.ts'

/** What is done to a contact: by a form, a CRM or a person. */
export type Deed = Pick<ChangeInput, 'contactIds' | 'fields' | 'delete'>

/** People, forms and a CRM that change contacts while the stages run. */
export class Outsiders {
  readonly #world: World
  readonly #random: SeededRandom
  /** Addresses that contacts have had and nobody has now. */
  readonly #freed: string[] = []
  #number = 10_000

  constructor(world: World, random: SeededRandom) {
    this.#world = world
    this.#random = random
  }

  /** Something that becomes of a contact; undefined when there is none left. */
  async deed(): Promise<Deed | undefined> {
    const contacts = [...(await this.#world.contacts())]
    const one = this.#random.pick(contacts)
    if (one === undefined) return undefined
    const [id, { emailAddress = '' }] = one
    const contactIds = [id]
    const chance = this.#random.next()
    if (chance < 0.12) {
      this.#freed.push(emailAddress)
      return { contactIds, delete: true }
    }
    if (chance < 0.24) {
      this.#freed.push(emailAddress)
      return { contactIds, fields: { emailAddress: `Moved.${this.#next()}@Example.org` } }
    }
    return { contactIds, fields: this.#values(chance < 0.6 ? 1 : 4) }
  }

  async do({ contactIds: [id = ''], fields, delete: isDeletion }: Deed): Promise<void> {
    if (isDeletion) await this.#world.eloqua.remove(id)
    else await this.#world.eloqua.change(id, fields ?? {})
  }

  /** Somebody fills in a form with an address that another contact had, or a new one; undefined when there is none to reuse. */
  async comeAgain(): Promise<string | undefined> {
    const emailAddress = this.#freed.pop()
    const contacts = [...(await this.#world.contacts()).values()]
    // a deletion or a move that was planned may not have come to pass
    const isTaken = contacts.some((one) => one['emailAddress'] === emailAddress)
    if (emailAddress === undefined || isTaken) return undefined
    return this.#world.eloqua.create({ emailAddress, ...this.#values(3) })
  }

  #values(count: number): Record<string, string> {
    const value = () => (this.#random.next() < 0.2 ? '' : washableValue(this.#next(), this.#number))
    return Object.fromEntries(Array.from({ length: count }, () => [this.#random.pick(washedFields), value()]))
  }

  #next(): number {
    this.#number += 1 + this.#random.between(0, 2)
    return this.#number
  }
}
