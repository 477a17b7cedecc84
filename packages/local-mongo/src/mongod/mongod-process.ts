import { createServer } from 'node:net'
import { join } from 'node:path'
import { type ServerProcess, startServerProcess } from '../process/server-process.ts'

export interface MongodProcess {
  program: string
  /** Holds `data`, an existing folder, and the log. */
  folder: string
  port: number
  /** Further parameters of the command line. */
  parameters?: readonly string[]
}

/** Starts a mongod on loopback and returns when it takes connections. */
export async function startMongodProcess({
  program,
  folder,
  port,
  parameters = [],
}: MongodProcess): Promise<ServerProcess> {
  const server = startServerProcess({
    name: 'mongod',
    program,
    parameters: [
      ...['--dbpath', join(folder, 'data'), '--bind_ip', '127.0.0.1', '--port', String(port)],
      '--nounixsocket',
      // a kill loses what is not in the journal yet: 1 ms instead of 100
      ...['--journalCommitInterval', '1'],
      ...['--setParameter', 'ttlMonitorSleepSecs=1'],
      ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
      ...parameters,
    ],
    folder,
    logFile: join(folder, 'mongod.log'),
    signalOnParentsEnd: 'KILL',
  })
  await server.ready((log) => log.includes('Waiting for connections'))
  return server
}

export function freePort(): Promise<number> {
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
