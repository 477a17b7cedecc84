import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type FakeCluster, projectOf, startFakeCluster } from '@dwmops/cluster/testing'
import { washingConfig } from '@dwmops/core/testing'
import { openQueue, type Queue } from '@dwmops/mongo-queue'
import { byCollection, openRuleStore, type RuleStore } from '@dwmops/rule-store'
import type { Command } from 'commander'
import type { Db } from 'mongodb'
import { dwmProgram } from './program.ts'
import { runDwm } from './testing/run-dwm.ts'
import { testDatabase } from './testing/test-database.ts'

/** Commands that change neither databases, contacts nor the cluster. */
const reading = [
  ...['wash', 'status', 'logs', 'doctor', 'eloqua check', 'syncs ls', 'syncs show', 'token ls', 'undo ls'],
  ...['contact show', 'contact erasures', 'queue ls', 'queue show', 'queue dead-letter ls'],
  ...['rules lint', 'rules test', 'rules export', 'rules diff', 'rules versions', 'rules draft ls'],
  ...['rules hits', 'rules idle', 'rules fights', 'rules uncovered', 'rules packs ls', 'rules packs show'],
]

interface Bed {
  readonly db: Db
  readonly queue: Queue
  readonly store: RuleStore
  readonly rules: readonly string[]
  /** Address of the server. */
  readonly url: string
}

interface Changing {
  readonly command: string
  /** As the audit log has it. */
  readonly action: string
  /** What comes after the command; prepares what it needs. */
  readonly args: (bed: Bed) => readonly string[] | Promise<readonly string[]>
  readonly env?: (bed: Bed) => Readonly<Record<string, string>>
}

const who = 'somebody'
const set = (find: string) => ({
  rules: { ...byCollection(() => []), genericLookup: [{ find, replace: '' }] },
  configs: [washingConfig('Test', { city: { lookup: ['genericLookup'], derive: {} } })],
})
const draft = async ({ store }: Bed) => {
  await store.publish(set('A'), { who })
  const { basis } = await store.drafts.ground()
  return (await store.drafts.keep(set('B'), { who, basis })).id
}
const token = async ({ db }: Bed) =>
  String((await db.collection('apiTokens').findOne())?.['tokenId'] ?? 'none')
const eloqua = {
  ...{ ELOQUA_COMPANY: 'X', ELOQUA_USERNAME: 'x', ELOQUA_PASSWORD: 'secret-word', ELOQUA_WRITE: 'true' },
  ELOQUA_LOGIN_URL: 'http://127.0.0.1:9/id',
}

const changing: readonly Changing[] = [
  { command: 'rules import', action: 'PUT /rule-set', args: ({ rules }) => rules },
  {
    command: 'rules packs add',
    action: 'PUT /rule-set',
    args: async ({ store }) => {
      await store.publish(set('A'), { who })
      return ['junk-values']
    },
  },
  {
    command: 'rules rollback',
    action: 'POST /rule-versions/:version/rollback',
    args: async ({ store }) => {
      for (const find of ['A', 'B']) await store.publish(set(find), { who })
      return ['1']
    },
  },
  {
    command: 'rules preview',
    action: 'POST /previews',
    args: async ({ rules, store }) => {
      await store.publish(set('B'), { who })
      return ['--with', rules[1] ?? '', '--keep']
    },
    env: () => ({ CONFIG_NAME: 'Test' }),
  },
  {
    command: 'rules draft publish',
    action: 'POST /previews/:id/publish',
    args: async (bed) => [await draft(bed)],
  },
  { command: 'rules draft drop', action: 'DELETE /previews/:id', args: async (bed) => [await draft(bed)] },
  { command: 'contact erase', action: 'POST /erasures', args: () => ['ann@example.com', '--yes'] },
  { command: 'contact erase', action: 'POST /erasures', args: () => ['--repeat', '--yes'] },
  { command: 'undo', action: 'POST /undos', args: () => ['--contact', 'ann@example.com'], env: () => eloqua },
  { command: 'undo resume', action: 'dwm undo resume', args: () => [], env: () => eloqua },
  { command: 'queue redrive', action: 'POST /dead-letters/redrive', args: () => ['--all'] },
  { command: 'queue discard', action: 'POST /dead-letters/discard', args: () => ['--all'] },
  {
    command: 'queue release',
    action: 'DELETE /claims/:token',
    args: async ({ queue }) => {
      await queue.add('dwmQueue', [{ key: 'ann@example.com', payload: {}, source: 's' }])
      return [(await queue.claim('dwmQueue', 1))?.token ?? '']
    },
  },
  {
    command: 'queue migrate',
    action: 'dwm queue migrate',
    args: () => [],
    env: ({ db, url }) => {
      const source = new URL(url)
      source.pathname = `${db.databaseName}_old`
      return { SOURCE_MONGODB_URL: source.href }
    },
  },
  { command: 'token create', action: 'dwm token create', args: () => ['--name', 'x', '--role', 'reader'] },
  { command: 'token revoke', action: 'dwm token revoke', args: async (bed) => [await token(bed)] },
  { command: 'drain', action: 'POST /operations/drain', args: () => [] },
  { command: 'suspend', action: 'POST /operations/pause', args: () => ['wash-contacts'] },
  { command: 'resume', action: 'POST /operations/resume', args: () => [] },
  { command: 'run', action: 'POST /operations/run', args: () => ['wash-contacts'] },
  { command: 'backup', action: 'dwm backup', args: () => [] },
  { command: 'restore', action: 'dwm restore', args: () => ['-n', 'still'] },
  { command: 'replicate', action: 'dwm replicate', args: () => ['-n', 'still', '--mask'] },
]

/** Commands of the program that do something, each with the words that name it. */
function commandsOf(command: Command, named = ''): string[] {
  const below = command.commands.flatMap((one) => commandsOf(one, `${named} ${one.name()}`.trim()))
  const doesSomething = below.length === 0 || named === 'undo'
  return doesSomething ? [named, ...below] : below
}

describe('the audit log of dwm', () => {
  const database = testDatabase()
  let cluster: FakeCluster
  let kubeconfig: string
  let folder: string
  before(async () => {
    const jobs = ['backup', 'restore', 'replicate'].map((name) => ({ metadata: { name }, spec: {} }))
    const { cronjobs } = projectOf('dev')
    assert.ok(Array.isArray(cronjobs))
    cluster = await startFakeCluster({
      fleet: projectOf('dev', { cronjobs: [...cronjobs, ...jobs] }),
      still: projectOf('dev', { cronjobs: jobs }),
    })
    kubeconfig = await cluster.kubeconfig('dev', 'fleet')
    folder = await mkdtemp(path.join(tmpdir(), 'dwm-audit-'))
  })
  after(async () => {
    await cluster.stop()
    await rm(folder, { recursive: true })
  })

  it('is about every command that changes something', () => {
    const known = new Set([...reading, ...changing.map(({ command }) => command)])
    assert.deepEqual(commandsOf(dwmProgram()).toSorted(), [...known].toSorted())
  })

  for (const { command, action, args, env = () => ({}) } of changing) {
    it(`has who did what by dwm ${command}, and when`, async () => {
      const { db, env: own } = database.fresh()
      const { rules, configs } = set('A')
      const files = { '--rules': rules, '--config': configs }
      const named: string[] = []
      for (const [option, content] of Object.entries(files)) {
        const file = path.join(folder, `${option.slice(2)}.json`)
        await writeFile(file, JSON.stringify(content))
        named.push(option, file)
      }
      const queue = openQueue(db, { owner: 'test', stage: 'test' })
      const { url } = database.mongo
      const bed: Bed = { db, queue, store: openRuleStore(db), rules: named, url }
      const given = await args(bed)
      const began = Date.now()
      const { code, err } = await runDwm([...command.split(' '), ...given], {
        env: { ...own, KUBECONFIG: kubeconfig, ...env(bed) },
      })
      const entries = await db.collection('audit').find().toArray()
      assert.equal(entries.length, 1, `exit ${code}: ${err}`)
      const [entry] = entries
      assert.deepEqual([entry?.['action'], entry?.['via'], entry?.['result']], [action, 'dwm', 'done'], err)
      assert.ok(String(entry?.['who']).length > 0)
      assert.ok(Number(entry?.['at']) >= began - 1)
      assert.doesNotMatch(JSON.stringify(entry), /@/)
    })
  }

  it('does not keep stages from being suspended when no database can be reached, and says that nobody wrote it down', async () => {
    for (const url of [{}, { MONGODB_URL: 'mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=50' }]) {
      const { code, out, err } = await runDwm(['suspend', 'wash-contacts'], {
        env: { KUBECONFIG: kubeconfig, ...url },
      })
      assert.equal(code, 0, err)
      assert.match(out, /^wash-contacts +suspended$/m)
      assert.match(err, /^dwm: not in the audit log: .*(MONGODB_URL|127\.0\.0\.1:9)/m)
    }
  })
})
