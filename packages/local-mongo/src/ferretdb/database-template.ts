import { join } from 'node:path'
import { cached } from '../cached.ts'
import { runCommand } from '../process/run-command.ts'
import { makeWorkFolder, removeWorkFolder } from '../process/work-folder.ts'
import { type Progress, withProgress } from '../progress.ts'
import { becomeDatabaseUser, databaseUser } from './database-user.ts'
import { configurePostgres, runSql, startPostgres } from './postgres.ts'
import type { PostgresEngine } from './postgres-engine.ts'

/**
 * Returns a data folder with the extension in it, to be copied. It lies in the engine's own folder, so a newer
 * engine never meets the data of an older one.
 */
export async function databaseTemplate(engine: PostgresEngine, progress: Progress): Promise<string> {
  const folder = await cached({
    folder: join(engine.folder, `template-${databaseUser().uid}`),
    witnesses: ['data/PG_VERSION'],
    progress,
    fill: (into) => withProgress(progress, 'empty database', () => makeTemplate(engine, into)),
  })
  return join(folder, 'data')
}

async function makeTemplate(engine: PostgresEngine, into: string): Promise<void> {
  const folder = await makeWorkFolder('memory')
  try {
    await createDataFolder(engine, folder)
    await configurePostgres(folder, 'none')
    const postgres = await startPostgres(engine, folder)
    await runSql(engine, folder, 'CREATE EXTENSION documentdb CASCADE')
    await runSql(engine, folder, 'CHECKPOINT')
    await postgres.end('SIGINT') // fast shutdown: all is written, nothing is left to recover
    await copyFolder(join(folder, 'data'), join(into, 'data'))
  } finally {
    await removeWorkFolder(folder)
  }
}

async function createDataFolder(engine: PostgresEngine, folder: string): Promise<void> {
  const initdb = engine.program('initdb')
  const database = [
    '-D',
    join(folder, 'data'),
    '-U',
    'postgres',
    '-A',
    'trust',
    '--encoding=UTF8',
    '--locale=C',
  ]
  // small log segments: the template is copied for every start
  const sizes = ['--wal-segsize=1', '--no-sync', '--no-instructions']
  const privileges = becomeDatabaseUser(initdb)
  await runCommand('setpriv', [...privileges, '--', initdb, ...database, ...sizes], { cwd: folder })
}

/** Copies a folder with owners and modes. */
export async function copyFolder(from: string, to: string): Promise<void> {
  await runCommand('cp', ['-a', '--reflink=auto', from, to])
}
