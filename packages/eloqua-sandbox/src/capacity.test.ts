import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { contactFields } from './catalog/contact-catalog.ts'
import { base, basic } from './testing/open-sandbox.ts'

const fields = Object.fromEntries(
  contactFields.map(({ key, internalName }) => [key, `{{Contact.Field(${internalName})}}`]),
)
const mostMb = 400

describe('100,000 contacts', () => {
  it('are held, 80,000 of them exported and 30,000 imported again and again, in little memory', async (t) => {
    const { api, memory } = await startProcess(t)
    const contacts = await api.exported(30_000)
    const { uri } = await api.sync('/contacts/exports', { name: 'all', fields, maxRecords: 80_000 })
    assert.deepEqual(await api.page(`${uri}/data?limit=50000`), { count: 50_000, hasMore: true })
    assert.deepEqual(await api.page(`${uri}/data?limit=50000&offset=50000`), {
      count: 30_000,
      hasMore: false,
    })
    const exported = memory()
    for (const round of [1, 2, 3]) {
      const bodies = [bodyOf(contacts.slice(0, 20_000), round), bodyOf(contacts.slice(20_000), round)]
      const definition = { name: 'again', fields, identifierFieldName: 'emailAddress' }
      const sync = await api.sync(
        '/contacts/imports',
        { ...definition, isSyncTriggeredOnImport: false },
        bodies,
      )
      assert.equal(sync.status, 'success')
    }
    const imported = memory()
    t.diagnostic(`at most ${exported} MB after the export, ${imported} MB after imports`)
    assert.ok((imported ?? 0) < mostMb, `${imported} MB`)
  })
})

/** Whole contacts as text, with fields changed as washing does: most to values that many have, some to their own. */
function bodyOf(contacts: readonly Readonly<Record<string, string>>[], round: number): string {
  const shared = [
    'city',
    'stateProvince',
    'country',
    'jobRole',
    'jobLevel',
    'industry',
    'persona',
    'companySize',
  ]
  const own = ['busPhone', 'address1', 'zipPostalCode', 'company']
  const rows = contacts.map((contact, at) =>
    JSON.stringify({
      ...contact,
      ...Object.fromEntries(shared.map((key) => [key, `${key} ${at % 50} ${round}`])),
      ...Object.fromEntries(own.map((key) => [key, `${key} ${at} ${round}`])),
    }),
  )
  return `[${rows.join()}]`
}

async function startProcess(t: TestContext) {
  // a heap of this size has to do: without a bound a busy machine collects later, and what it holds says little
  const heap = '--max-old-space-size=256'
  const args = [heap, path.join(import.meta.dirname, 'main.ts'), '--contacts', '100000']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  t.after(() => child.kill('SIGKILL'))
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
  const api = client(`${line.trim().replace('listening on ', '')}${base}`)
  return { api, memory: () => mostResidentMb(child.pid) }
}

function client(url: string) {
  const headers = { authorization: basic, 'content-type': 'application/json' }
  const call = async (method: string, at: string, body?: string): Promise<string> => {
    const response = await fetch(`${url}${at}`, { method, headers, ...(body === undefined ? {} : { body }) })
    assert.ok(response.ok, `${method} ${at}: ${response.status}`)
    return response.text()
  }
  const make = async (at: string, body: object): Promise<string> =>
    JSON.parse(await call('POST', at, JSON.stringify(body))).uri

  async function sync(path: string, definition: object, bodies: readonly string[] = []) {
    const syncedInstanceUri = await make(path, definition)
    for (const body of bodies) await call('POST', `${syncedInstanceUri}/data`, body)
    const uri = await make('/syncs', { syncedInstanceUri })
    for (;;) {
      const { status }: { status: string } = JSON.parse(await call('GET', uri))
      if (status !== 'pending' && status !== 'active') return { uri, status }
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  return {
    sync,
    async exported(maxRecords: number): Promise<Record<string, string>[]> {
      const { uri } = await sync('/contacts/exports', { name: 'some', fields, maxRecords })
      return JSON.parse(await call('GET', `${uri}/data?limit=50000`)).items
    },
    /** What a page says of itself, its rows unread. */
    async page(at: string) {
      const text = await call('GET', at)
      const { count, hasMore } = JSON.parse(`{${text.slice(text.lastIndexOf('],') + 2)}`)
      return { count, hasMore }
    },
  }
}

/** The most that a process ever held, in MB; undefined where the system does not report it. */
function mostResidentMb(pid: number | undefined): number | undefined {
  try {
    const kb = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kb === undefined ? undefined : Math.round(Number(kb) / 1024)
  } catch {
    // no /proc here
    return undefined
  }
}
