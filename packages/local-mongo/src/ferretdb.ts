import { join } from 'node:path'
import { copyFolder, databaseTemplate } from './database-template.ts'
import { becomeDatabaseUser } from './database-user.ts'
import { ferretDbBinary, ferretDbVersion } from './ferretdb-binary.ts'
import type { LocalMongo, LocalMongoOptions } from './local-mongo.ts'
import { giveUpFolder, ownFolder } from './owned-folders.ts'
import { configurePostgres, runSql, startPostgres } from './postgres.ts'
import { type PostgresEngine, postgresEngine } from './postgres-engine.ts'
import type { Progress } from './progress.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'
import { endProcessesIn } from './work-folder.ts'

interface FerretDbParts {
  engine: PostgresEngine
  gateway: string
  template: string
}

/** Builds and downloads whatever the cache lacks for FerretDB, and returns where it is. */
export async function fillFerretDbCache(progress?: Progress): Promise<FerretDbParts> {
  const withTemplate = async () => {
    const engine = await postgresEngine(progress)
    return { engine, template: await databaseTemplate(engine, progress) }
  }
  const [gateway, database] = await Promise.all([ferretDbBinary(progress), withTemplate()])
  return { gateway, ...database }
}

/** Starts FerretDB over PostgreSQL with the DocumentDB extension, with a database of its own. */
export async function startFerretDb(options: LocalMongoOptions): Promise<LocalMongo> {
  const parts = await fillFerretDbCache(options.progress)
  const persistence = options.persistence ?? 'none'
  const folder = await ownFolder(persistence === 'none' ? 'memory' : 'disk')
  try {
    await copyFolder(parts.template, join(folder, 'data'))
    await configurePostgres(folder, persistence)
    await startPostgres(parts.engine, folder)
    const gateway = await startGateway(parts.gateway, folder, options.port ?? 0)
    return localMongo(parts, folder, gateway)
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
  const found = await server.ready(30_000, (log) => listening.exec(log)?.[1])
  return { ...server, port: Number(found) }
}

function localMongo(parts: FerretDbParts, folder: string, started: Gateway): LocalMongo {
  let gateway = started
  const { port } = started
  return {
    url: `mongodb://127.0.0.1:${port}/`,
    flavour: 'ferretdb',
    description: `FerretDB ${ferretDbVersion} over PostgreSQL with DocumentDB, made on this machine, on port ${port}`,
    stop: () => giveUpFolder(folder),
    async restart() {
      await endProcessesIn(folder)
      await startPostgres(parts.engine, folder)
      gateway = await startGateway(parts.gateway, folder, port)
    },
    async cutConnections() {
      await gateway.end('SIGKILL')
      gateway = await startGateway(parts.gateway, folder, port)
    },
    async analyze() {
      await runSql(parts.engine, folder, 'ANALYZE')
    },
    async expireNow() {
      await runSql(parts.engine, folder, 'CALL documentdb_api_internal.delete_expired_rows()')
    },
  }
}
