import { randomUUID } from 'node:crypto'
import { insertNew, retryTransient } from '@dwmops/mongo'
import { Binary, type Db } from 'mongodb'
import { DraftNotFoundError, PublishConflictError } from '../errors.ts'
import type { RuleSet } from '../rules/rule-collections.ts'
import { readConsistently } from '../rules/rule-snapshot.ts'
import { publicSet } from '../rules/stored-rules.ts'
import { publishSet } from './publish.ts'
import { packSet, partBytes, unpackSet } from './set-archive.ts'
import type { PublishOptions, PublishReport } from './versions.ts'

/** A rule set that somebody is thinking about: not in force, to be published or thrown away. */
export interface Draft {
  readonly id: string
  readonly who: string
  readonly note: string
  readonly createdAt: Date
  /** Version of the rules that it was made from, as a snapshot names it. */
  readonly basis: string
}

/** What a draft is made of: the rules as they were read, and their version. */
export interface DraftGround {
  readonly set: RuleSet
  readonly basis: string
}

/** Rule sets that are being thought about, each for 14 days. */
export interface Drafts {
  /** The rules as they are now, to make a draft of. */
  ground(): Promise<DraftGround>
  /** Keeps a set that was made of a ground: it can be published as long as the rules are still that. */
  keep(
    set: RuleSet,
    options: Pick<PublishOptions, 'who' | 'note'> & Pick<DraftGround, 'basis'>,
  ): Promise<Draft>
  /** Drafts, newest first. */
  list(): Promise<Draft[]>
  /** What a draft holds. Throws DraftNotFoundError. */
  set(id: string): Promise<RuleSet>
  /** Makes a draft the current rules. Throws DraftNotFoundError, PublishConflictError when the rules changed since it was made, InvalidRulesError. */
  publish(id: string, options: PublishOptions): Promise<PublishReport>
  /** Throws a draft away; false when there was none. */
  drop(id: string): Promise<boolean>
}

/** A part of a draft; all facts stand in each. */
interface DraftDocument extends Omit<Draft, 'id'> {
  readonly _id: string
  readonly draft: string
  readonly part: number
  readonly data: Binary
}

export const draftsName = 'ruleDrafts'
export const draftsKeptDays = 14

export function openDrafts(db: Db): Drafts {
  const collection = db.collection<DraftDocument>(draftsName)
  const readParts = async (id: string) => {
    const parts = await retryTransient('read the draft', () =>
      collection.find({ draft: id }).sort({ part: 1 }).toArray(),
    )
    if (parts.length === 0) throw new DraftNotFoundError(id)
    return parts
  }
  const drop = async (id: string) => {
    const known = await retryTransient('read the draft', () => collection.findOne({ draft: id }))
    await retryTransient('drop the draft', () => collection.deleteMany({ draft: id }))
    return known !== null
  }
  return {
    async ground() {
      const { stored, hash } = await retryTransient('read the rules', () => readConsistently(db))
      return { set: publicSet(stored), basis: hash }
    },
    async keep(set, { who, note = '', basis }) {
      const draft = { id: randomUUID(), who, note, createdAt: new Date(), basis }
      const parts = partsOf(draft, packSet({ ...set.rules, config: set.configs }))
      // under an id of its own: what is there already is of an attempt whose answer was lost
      await retryTransient('keep the draft', () => insertNew(collection, parts))
      return draft
    },
    async list() {
      const firstParts = await retryTransient('list the drafts', () =>
        collection
          .find({ part: 0 }, { projection: { data: 0 } })
          .sort({ createdAt: -1 })
          .toArray(),
      )
      return firstParts.map(factsOf)
    },
    set: async (id) => setOf(await readParts(id)),
    async publish(id, options) {
      const parts = await readParts(id)
      const { hash } = await retryTransient('read the rules', () => readConsistently(db))
      if (hash !== parts[0]?.basis) throw new PublishConflictError(db.databaseName)
      const note = options.note ?? parts[0].note
      const report = await publishSet(db, setOf(parts), { ...options, note })
      if (options.dryRun !== true) await drop(id)
      return report
    },
    drop,
  }
}

function factsOf({ draft: id, who, note, createdAt, basis }: DraftDocument): Draft {
  return { id, who, note, createdAt, basis }
}

function partsOf({ id, ...facts }: Draft, data: Buffer): DraftDocument[] {
  const count = Math.max(1, Math.ceil(data.length / partBytes))
  return Array.from({ length: count }, (_, part) => ({
    _id: `${id}/${part}`,
    draft: id,
    part,
    ...facts,
    data: new Binary(data.subarray(part * partBytes, (part + 1) * partBytes)),
  }))
}

function setOf(parts: readonly DraftDocument[]): RuleSet {
  return publicSet(unpackSet(Buffer.concat(parts.map(({ data }) => data.buffer))))
}
