import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { LocalMongoError } from './errors.ts'
import { type LocalMongoOptions, localMongoFlavours } from './local-mongo.ts'
import { startLocalMongo } from './start-local-mongo.ts'

/** Prints the URL of a database on standard output and keeps it until SIGINT or SIGTERM. */
try {
  const ended = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  const mongo = await startLocalMongo({ ...commandLine(), progress: (line) => console.error(line) })
  console.error(mongo.description)
  console.log(mongo.url)

  const running = setInterval(() => {}, 2 ** 30)
  await ended
  await mongo.stop()
  clearInterval(running)
} catch (error) {
  if (!(error instanceof LocalMongoError || error instanceof TypeError)) throw error
  console.error(error.message)
  process.exitCode = error instanceof LocalMongoError ? 3 : 2
}

function commandLine(): LocalMongoOptions {
  const { values } = parseArgs({ options: { port: { type: 'string' }, flavour: { type: 'string' } } })
  const port = Number(values.port ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new TypeError('--port: a number up to 65535')
  const flavour = localMongoFlavours.find((known) => known === values.flavour)
  if (values.flavour !== undefined && !flavour)
    throw new TypeError(`--flavour: one of ${localMongoFlavours.join(', ')}`)
  return { port, flavour }
}
