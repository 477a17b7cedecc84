import { ensureIndexes } from '@dwmops/mongo'
import type { Db } from 'mongodb'
import type { Effect, Preview, PreviewChange } from '../schemas/preview.ts'
import type { RuleSetDiff } from '../schemas/rule.ts'

const name = 'apiPreviews'
const keptMs = 14 * 86_400_000
/** A server that works on a preview shows a sign of life more often than this. */
const silentMs = 60_000
/** A difference that is longer, in characters of JSON, is not kept: nobody reads it, and a document ends at 16 MB. */
const longestDiff = 2_000_000

/** A difference as it is kept. */
export function keptDiff(diff: object): string | null {
  const text = JSON.stringify(diff)
  return text.length > longestDiff ? null : text
}

/** A document of `apiPreviews`, beside the draft of the same id; what has a shape of its own is kept as JSON text. */
interface PreviewDocument {
  readonly _id: string
  readonly state: Preview['state']
  readonly who: string
  readonly note: string
  readonly createdAt: Date
  readonly over: Preview['over']
  readonly progress: number
  readonly changes: string | null
  readonly diff: string | null
  readonly preview?: string
  readonly problem?: string
  readonly version?: number
  readonly aliveAt: Date
  readonly expireAt: Date
}

export type NewPreview = Pick<
  PreviewDocument,
  '_id' | 'who' | 'note' | 'createdAt' | 'over' | 'changes' | 'diff'
>

/** How a preview ended. */
export type PreviewEnd =
  | { readonly state: 'done'; readonly preview: Effect }
  | { readonly state: 'failed'; readonly problem: string }
  | { readonly state: 'published'; readonly version: number }

/** Makes the index that forgets previews after 14 days, as drafts are forgotten. */
export async function ensurePreviewIndexes(queueDb: Db): Promise<void> {
  const forget = { name: 'forget_after_14_days', key: { expireAt: 1 }, expireAfterSeconds: 0 }
  await ensureIndexes(queueDb.collection(name), [forget])
}

/** Previews of all replicas. */
export class StoredPreviews {
  readonly #previews

  constructor(queueDb: Db) {
    this.#previews = queueDb.collection<PreviewDocument>(name)
  }

  async add(facts: NewPreview): Promise<void> {
    await this.#previews.insertOne({
      ...facts,
      state: 'running',
      progress: 0,
      aliveAt: new Date(),
      expireAt: new Date(facts.createdAt.getTime() + keptMs),
    })
  }

  /** Shows that somebody works on these. */
  async touch(progress: ReadonlyMap<string, number>): Promise<void> {
    for (const [_id, contacts] of progress)
      await this.#previews.updateOne({ _id }, { $set: { progress: contacts, aliveAt: new Date() } })
  }

  /** What has ended meanwhile stays as it is, as after an erasure; but a preview that is done may be published. */
  async end(_id: string, end: PreviewEnd): Promise<void> {
    const facts = end.state === 'done' ? { ...end, preview: JSON.stringify(end.preview) } : end
    const from = end.state === 'published' ? {} : { state: 'running' as const }
    await this.#previews.updateOne({ _id, ...from }, { $set: facts })
  }

  async drop(_id: string): Promise<void> {
    await this.#previews.deleteOne({ _id })
  }

  /** Newest first. */
  async list(limit: number): Promise<Preview[]> {
    const found = await this.#previews.find().sort({ createdAt: -1 }).limit(limit).toArray()
    return found.map(previewOf)
  }

  async read(_id: string): Promise<Preview | undefined> {
    const found = await this.#previews.findOne({ _id })
    return found === null ? undefined : previewOf(found)
  }
}

function previewOf({ _id: id, createdAt, aliveAt, expireAt: _, ...document }: PreviewDocument): Preview {
  const isLost = document.state === 'running' && aliveAt.getTime() < Date.now() - silentMs
  const { changes, diff, preview = null, problem = null, version = null } = document
  return {
    ...document,
    id,
    createdAt: createdAt.toISOString(),
    state: isLost ? 'failed' : document.state,
    changes: changes === null ? null : (JSON.parse(changes) as PreviewChange[]),
    diff: diff === null ? null : (JSON.parse(diff) as RuleSetDiff),
    preview: preview === null ? null : (JSON.parse(preview) as Effect),
    problem: isLost ? 'the server that worked on it is gone; preview it again' : problem,
    version,
  }
}
