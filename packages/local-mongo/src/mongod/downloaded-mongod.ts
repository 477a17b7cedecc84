import { join } from 'node:path'
import memoryServer from 'mongodb-memory-server-core/package.json' with { type: 'json' }
import { runCommand } from '../process/run-command.ts'
import type { PreparedMongo, ProviderRequest } from '../provider.ts'
import { fetchedMongod } from './fetched-mongod.ts'

/**
 * The mongod that mongodb-memory-server downloads (its settings, `MONGOMS_*`, are heeded). Where its host cannot be
 * reached that is found out within seconds.
 */
export function downloadedMongod(request: ProviderRequest): Promise<PreparedMongo | undefined> {
  const name = process.env['MONGOMS_VERSION'] ?? `memory-server-${memoryServer.version}`
  const fetch = async (into: string) => {
    // a process of its own: the download writes to standard output, and checks certificates only when npm says so
    const environment = { npm_config_strict_ssl: 'true', NODE_USE_ENV_PROXY: '1' }
    const script = join(import.meta.dirname, 'download-mongod.ts')
    await runCommand(process.execPath, [script, into], { environment, onLine: request.progress })
  }
  return fetchedMongod({ flavour: 'download', name, from: 'downloaded', fetch }, request)
}
