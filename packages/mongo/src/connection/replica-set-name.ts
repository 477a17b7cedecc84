import type { MongoClient, ServerHeartbeatSucceededEvent } from 'mongodb'

/** The replica sets that servers say they belong to, by their addresses; undefined for a server that stands alone. */
export interface ReplicaSetNames {
  readonly found: ReadonlyMap<string, string | undefined>
  stop(): void
}

/** Listens to what servers say of themselves: the driver drops those of another replica set without a word. */
export function watchReplicaSetNames(client: MongoClient): ReplicaSetNames {
  const found = new Map<string, string | undefined>()
  const listen = ({ connectionId, reply }: ServerHeartbeatSucceededEvent) => {
    const { setName, isreplicaset, msg } = reply as Record<string, unknown>
    // a member that does not know its set yet, or a router, belongs to no other set
    if (isreplicaset === true || msg === 'isdbgrid') return
    found.set(connectionId, typeof setName === 'string' ? setName : undefined)
  }
  client.on('serverHeartbeatSucceeded', listen)
  return { found, stop: () => client.off('serverHeartbeatSucceeded', listen) }
}

/** What is wrong with the `replicaSet` of a connection string, in words; undefined when a server agrees, or none answered. */
export function replicaSetMismatch(
  wanted: string | undefined,
  { found }: Pick<ReplicaSetNames, 'found'>,
): string | undefined {
  if (wanted === undefined || found.size === 0 || [...found.values()].includes(wanted)) return undefined
  const words = [...found].map(([address, name]) =>
    name === undefined ? `${address} is no member of a replica set` : `${address} is a member of ${name}`,
  )
  return `connection string whose replicaSet is that of the servers: it says ${wanted}, but ${words.join(', ')}`
}
