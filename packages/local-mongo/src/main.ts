import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { LocalMongoError } from './errors.ts'
import { type LocalMongo, type LocalMongoOptions, localMongoFlavours } from './local-mongo.ts'
import { commandsHelp, runCommandLine } from './replica-set/commands.ts'
import type { ReplicaSet } from './replica-set/replica-set.ts'
import { startReplicaSet } from './replica-set/start-replica-set.ts'
import { startLocalMongo } from './start-local-mongo.ts'

/** Prints the URL of a database on standard output and keeps it until SIGINT or SIGTERM. */
try {
  const ended = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  const mongo = await start(commandLine())
  const running = setInterval(() => {}, 2 ** 30)
  await ended
  await mongo.stop()
  clearInterval(running)
  process.stdin.destroy()
} catch (error) {
  if (!(error instanceof LocalMongoError || error instanceof TypeError)) throw error
  console.error(error.message)
  process.exitCode = error instanceof LocalMongoError ? 3 : 2
}

async function start(options: LocalMongoOptions): Promise<LocalMongo> {
  const settings = { ...options, progress: (line: string) => console.error(line) }
  if (options.flavour !== 'replica-set') return announce(await startLocalMongo(settings))
  const set = announce(await startReplicaSet(settings))
  console.error(commandsHelp)
  void obey(set)
  return set
}

function announce<Mongo extends LocalMongo>(mongo: Mongo): Mongo {
  console.error(mongo.description)
  console.log(mongo.url)
  return mongo
}

/** Does what is typed, line by line. */
async function obey(set: ReplicaSet): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const result = await runCommandLine(set, line).catch((error: unknown) => String(error))
    console.error(result)
  }
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
