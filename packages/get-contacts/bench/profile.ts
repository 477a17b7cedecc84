/**
 * Where a run of get-contacts spends its time: `node packages/get-contacts/bench/profile.ts [CONTACTS]` (80,000) runs the stage as
 * its process against a sandbox and a database of this machine, and prints each part's share of the run by a CPU profile.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openFleet } from '@dwmops/local-fleet'

interface Profile {
  readonly nodes: readonly ProfileNode[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

interface ProfileNode {
  readonly id: number
  readonly callFrame: { readonly functionName: string; readonly url: string }
  readonly children?: readonly number[]
}

/** What belongs to whom, by file; what Node itself does belongs to who called it. */
const parts: readonly [name: string, files: RegExp][] = [
  [
    'Eloqua client',
    /\/packages\/eloqua-client\/|\/node_modules\/(got|@sindresorhus|decompress-response|keyv)\//,
  ],
  ['database driver', /\/node_modules\/(mongodb|bson|mongodb-connection-string-url)\//],
  ['queue', /\/packages\/mongo-queue\//],
  ['stage and the rest', /\/packages\/|\/node_modules\//],
]

const contacts = Number(process.argv[2] ?? 80_000)
const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-profile-'))
const fleet = await openFleet({ seedContacts: contacts })
try {
  const run = await fleet.run('get-contacts', {
    NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}`,
    BATCH_SIZE: String(contacts),
    MAX_RUNTIME_SECONDS: '3600',
  })
  const { result, out } = run.lines.at(-1) ?? {}
  console.log(`${result}: ${out} contacts in ${run.seconds.toFixed(1)} s`)
  for (const file of readdirSync(folder)) print(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
} finally {
  await fleet.stop()
  rmSync(folder, { recursive: true })
}

function print(profile: Profile): void {
  const owners = ownersOf(profile)
  const spent = new Map<string, number>()
  let total = 0
  for (const [at, id] of profile.samples.entries()) {
    const delta = profile.timeDeltas[at] ?? 0
    const owner = owners.get(id) ?? 'Node'
    spent.set(owner, (spent.get(owner) ?? 0) + delta)
    total += delta
  }
  for (const [owner, time] of [...spent].toSorted(([, one], [, other]) => other - one))
    console.log(`${((100 * time) / total).toFixed(1).padStart(5)} %  ${owner}`)
}

function ownersOf({ nodes }: Profile): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const owners = new Map<number, string>()
  const visit = (id: number, inherited: string): void => {
    const node = byId.get(id)
    if (node === undefined) return
    const owner = ownerOf(node) ?? inherited
    owners.set(id, owner)
    for (const child of node.children ?? []) visit(child, owner)
  }
  const [root] = nodes
  if (root) visit(root.id, 'Node')
  return owners
}

function ownerOf({ callFrame: { functionName, url } }: ProfileNode): string | undefined {
  if (functionName === '(idle)') return 'waiting for the database and Eloqua'
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (functionName === '(program)') return 'native code'
  return parts.find(([, files]) => files.test(url))?.[0]
}
