import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document } from 'mongodb'
import { withAdmin } from '../admin-command.ts'
import { startMongodProcess } from '../mongod/mongod-process.ts'
import type { ServerProcess } from '../process/server-process.ts'
import type { MemberNetwork } from './member-network.ts'

/** A member of a replica set, with the faults that can befall it. Each call is harmless to repeat. */
export interface ReplicaSetMember {
  /** `host:port` as the set's configuration has it. */
  readonly host: string
  /** For a client of this member alone, also while it is isolated. */
  readonly url: string
  /** SIGKILL. */
  kill(): Promise<void>
  /** Again, with the same port and the same data; fulfilled when it takes connections. */
  start(): Promise<void>
  /** SIGSTOP: connections stay open and are not answered. */
  pause(): void
  /** SIGCONT. */
  resume(): void
  /**
   * Cuts it off from the other members; clients reach both sides. A primary goes on taking writes for a while, which no
   * majority will have and which are undone when it is back.
   */
  isolate(): void
  rejoin(): void
  /** It replicates no more, votes on, and answers reads from older and older data. Until `catchUp` or a kill. */
  delay(): Promise<void>
  catchUp(): Promise<void>
  /** Removes its data and starts it: it copies everything from another member. */
  resync(): Promise<void>
}

/** The member with what the set alone needs. */
export interface OwnedMember extends ReplicaSetMember {
  /** Neither killed nor paused nor isolated. */
  readonly isWell: boolean
  admin(command: Document): Promise<Document>
}

export interface MemberPlace {
  program: string
  parameters: readonly string[]
  folder: string
  ownPort: number
  /** The port under which everybody else reaches it. */
  port: number
  network: MemberNetwork
}

export async function startMember(place: MemberPlace): Promise<OwnedMember> {
  const { folder, ownPort, port, network } = place
  const data = join(folder, 'data')
  const run = async () => {
    await mkdir(data, { recursive: true })
    return startMongodProcess({ ...place, port: ownPort })
  }
  let server: ServerProcess | undefined = await run()
  let isPaused = false
  const admin = (command: Document) => withAdmin(`mongodb://127.0.0.1:${ownPort}/`, (send) => send(command))
  let isDelayed = false
  const setDelayed = async (delayed: boolean) => {
    if (delayed === isDelayed) return
    await admin({ configureFailPoint: 'rsSyncApplyStop', mode: delayed ? 'alwaysOn' : 'off' })
    isDelayed = delayed
  }
  const member: OwnedMember = {
    host: `127.0.0.1:${port}`,
    url: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    get isWell() {
      return server !== undefined && !isPaused && !network.isIsolated(ownPort)
    },
    admin,
    async kill() {
      await server?.end('SIGKILL')
      server = undefined
      isPaused = isDelayed = false
    },
    async start() {
      server ??= await run()
    },
    pause() {
      isPaused = server?.signal('SIGSTOP') ?? false
    },
    resume() {
      server?.signal('SIGCONT')
      isPaused = false
    },
    isolate: () => network.isolate(ownPort),
    rejoin: () => network.rejoin(ownPort),
    delay: () => setDelayed(true),
    catchUp: () => setDelayed(false),
    async resync() {
      await member.kill()
      await rm(data, { recursive: true })
      await member.start()
    },
  }
  return member
}
