import { setTimeout as sleep } from 'node:timers/promises'
import type { ReplicaSet, ReplicaSetMember } from '@dwmops/local-mongo'
import { waitUntil } from '@dwmops/local-mongo/testing'
import { MongoClient } from 'mongodb'

/** What befalls a database for a while; fulfilled when it is over and the database is whole again. */
export type Fault = (holdMs: number) => Promise<void>

/** The faults of a replica set by name. In each of them a majority is there again at the end, in most of them all the time. */
export function memberFaults(set: ReplicaSet): Readonly<Record<string, Fault>> {
  const hold = (ms: number) => sleep(ms).then(() => set.heal())
  const secondaries = async (): Promise<ReplicaSetMember[]> => {
    const primary = await set.primary()
    return set.members.filter((member) => member !== primary)
  }
  return {
    'step down': async (holdMs) => {
      await set.stepDown()
      await hold(holdMs)
    },
    'kill the primary': async (holdMs) => {
      await (await set.primary()).kill()
      await hold(holdMs)
    },
    'kill a secondary': async (holdMs) => {
      await (await secondaries())[0]?.kill()
      await hold(holdMs)
    },
    'kill all members': () => set.restart().then(() => set.heal()),
    'stop the primary': async (holdMs) => {
      ;(await set.primary()).pause()
      await hold(holdMs)
    },
    'stop the majority': async (holdMs) => {
      for (const member of await secondaries()) member.pause()
      await hold(holdMs)
    },
    'isolate the primary': async (holdMs) => rollBack(set, holdMs),
    'delay a secondary': async (holdMs) => {
      await (await secondaries())[0]?.delay()
      await hold(holdMs)
    },
    'fill the oplog': async (holdMs) => {
      await (await secondaries())[0]?.kill()
      await set.fillOplog()
      await hold(holdMs)
    },
    'cut connections': () => set.cutConnections(),
  }
}

/** Isolates the primary until another is elected and holds it there; what it wrote meanwhile must be gone afterwards. */
async function rollBack(set: ReplicaSet, holdMs: number): Promise<void> {
  const isolated = await set.primary()
  const client = new MongoClient(isolated.url, { readPreference: 'nearest' })
  try {
    const marks = client.db('chaos').collection('marks')
    isolated.isolate()
    await marks.insertOne({ at: new Date() }, { writeConcern: { w: 1 } })
    await set.primary()
    await sleep(holdMs)
    await set.heal()
    await waitUntil('the write of the isolated primary is rolled back', async () => {
      return (await marks.countDocuments().catch(() => undefined)) === 0
    })
  } finally {
    await client.close()
  }
}
