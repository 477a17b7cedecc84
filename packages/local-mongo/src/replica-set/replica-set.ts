import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document } from 'mongodb'
import type { LocalMongo, LocalMongoOptions } from '../local-mongo.ts'
import { twoPassesOfTheTtlMonitor } from '../mongod/mongod.ts'
import { freePort } from '../mongod/mongod-process.ts'
import { giveUpFolder, ownFolder } from '../process/owned-folders.ts'
import { waitUntil } from '../process/wait-until.ts'
import type { Mongod } from '../provider.ts'
import { fillOplog } from './fill-oplog.ts'
import { type OwnedMember, type ReplicaSetMember, startMember } from './member.ts'
import { MemberNetwork } from './member-network.ts'

export interface ReplicaSetOptions extends LocalMongoOptions {
  /** How long a primary may be silent before the others elect one. Default 2,000; 10,000 is a server's own default. */
  electionTimeoutMs?: number | undefined
  /** Default 64. */
  oplogMb?: number | undefined
}

/** Three members on loopback, with faults at will. Calls may come one at a time. */
export interface ReplicaSet extends LocalMongo {
  readonly members: readonly ReplicaSetMember[]
  /** The member that takes writes; waits for an election. Not one that is isolated. */
  primary(): Promise<ReplicaSetMember>
  /** The primary steps down; returns the next one, which is another. */
  stepDown(): Promise<ReplicaSetMember>
  /** Writes until the oldest entry of the oplog is gone: a member that is away now cannot catch up any more, but by `resync`. */
  fillOplog(): Promise<void>
  /** Ends all faults; fulfilled when every member has every write. A member that cannot catch up is synced anew. */
  heal(): Promise<void>
}

const name = 'rs0'
const size = 3

/** Starts a replica set of a mongod; fulfilled when it has a primary and every member has caught up. */
export async function startReplicaSetOf(mongod: Mongod, options: ReplicaSetOptions): Promise<ReplicaSet> {
  const folder = await ownFolder(options.persistence === 'disk' ? 'disk' : 'memory')
  const network = new MemberNetwork()
  const stop = async () => {
    network.close()
    await giveUpFolder(folder)
  }
  try {
    const numbers = Array.from({ length: size }, (_, number) => number)
    const members = await Promise.all(
      numbers.map((number) => addMember(mongod, options, join(folder, String(number)), number, network)),
    )
    await initiate(members, options)
    const set = replicaSet(mongod, members, network, stop)
    await set.heal()
    return set
  } catch (error) {
    await stop()
    throw error
  }
}

async function addMember(
  { program }: Mongod,
  { port = 0, oplogMb = 64 }: ReplicaSetOptions,
  folder: string,
  number: number,
  network: MemberNetwork,
): Promise<OwnedMember> {
  await mkdir(folder)
  const ownPort = await freePort()
  const parameters = [
    ...[
      '--replSet',
      name,
      '--oplogSize',
      String(oplogMb),
      '--wiredTigerCacheSizeGB',
      '0.25',
      '--syncdelay',
      '5',
    ],
    // 20 MB instead of 300 for the journal of an empty member
    ...['--wiredTigerEngineConfigString', 'log=(prealloc=false,file_max=20MB)'],
    ...['--setParameter', 'enableTestCommands=1'],
  ]
  return startMember({
    ...{ program, parameters, folder, ownPort, network },
    port: await network.open(ownPort, port === 0 ? 0 : port + number),
  })
}

async function initiate(members: readonly OwnedMember[], options: ReplicaSetOptions): Promise<void> {
  await members[0]?.admin({
    replSetInitiate: {
      _id: name,
      members: members.map(({ host }, _id) => ({ _id, host })),
      settings: {
        electionTimeoutMillis: options.electionTimeoutMs ?? 2_000,
        heartbeatIntervalMillis: 500,
        catchUpTimeoutMillis: 5_000,
      },
    },
  })
  // at once, where it would be after the election timeout
  const stepUp = () => members[0]?.admin({ replSetStepUp: 1 }).catch(() => undefined)
  await waitUntil('the first member is elected', stepUp)
}

function replicaSet(
  mongod: Mongod,
  members: readonly OwnedMember[],
  network: MemberNetwork,
  stop: () => Promise<void>,
): ReplicaSet {
  const url = `mongodb://${members.map(({ host }) => host).join(',')}/?replicaSet=${name}`
  const primary = () => waitUntil('the replica set has a primary', () => newestPrimary(members))
  const heal = async () => {
    await Promise.all(members.map(recover))
    await waitUntil('every member has every write', async () => {
      return (await areReady(members)) && isOnAll(await primary(), members.length)
    })
  }
  return {
    url,
    flavour: 'replica-set',
    description: `a replica set of ${members.length}, ${mongod.description}, on ports ${ports(members)}`,
    members,
    primary,
    heal,
    stop,
    async stepDown() {
      const before = await primary()
      await before.admin({ replSetStepDown: 10, secondaryCatchUpPeriodSecs: 5, force: true })
      return waitUntil('another member is primary', async () => {
        const now = await newestPrimary(members)
        return now !== before && now
      })
    },
    async fillOplog() {
      const first = await primary()
      const others = members.filter((member) => member !== first && member.isWell)
      await fillOplog([first, ...others].map((member) => member.url))
    },
    async restart() {
      await Promise.all(members.map((member) => member.kill()))
      await Promise.all(members.map((member) => member.start()))
      await primary()
    },
    cutConnections: async () => network.cutClients(),
    analyze: async () => {},
    expireNow: async () => twoPassesOfTheTtlMonitor((await primary()).url),
  }
}

const ports = (members: readonly ReplicaSetMember[]) =>
  members.map(({ host }) => host.slice(host.indexOf(':') + 1)).join(', ')

async function newestPrimary(members: readonly OwnedMember[]): Promise<OwnedMember | undefined> {
  const asked = members.filter(({ isWell }) => isWell)
  // one that does not answer, because an election closes its connections, is asked again
  const hellos = await Promise.all(asked.map((member) => member.admin({ hello: 1 }).catch(() => undefined)))
  const elected = (hello: Document | undefined) =>
    hello?.['isWritablePrimary'] ? String(hello['electionId']) : ''
  const last = hellos.map(elected).toSorted().at(-1)
  return last ? asked[hellos.findIndex((hello) => elected(hello) === last)] : undefined
}

async function recover(member: OwnedMember): Promise<void> {
  member.resume()
  member.rejoin()
  await member.start()
  await member.catchUp()
}

const primaryOrSecondary = new Set<unknown>([1, 2])

async function areReady(members: readonly OwnedMember[]): Promise<boolean> {
  const isReady = async (member: OwnedMember) => {
    const status = await member.admin({ replSetGetStatus: 1 }).catch(() => undefined)
    if (status?.['tooStale'] === true) await member.resync()
    return primaryOrSecondary.has(status?.['myState'])
  }
  return (await Promise.all(members.map(isReady))).every(Boolean)
}

/** What is written now reaches every member, so that what was written before is there too. */
async function isOnAll(primary: OwnedMember, size: number): Promise<boolean> {
  const writeConcern = { w: size, wtimeout: 2_000 }
  const answer = await primary.admin({ appendOplogNote: 1, data: {}, writeConcern }).catch(() => undefined)
  return answer !== undefined && answer['writeConcernError'] === undefined
}
