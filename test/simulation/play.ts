import type { StageName } from '@dwmops/fleet'
import { SeededRandom } from '@dwmops/seeded-random'
import { type Deed, Outsiders } from './outsiders.ts'
import { BrokenPromiseError, checkWashed, checkWrites } from './promises.ts'
import { Reads } from './reads.ts'
import { washedFields } from './washable-values.ts'
import { type Contacts, openWorld, type World, type WorldOptions } from './world.ts'

export interface Played {
  readonly seed: number
  readonly trace: readonly string[]
  /** Fields that imports wrote. */
  readonly written: number
  readonly broken?: BrokenPromiseError
}

const lists = ['DWM - Export Queue', 'DWM - Processing Queue'] as const
const order: readonly StageName[] = ['get-contacts', 'wash-contacts', 'update-indicators', 'post-contacts']
/** Mishaps of one request or one sync, which a later run makes good. */
const mishaps = [
  'http-error=503',
  'drop-answer=method=POST',
  'sync-temporary',
  'sync-error',
  'lost-body',
  'lost-rows=share=0.2,times=1',
]

/** Plays one seed: changes by others and runs of the stages in some order, then what is left until all is through. */
export async function playSeed(seed: number, options: Omit<WorldOptions, 'contacts'>): Promise<Played> {
  const world = await openWorld({ ...options, contacts: 6 })
  const game = new Game(world, seed)
  try {
    await game.play()
    return game.result()
  } catch (error) {
    if (!(error instanceof BrokenPromiseError)) throw error
    return { ...game.result(), broken: error }
  } finally {
    await world.stop()
  }
}

class Game {
  readonly #world: World
  readonly #seed: number
  readonly #random: SeededRandom
  readonly #outsiders: Outsiders
  readonly #reads = new Reads()
  readonly #trace: string[] = []
  #written = 0

  constructor(world: World, seed: number) {
    this.#world = world
    this.#seed = seed
    this.#random = new SeededRandom(seed)
    this.#outsiders = new Outsiders(world, this.#random)
  }

  result(): Played {
    return { seed: this.#seed, trace: this.#trace, written: this.#written }
  }

  async play(): Promise<void> {
    let next = 0
    for (let step = 0; step < 24; step += 1) {
      const chance = this.#random.next()
      if (chance < 0.45) {
        // mostly as the schedule has it, sometimes out of turn
        const stage = this.#random.next() < 0.8 ? order[next++ % order.length] : this.#random.pick(order)
        await this.#run(stage ?? 'get-contacts', true)
      } else if (chance < 0.8) await this.#change()
      else if (chance < 0.9) await this.#listAgain()
      else if (chance < 0.95) await this.#comeAgain()
      else await this.#redrive()
    }
    await this.#finish()
  }

  /** Runs until all is through, with no mishaps and no changes. */
  async #finish(): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      await this.#world.passTime()
      await this.#world.run('clean-queues')
      if (round === 1) await this.#redrive()
      for (const stage of order) await this.#run(stage, false)
    }
    const open = (await this.#world.queue.measure([])).filter(({ ready, held }) => ready + held > 0)
    if (open.length > 0)
      throw new BrokenPromiseError('through', `${open.map(({ queue }) => queue)} not empty`)
    const left = (await this.#world.eloqua.list(lists[0])).count
    if (left > 0) throw new BrokenPromiseError('through', `${left} contacts left on ${lists[0]}`)
    const contacts = await this.#world.contacts()
    const done = await this.#done(contacts)
    checkWashed(contacts, this.#reads, (id) => done.has(id))
  }

  async #done(contacts: Contacts): Promise<ReadonlySet<string>> {
    const done = new Set<string>()
    for (const [id, { emailAddress = '' }] of contacts) {
      const shown = await this.#world.queue.show(emailAddress.toLowerCase())
      if (shown?.item.state === 'done') done.add(id)
    }
    return done
  }

  async #run(stage: StageName, isWild: boolean): Promise<void> {
    const { sandbox, eloqua } = this.#world
    const before = await this.#world.contacts()
    const deed = isWild && this.#random.next() < 0.3 ? await this.#outsiders.deed() : undefined
    const hidden = stage === 'get-contacts' && isWild ? this.#hideColumns() : undefined
    const mishap = isWild && this.#random.next() < 0.25 ? this.#random.pick(mishaps) : undefined
    sandbox.setFaults([...(hidden ? [hidden.fault] : []), ...(mishap ? [mishap] : [])])
    const exportsBefore = await this.#exports()
    // between the question what Eloqua holds and the import itself nobody can be heard
    const moment = stage === 'get-contacts' && this.#random.next() < 0.5 ? 'after' : 'before'
    if (deed) sandbox.plan({ [moment]: 'export', path: '/contacts/*', ...deed })
    const run = await this.#world.run(stage)
    sandbox.setFaults([])
    const isDone = await eloqua.forgetChanges()
    const others = deed && isDone ? withDeed(before, deed) : before
    this.#trace.push(
      `${stage} exit ${run.exitCode}${mishap ? ` under ${mishap}` : ''}${shown(deed, isDone, moment)}`,
    )
    if (stage === 'get-contacts') {
      // a run that takes an earlier export up reads nothing anew
      const exported = [...(await this.#exports())].filter(
        ([id, count]) => count > (exportsBefore.get(id) ?? 0),
      )
      const ids = exported.map(([id]) => id)
      const read = moment === 'before' ? others : before
      this.#reads.note(read, ids, (_, field) => hidden?.fields.has(field) ?? false)
    }
    const after = await this.#world.contacts()
    this.#written += checkWrites({ stage, before: others, after, reads: this.#reads })
  }

  async #exports(): Promise<ReadonlyMap<string, number>> {
    return new Map(
      (await this.#world.eloqua.contacts()).map(({ ContactID, exports }) => [ContactID, exports]),
    )
  }

  #hideColumns() {
    if (this.#random.next() > 0.3) return undefined
    const fields = new Set([this.#random.pick(washedFields), this.#random.pick(washedFields)])
    this.#trace.push(`the next export lacks ${[...fields]}`)
    return { fields: fields as ReadonlySet<string>, fault: `columns-omitted=${[...fields].join('|')}` }
  }

  async #change(): Promise<void> {
    const deed = await this.#outsiders.deed()
    if (!deed) return
    await this.#outsiders.do(deed)
    this.#trace.push(`others: ${JSON.stringify(deed)}`)
  }

  async #comeAgain(): Promise<void> {
    const id = await this.#outsiders.comeAgain()
    if (id) this.#trace.push(`others: contact ${id} has an address that another had`)
  }

  async #listAgain(): Promise<void> {
    const ids = [...(await this.#world.contacts()).keys()].filter(() => this.#random.next() < 0.5)
    for (const list of lists) await this.#world.eloqua.put(list, ids)
    this.#trace.push(`listed again: ${ids}`)
  }

  async #redrive(): Promise<void> {
    await this.#world.passTime()
    await this.#world.run('clean-queues')
    this.#trace.push(`hours later, ${await this.#world.queue.redrive({})} dead letters redriven`)
  }
}

function withDeed(contacts: Contacts, { contactIds, fields, delete: isDeletion }: Deed): Contacts {
  const changed = new Map(contacts)
  for (const id of contactIds) {
    if (isDeletion) changed.delete(id)
    else if (changed.has(id)) changed.set(id, { ...changed.get(id), ...fields })
  }
  return changed
}

function shown(deed: Deed | undefined, isDone: boolean, moment: string): string {
  return deed && isDone ? `, ${moment} its export others: ${JSON.stringify(deed)}` : ''
}
