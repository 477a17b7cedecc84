import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../process/run-command.ts'
import { type ServerProcess, startServerProcess } from '../process/server-process.ts'
import { becomeDatabaseUser } from './database-user.ts'
import type { PostgresEngine } from './postgres-engine.ts'

const settings = {
  listen_addresses: "''",
  shared_preload_libraries: "'pg_cron,pg_documentdb_core,pg_documentdb'",
  'cron.database_name': "'postgres'",
  'cron.use_background_workers': 'on',
  max_connections: '120',
  max_worker_processes: '24',
  max_prepared_transactions: '100',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  shared_buffers: '128MB',
  autovacuum_naptime: '10s',
  jit: 'off',
  deadlock_timeout: '10ms',
  dynamic_shared_memory_type: 'mmap',
}
/**
 * The kernel keeps what a killed process wrote, so nothing is lost short of a crash of the machine itself;
 * synchronous_commit stays on, or a kill would lose the last commits.
 */
const unflushed = { fsync: 'off', full_page_writes: 'off' }

/** Writes the folder's configuration; initdb's own, in the data, is not used, so a template carries no settings along. */
export async function configurePostgres(folder: string, persistence: 'none' | 'disk'): Promise<void> {
  const here = {
    unix_socket_directories: `'${folder}'`,
    'documentdb.localhost_connection_string': `'host=${folder}'`,
  }
  const all = { ...settings, ...(persistence === 'none' ? unflushed : {}), ...here }
  const lines = Object.entries(all).map(([name, value]) => `${name} = ${value}\n`)
  await writeFile(configuration(folder), lines.join(''))
}

/** Starts PostgreSQL on `<folder>/data`, to be reached by the socket in the folder and by nothing else. */
export async function startPostgres(engine: PostgresEngine, folder: string): Promise<ServerProcess> {
  const program = engine.program('postgres')
  const server = startServerProcess({
    name: 'PostgreSQL',
    program,
    parameters: ['-D', join(folder, 'data'), '-c', `config_file=${configuration(folder)}`],
    folder,
    logFile: join(folder, 'postgres.log'),
    signalOnParentsEnd: 'QUIT', // immediate shutdown: the server ends its own children first
    privileges: becomeDatabaseUser(program),
  })
  const pidFile = join(folder, 'data/postmaster.pid')
  await server.ready(() => isReady(pidFile, server.pid))
  return server
}

/** One statement, by psql, on the server of this folder. */
export function runSql(engine: PostgresEngine, folder: string, statement: string): Promise<string> {
  const parameters = ['-h', folder, '-U', 'postgres', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-c', statement]
  return runCommand(engine.program('psql'), parameters, { cwd: folder })
}

function configuration(folder: string): string {
  return join(folder, 'postgresql.conf')
}

function isReady(pidFile: string, pid: number): boolean {
  try {
    const lines = readFileSync(pidFile, 'utf8').split('\n')
    return lines[0] === String(pid) && (lines[7] ?? '').startsWith('ready')
  } catch {
    return false // not there yet
  }
}
