import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { withAdmin } from '../admin-command.ts'
import type { LocalMongo, LocalMongoOptions } from '../local-mongo.ts'
import { giveUpFolder, ownFolder } from '../process/owned-folders.ts'
import type { ServerProcess } from '../process/server-process.ts'
import { waitUntil } from '../process/wait-until.ts'
import type { Mongod, PreparedMongo, ProviderRequest } from '../provider.ts'
import { freePort, startMongodProcess } from './mongod-process.ts'

export function preparedMongod(mongod: Mongod, request: ProviderRequest): PreparedMongo {
  const { flavour, description } = mongod
  return { flavour, description, mongod, start: () => startMongod(mongod, request) }
}

/** Starts a real mongod, standalone, on loopback, with a database of its own. */
async function startMongod(mongod: Mongod, options: LocalMongoOptions): Promise<LocalMongo> {
  const folder = await ownFolder(options.persistence === 'disk' ? 'disk' : 'memory')
  try {
    await mkdir(join(folder, 'data'))
    const place = { program: mongod.program, folder, port: options.port || (await freePort()) }
    return localMongo(mongod, place, await startMongodProcess(place))
  } catch (error) {
    await giveUpFolder(folder)
    throw error
  }
}

function localMongo(
  mongod: Mongod,
  place: { program: string; folder: string; port: number },
  started: ServerProcess,
): LocalMongo {
  let server = started
  const url = `mongodb://127.0.0.1:${place.port}/`
  const restart = async () => {
    await server.end('SIGKILL') // when it has ended for good, its port and its lock are free
    server = await startMongodProcess(place)
  }
  return {
    url,
    flavour: mongod.flavour,
    description: `${mongod.description}, on port ${place.port}`,
    stop: () => giveUpFolder(place.folder),
    restart,
    cutConnections: restart, // a standalone mongod has no gentler way to drop every client
    analyze: async () => {},
    expireNow: () => twoPassesOfTheTtlMonitor(url),
  }
}

/** It runs every second here; the pass under way may have begun too early, the one after it has not. */
export function twoPassesOfTheTtlMonitor(url: string): Promise<void> {
  return withAdmin(url, async (command) => {
    const passes = async (): Promise<number> =>
      Number((await command({ serverStatus: 1 }))['metrics']?.ttl?.passes)
    const before = await passes()
    await waitUntil('the TTL monitor has made two passes', async () => (await passes()) >= before + 2)
  })
}
