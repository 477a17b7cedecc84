import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { LocalMongo, LocalMongoFlavour, LocalMongoOptions } from './local-mongo.ts'
import { giveUpFolder, ownFolder } from './owned-folders.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'
import { waitUntil } from './wait-until.ts'

export interface Mongod {
  program: string
  flavour: LocalMongoFlavour
  description: string
}

/** Starts a real mongod, standalone, on loopback, with a database of its own. */
export async function startMongod(mongod: Mongod, options: LocalMongoOptions): Promise<LocalMongo> {
  const folder = await ownFolder(options.persistence === 'disk' ? 'disk' : 'memory')
  const port = options.port || (await freePort())
  try {
    await mkdir(join(folder, 'data'))
    return localMongo(mongod, folder, port, await run(mongod, folder, port))
  } catch (error) {
    await giveUpFolder(folder)
    throw error
  }
}

async function run(mongod: Mongod, folder: string, port: number): Promise<ServerProcess> {
  const server = startServerProcess({
    name: 'mongod',
    program: mongod.program,
    parameters: [
      ...[
        '--dbpath',
        join(folder, 'data'),
        '--bind_ip',
        '127.0.0.1',
        '--port',
        String(port),
        '--nounixsocket',
      ],
      // a kill loses what is not in the journal yet: 1 ms instead of 100
      ...['--journalCommitInterval', '1'],
      ...[
        '--setParameter',
        'ttlMonitorSleepSecs=1',
        '--setParameter',
        'diagnosticDataCollectionEnabled=false',
      ],
    ],
    folder,
    logFile: join(folder, 'mongod.log'),
    signalOnParentsEnd: 'KILL',
  })
  await server.ready(60_000, (log) => log.includes('Waiting for connections'))
  return server
}

function localMongo(mongod: Mongod, folder: string, port: number, started: ServerProcess): LocalMongo {
  let server = started
  const url = `mongodb://127.0.0.1:${port}/`
  const restart = async () => {
    await server.end('SIGKILL') // when it has ended for good, its port and its lock are free
    server = await run(mongod, folder, port)
  }
  return {
    url,
    flavour: mongod.flavour,
    description: `${mongod.description}, on port ${port}`,
    stop: () => giveUpFolder(folder),
    restart,
    cutConnections: restart, // a standalone mongod has no gentler way to drop every client
    analyze: async () => {},
    expireNow: () => twoPassesOfTheTtlMonitor(url),
  }
}

/** It runs every second here; the pass under way may have begun too early, the one after it has not. */
async function twoPassesOfTheTtlMonitor(url: string): Promise<void> {
  const { MongoClient } = await import('mongodb') // slow to load, and seldom needed
  const client = new MongoClient(url)
  const passes = async (): Promise<number> => {
    const status = await client.db('admin').command({ serverStatus: 1 })
    return Number(status['metrics']?.ttl?.passes)
  }
  try {
    const before = await passes()
    await waitUntil('the TTL monitor has made two passes', 10_000, async () => (await passes()) >= before + 2)
  } finally {
    await client.close()
  }
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
