import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { runCommand } from '../process/run-command.ts'
import type { PreparedMongo, ProviderRequest } from '../provider.ts'
import { preparedMongod } from './mongod.ts'

/** The `mongod` on the PATH. */
export async function installedMongod(request: ProviderRequest): Promise<PreparedMongo | undefined> {
  const program = await findOnPath('mongod', process.env['PATH'] ?? '')
  if (!program) return undefined
  const description = `${await mongodVersion(program)} from ${program}`
  return preparedMongod({ program, description, flavour: 'mongod' }, request)
}

/** What a mongod says of itself: `mongod 8.0.12`. */
export async function mongodVersion(program: string): Promise<string> {
  const said = await runCommand(program, ['--version'])
  return `mongod ${/version v?([\w.-]+)/.exec(said)?.[1] ?? 'of unknown version'}`
}

async function findOnPath(name: string, path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const file = join(folder, name)
    const isProgram = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isProgram) return file
  }
  return undefined
}
