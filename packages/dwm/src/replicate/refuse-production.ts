import { InputError } from '@dwmops/record-files'
import type { Db, MongoClient } from 'mongodb'

/** Where a copy comes from and where it goes. */
export interface Endpoints {
  readonly source: MongoClient
  readonly target: MongoClient
}

/**
 * Refuses to replace databases that could be production's: the target must say that it is dev, share no host with the
 * source, be another server than it, and hold no run of production (which are never copied). Throws InputError.
 */
export async function refuseProduction(
  { source, target }: Endpoints,
  targetQueues: Db,
  environment: string | undefined,
): Promise<void> {
  if (environment !== 'dev') refuse('ENVIRONMENT of the target is not dev')
  const hosts = hostsOf(source)
  if (hostsOf(target).some((host) => hosts.includes(host))) refuse('source and target share a host')
  const [here, there] = await Promise.all([namesOfServer(target), namesOfServer(source)])
  if (here.some((name) => there.includes(name))) refuse('source and target are the same server')
  const production = await targetQueues.collection('runs').findOne({ environment: 'prod' })
  if (production !== null) refuse('the runs that the target remembers are those of production')
}

function refuse(reason: string): never {
  throw new InputError(undefined, `refused to replicate: ${reason}`)
}

/** As the connection string has them, ports made explicit. */
function hostsOf({ options }: MongoClient): string[] {
  const given = options.srvHost === undefined ? [] : [options.srvHost]
  return [...given, ...options.hosts.map(String)].map((host) => host.toLowerCase())
}

/** What a server calls itself, by whatever address it is reached; nothing from engines that do not report it. */
async function namesOfServer(client: MongoClient): Promise<string[]> {
  const hello = await client.db('admin').command({ hello: 1 })
  const processId: unknown = hello['topologyVersion']?.processId
  const members: unknown[] = [hello['me'], ...(hello['hosts'] ?? [])]
  return [processId, ...members].filter((name) => name !== undefined).map(String)
}
