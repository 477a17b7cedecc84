import { join } from 'node:path'
import { LocalMongoError } from '../errors.ts'
import type { LocalMongo, LocalMongoOptions } from '../local-mongo.ts'
import { giveUpFolder, ownFolder } from '../process/owned-folders.ts'
import { type ServerProcess, startServerProcess } from '../process/server-process.ts'
import { waitUntil } from '../process/wait-until.ts'
import type { Progress } from '../progress.ts'
import type { PreparedMongo, ProviderRequest } from '../provider.ts'
import { copyFolder, databaseTemplate } from './database-template.ts'
import { becomeDatabaseUser } from './database-user.ts'
import { ferretDbBinary, ferretDbVersion } from './ferretdb-binary.ts'
import { configurePostgres, runSql, startPostgres } from './postgres.ts'
import { type PostgresEngine, postgresEngine } from './postgres-engine.ts'

interface FerretDbParts {
  engine: PostgresEngine
  gateway: string
  template: string
}

/**
 * FerretDB over PostgreSQL with the DocumentDB extension: builds and downloads what the cache lacks.
 * @throws LocalMongoError `LOCAL_MONGO_TOOL_MISSING` naming every tool that the first time needs.
 */
export async function prepareFerretDb(request: ProviderRequest): Promise<PreparedMongo> {
  if (process.platform !== 'linux') throw notHere()
  const parts = await fillCache(request.progress)
  return { flavour: 'ferretdb', description, start: () => startFerretDb(parts, request) }
}

const description = `FerretDB ${ferretDbVersion} over PostgreSQL with DocumentDB, made on this machine`

function notHere(): LocalMongoError {
  const message = `no mongod, none can be downloaded, and FerretDB is made on Linux only: install mongod or set MONGODB_URL`
  return new LocalMongoError('LOCAL_MONGO_UNAVAILABLE', message)
}

async function fillCache(progress: Progress): Promise<FerretDbParts> {
  const makeDatabase = async () => {
    const engine = await postgresEngine(progress)
    return { engine, template: await databaseTemplate(engine, progress) }
  }
  const [gateway, database] = await bothOrReasons(ferretDbBinary(progress), makeDatabase())
  return { gateway, ...database }
}

/** Lets the one come to its end, and into the cache, though the other fails; reports both if both do. */
async function bothOrReasons<One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> {
  const results = await Promise.allSettled([one, other])
  const reasons = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason)
  if (reasons.length < 2) return Promise.all([one, other])
  const [first, second] = reasons
  if (!(first instanceof LocalMongoError && second instanceof LocalMongoError)) throw first
  throw new LocalMongoError(first.code, `${first.message}\n${second.message}`, { cause: first })
}

async function startFerretDb(parts: FerretDbParts, options: LocalMongoOptions): Promise<LocalMongo> {
  const persistence = options.persistence ?? 'none'
  const folder = await ownFolder(persistence === 'none' ? 'memory' : 'disk')
  try {
    await copyFolder(parts.template, join(folder, 'data'))
    await configurePostgres(folder, persistence)
    const postgres = await startPostgres(parts.engine, folder)
    const gateway = await startGateway(parts.gateway, folder, options.port ?? 0)
    return localMongo(parts, folder, { postgres, gateway })
  } catch (error) {
    await giveUpFolder(folder)
    throw error
  }
}

interface Gateway extends ServerProcess {
  port: number
}

async function startGateway(program: string, folder: string, port: number): Promise<Gateway> {
  const server = startServerProcess({
    name: 'FerretDB',
    program,
    parameters: [
      `--postgresql-url=postgres:///postgres?host=${folder}&user=postgres`,
      `--listen-addr=127.0.0.1:${port}`,
      `--state-dir=${folder}`,
      '--no-auth',
      '--telemetry=disable',
      '--debug-addr=-',
      '--log-level=info',
    ],
    folder,
    logFile: join(folder, 'ferretdb.log'),
    signalOnParentsEnd: 'KILL',
    privileges: becomeDatabaseUser(program),
  })
  const listening = /Listening on TCP 127\.0\.0\.1:(\d+)/
  const found = await server.ready((log) => listening.exec(log)?.[1])
  return { ...server, port: Number(found) }
}

/** While it was away, a client that keeps on calling may have taken the port as its own end of the connection. */
async function startGatewayAgain(program: string, folder: string, port: number): Promise<Gateway> {
  return waitUntil(`port ${port} is free again`, () =>
    startGateway(program, folder, port).catch((error: Error) => {
      if (error.message.includes('address already in use')) return undefined
      throw error
    }),
  )
}

interface Servers {
  postgres: ServerProcess
  gateway: Gateway
}

function localMongo(parts: FerretDbParts, folder: string, started: Servers): LocalMongo {
  let { postgres, gateway } = started
  const { port } = gateway
  return {
    url: `mongodb://127.0.0.1:${port}/`,
    flavour: 'ferretdb',
    description: `${description}, on port ${port}`,
    stop: () => giveUpFolder(folder),
    async restart() {
      await gateway.end('SIGKILL')
      // Fast shutdown: what is under way is aborted. After a SIGKILL of PostgreSQL itself under load, DocumentDB's indexes
      // come back damaged now and then: queries on them run for ever.
      await postgres.end('SIGINT')
      postgres = await startPostgres(parts.engine, folder)
      gateway = await startGatewayAgain(parts.gateway, folder, port)
    },
    async cutConnections() {
      await gateway.end('SIGKILL')
      gateway = await startGatewayAgain(parts.gateway, folder, port)
    },
    async analyze() {
      await runSql(parts.engine, folder, 'ANALYZE')
    },
    async expireNow() {
      await runSql(parts.engine, folder, 'CALL documentdb_api_internal.delete_expired_rows()')
    },
  }
}
