import { type Failpoint, withFailpoint } from '@dwmops/local-mongo/testing'
import type { Db } from 'mongodb'

/** Something done once, before the first write of a kind is sent; what it throws ends the writer. */
export interface BeforeWrite {
  readonly collection: string
  readonly method: Failpoint['methods'][number]
  readonly step: () => Promise<unknown>
}

/** The same database, with something done before the first write of a kind. */
export function withStepOnce(db: Db, { collection, method, step }: BeforeWrite): Db {
  let isDone = false
  const once = async () => {
    if (isDone) return
    isDone = true
    await step()
  }
  return withFailpoint(db, { collection, methods: [method], step: once })
}
