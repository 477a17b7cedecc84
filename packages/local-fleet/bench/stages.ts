import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { LocalMongo } from '@dwmops/local-mongo'
import { build } from 'esbuild'
import { type Fleet, openFleet, root } from '../src/index.ts'
import { measured, type Used } from './measured.ts'
import { serveRows } from './rows-server.ts'

/** A stage's runs and those of its floor. */
export interface StageFigures {
  readonly stage: string
  readonly own: readonly Used[]
  readonly floor: readonly Used[]
}

/** In the order in which contacts go through them. */
const stages = ['get-contacts', 'wash-contacts', 'update-indicators', 'post-contacts']
const rowsAPage = 50_000

interface Order {
  readonly contacts: number
  readonly rounds: number
  readonly say: (line: string) => void
}

/** The floors, bundled as the stages are: what reading of sources takes would be counted in their favor. */
const floorProgram = path.join(root, 'node_modules/.cache/bench/floor.mjs')

/**
 * Sends generated contacts through the four stages as processes, each followed by its floor (`floor.ts`) over the same documents in the same
 * database, round after round. Stages run from the bundles of their images, which `packages/build.ts` makes.
 */
export async function benchStages(
  mongo: LocalMongo,
  { contacts, rounds, say }: Order,
): Promise<StageFigures[]> {
  process.env['DWMOPS_BUNDLES'] = 'true'
  await bundleFloor()
  const figures = stages.map((stage) => ({ stage, own: [] as Used[], floor: [] as Used[] }))
  for (let round = 0; round < rounds; round += 1) {
    const fleet = await openFleet({ mongo, seedContacts: contacts })
    try {
      for (const { stage, own, floor } of figures) {
        const before = await keepInput(fleet, stage)
        own.push(await runStage(fleet, stage, contacts))
        floor.push(await runFloor(fleet, stage, before))
        say(`${stage}: ${line(own.at(-1))}; floor ${line(floor.at(-1))}`)
      }
    } finally {
      await fleet.client.db(floorName(fleet)).dropDatabase()
      await fleet.stop()
    }
  }
  return figures
}

async function bundleFloor(): Promise<void> {
  const banner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);"
  await build({
    ...{ entryPoints: [path.join(import.meta.dirname, 'floor.ts')], outfile: floorProgram, bundle: true },
    ...{ platform: 'node', format: 'esm', banner: { js: banner }, minify: true, logLevel: 'error' },
    external: ['@mongodb-js/zstd', 'kerberos', 'mongodb-client-encryption', 'snappy', 'socks'],
  })
}

function line(used: Used | undefined): string {
  const { seconds = 0, cpuSeconds = 0, maxRssMb = 0 } = used ?? {}
  return `${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of processor, ${maxRssMb.toFixed(0)} MB`
}

const queueName = ({ environment }: Fleet) => environment['QUEUE_DATABASE'] ?? ''
const floorName = (fleet: Fleet) => `${queueName(fleet)}_floor`

/** A copy of the items as the stage finds them; it has the queue's indexes. */
async function keepInput(fleet: Fleet, stage: string): Promise<string> {
  const [name, queue] = [floorName(fleet), fleet.client.db(queueName(fleet))]
  const floor = fleet.client.db(name)
  await floor.dropDatabase()
  await floor.collection('items').createIndex({ state: 1, queue: 1, priority: -1, enteredAt: 1, _id: 1 })
  if (stage !== 'get-contacts')
    await queue
      .collection('items')
      .aggregate([{ $merge: { into: { db: name, coll: 'items' } } }])
      .toArray()
  return name
}

async function runStage(fleet: Fleet, stage: string, contacts: number): Promise<Used> {
  const settings = { MAX_RUNTIME_SECONDS: '3600', PUSHGATEWAY: '' }
  const batch = stage === 'get-contacts' ? { BATCH_SIZE: String(contacts) } : {}
  return measured(fleet.client, async (environment) => {
    const { lines, exitCode, stderr } = await fleet.run(stage, { ...environment, ...settings, ...batch })
    // on a busy machine a line may follow it, of what was slow to close
    const { out, reason = stderr } = lines.findLast(({ msg }) => msg === 'run finished') ?? {}
    if (exitCode !== 0 || out !== contacts)
      throw new Error(`${stage} ended with ${exitCode}, ${out} of ${contacts} out: ${reason}`)
  })
}

async function runFloor(fleet: Fleet, stage: string, database: string): Promise<Used> {
  const rows = await serveRows(stage === 'get-contacts' ? await pagesOf(fleet) : [])
  const addresses = {
    ...{ MONGODB_URL: fleet.mongo.url, RULES_DATABASE: fleet.environment['RULES_DATABASE'] },
    ...{ FLOOR_DATABASE: database, ROWS_URL: rows.url },
  }
  try {
    return await measured(fleet.client, (environment) =>
      floorProcess(stage, { ...addresses, ...environment }),
    )
  } finally {
    await rows.stop()
  }
}

async function floorProcess(stage: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [floorProgram, stage], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env['PATH'], ...environment },
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the floor of ${stage} ended with ${code}`)
}

async function pagesOf(fleet: Fleet): Promise<string[]> {
  const pages: string[] = []
  const page: unknown[] = []
  const close = () => pages.push(JSON.stringify({ items: page.splice(0) }))
  for await (const { payload } of fleet.client.db(queueName(fleet)).collection('items').find()) {
    page.push(payload)
    if (page.length === rowsAPage) close()
  }
  if (page.length > 0) close()
  return pages
}
