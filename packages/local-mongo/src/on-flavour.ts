import { join } from 'node:path'
import { test } from 'node:test'
import { LocalMongoError } from './errors.ts'
import type { LocalMongoFlavour } from './local-mongo.ts'
import { prepareLocalMongo } from './start-local-mongo.ts'

/**
 * Runs test files of the folder (`claim` is `claim.test.ts`) once more on another database, all in this process and on one server.
 * Where that database is not available they are skipped, with the reason. To be called before anything else of the process.
 */
export async function testsOn(
  flavour: LocalMongoFlavour,
  folder: string,
  parts: readonly string[],
): Promise<void> {
  process.env['MONGODB_URL'] = ''
  process.env['LOCAL_MONGO'] = flavour
  try {
    await prepareLocalMongo({ flavour })
  } catch (error) {
    if (!(error instanceof LocalMongoError)) throw error
    test(`${parts.join(', ')} on ${flavour}`, { skip: error.message })
    return
  }
  for (const part of parts) await import(join(folder, `${part}.test.ts`))
}
