import { after, before } from 'node:test'
import { createToken, type Role, roles } from '@dwmops/access'
import { apiSettings } from '@dwmops/fleet'
import { defineSettings, parseSettings } from '@dwmops/job-runner'
import { type TestMongo, testMongo } from '@dwmops/local-mongo/testing'
import { pino } from 'pino'
import type { ApiContext } from '../context.ts'
import { openContext } from '../open-context.ts'
import { buildServer } from '../server/build-server.ts'
import type { Server } from '../server/server.ts'
import { ensureIndexes } from '../start-api.ts'

/** An API over the real database of one test file. */
export interface TestApi extends Pick<TestMongo, 'mongo' | 'client' | 'commandsDuring'> {
  readonly server: Server
  readonly context: ApiContext
  /** A header that proves a role. */
  as(role: Role): { readonly authorization: string }
  /** Another API, over the same databases, with settings of its own. */
  with(env: Readonly<Record<string, string>>): Promise<Server>
}

const unlimited = { heavyPerMinute: 1_000_000, loginsPerMinute: 1_000_000, requestMs: 60_000 }

let apis = 0

/** Starts a database and an API before the tests of a file, with a token for each role, and ends both after them. */
export function testApi(limits: Partial<ApiContext['limits']> = unlimited): TestApi {
  const number = apis++
  const servers: Server[] = []
  after(async () => {
    for (const server of servers) await server.close()
  })
  const database = testMongo()
  const open = async (env: Readonly<Record<string, string>> = {}) => {
    const names = { QUEUE_DATABASE: `api_${number}_queue`, RULES_DATABASE: `api_${number}_rules` }
    const all = { MONGODB_URL: database.mongo.url, ...names, ...env }
    const settings = parseSettings(defineSettings(apiSettings), all)
    const log = pino({ level: 'silent' })
    const context = openContext({ settings, client: database.client, log, limits })
    const server = await buildServer(context)
    servers.push(server)
    return { server, context }
  }
  let running: Awaited<ReturnType<typeof open>> | undefined
  let tokens: ReadonlyMap<Role, string>
  before(async () => {
    await database.started()
    running = await open()
    await ensureIndexes(running.context)
    tokens = await tokenOfEachRole(running.context)
  })
  const started = () => {
    if (running === undefined) throw new Error('the API is there only in tests')
    return running
  }
  return {
    get server() {
      return started().server
    },
    get context() {
      return started().context
    },
    get mongo() {
      return database.mongo
    },
    get client() {
      return database.client
    },
    commandsDuring: (work) => database.commandsDuring(work),
    as: (role) => ({ authorization: `Bearer ${tokens.get(role)}` }),
    with: async (env) => (await open(env)).server,
  }
}

async function tokenOfEachRole({ queueDb }: ApiContext): Promise<ReadonlyMap<Role, string>> {
  const made = roles.map(async (role) => {
    const { token } = await createToken(queueDb, { name: `a ${role}`, role, createdBy: 'test' })
    return [role, token] as const
  })
  return new Map(await Promise.all(made))
}
