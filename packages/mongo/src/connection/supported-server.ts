import { type Document, type MongoClient, MongoServerError } from 'mongodb'
import { MongodbUrlError } from '../errors.ts'
import { judgeError } from '../retries/judge-error.ts'

const leastMongodb = 6
const leastFerretdb = 2

/** Services that speak MongoDB's protocol but do not take what dwmops sends, by the names of their hosts. */
const unsupportedHosts: readonly (readonly [RegExp, string])[] = [
  [/\.docdb(-elastic)?\.amazonaws\.com(\.cn)?$/i, 'Amazon DocumentDB'],
  [/\.cosmos\.azure\.(com|cn|us)$/i, 'Azure Cosmos DB'],
  [/\.documents\.azure\.(com|cn|us)$/i, 'Azure Cosmos DB'],
]

/** What is known of a server. */
export interface ServerFacts {
  readonly hosts: readonly string[]
  /** The answer to `buildInfo`. */
  readonly buildInfo: Document
  /** Whether it takes updates made of pipelines with `$$NOW`, which leases rest on. */
  readonly takesPipelines: boolean
}

/** Throws MongodbUrlError, with what it is in plain words, for a server that dwmops does not work on. */
export async function requireSupportedServer(client: MongoClient, database: string): Promise<void> {
  const hosts = hostsOf(client)
  const [buildInfo, takesPipelines] = await Promise.all([
    client.db('admin').command({ buildInfo: 1 }),
    doesTakePipelines(client, database),
  ])
  const found = unsupportedServer({ hosts, buildInfo, takesPipelines })
  if (found !== undefined)
    throw new MongodbUrlError(
      `connection string of MongoDB ${leastMongodb} or newer, or of FerretDB ${leastFerretdb} or newer; this one leads to ${found}`,
    )
}

/** What a server is that dwmops does not work on, in words; undefined for a supported one. */
export function unsupportedServer({ hosts, buildInfo, takesPipelines }: ServerFacts): string | undefined {
  const service = unsupportedHosts.find(([name]) => hosts.some((host) => name.test(host)))
  if (service !== undefined) return `${service[1]}, which lacks commands that the queues rest on`
  if ('_t' in buildInfo) return 'Azure Cosmos DB, which lacks commands that the queues rest on'
  const ferretdb = ferretdbVersionOf(buildInfo)
  if (ferretdb !== undefined)
    return majorOf(ferretdb) < leastFerretdb ? `FerretDB ${ferretdb}, which is too old` : undefined
  const version = String(buildInfo['version'])
  if (!takesPipelines)
    return `a server (version ${version}) that does not take updates made of pipelines with $$NOW, such as Amazon DocumentDB`
  return majorOf(version) < leastMongodb ? `MongoDB ${version}, which is too old` : undefined
}

/** An update that matches nothing and writes nothing. A user who may not write is not what is asked about here. */
async function doesTakePipelines(client: MongoClient, database: string): Promise<boolean> {
  const updates = [{ q: { _id: 'no run has this id' }, u: [{ $set: { at: '$$NOW' } }] }]
  try {
    await client.db(database).command({ update: 'runs', updates, writeConcern: { w: 1 } })
    return true
  } catch (error) {
    if (!(error instanceof MongoServerError)) throw error
    const judged = judgeError(error)
    if (judged === 'transient') throw error
    return judged === 'unavailable'
  }
}

/** FerretDB 1 named its version in a key of its own, FerretDB 2 in a document. */
function ferretdbVersionOf({ ferretdb, ferretdbVersion }: Document): string | undefined {
  const version: unknown = ferretdb?.version ?? ferretdbVersion
  return version === undefined ? undefined : String(version)
}

function majorOf(version: string): number {
  return Number.parseInt(version.replace(/^v/, ''), 10)
}

/** As the connection string has them, and as the servers name themselves. */
function hostsOf({ options }: MongoClient): string[] {
  const given = options.srvHost === undefined ? [] : [options.srvHost]
  return [...given, ...options.hosts.map(({ host }) => host ?? '')]
}
