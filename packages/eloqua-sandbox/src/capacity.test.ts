import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { contactFields } from './catalogue/contact-catalogue.ts'
import { base, basic } from './testing/open-sandbox.ts'

const headers = { authorization: basic, 'content-type': 'application/json' }
const fields = Object.fromEntries(
  contactFields.map(({ key, internalName }) => [key, `{{Contact.Field(${internalName})}}`]),
)

/** Memory of a process in MB; undefined where the system does not tell. */
function residentMb(pid: number | undefined): number | undefined {
  try {
    const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kb === undefined ? undefined : Number(kb) / 1024
  } catch {
    // no /proc here
    return undefined
  }
}

describe('100,000 contacts', () => {
  it('are held, and 80,000 of them exported, in little memory and time', async (t) => {
    const args = [path.join(import.meta.dirname, 'main.ts'), '--contacts', '100000']
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    t.after(() => child.kill('SIGKILL'))
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
    const api = `${line.trim().replace('listening on ', '')}${base}`
    const call = async (method: string, at: string, body?: unknown) => {
      const init = body === undefined ? {} : { body: JSON.stringify(body) }
      const response = await fetch(`${api}${at}`, { method, headers, ...init })
      // biome-ignore lint/suspicious/noExplicitAny: read freely
      return (await response.json()) as any
    }
    const held = residentMb(child.pid)
    const definition = { name: 'all', fields, filter: "EXISTS('{{ContactList[6050]}}')", maxRecords: 80_000 }
    const { uri: syncedInstanceUri } = await call('POST', '/contacts/exports', definition)
    const started = performance.now()
    const { uri } = await call('POST', '/syncs', { syncedInstanceUri })
    while ((await call('GET', uri)).status !== 'success')
      await new Promise((resolve) => setTimeout(resolve, 10))
    const syncedMs = performance.now() - started
    const pages = [
      await call('GET', `${uri}/data?limit=50000`),
      await call('GET', `${uri}/data?limit=50000&offset=50000`),
    ]
    const readMs = performance.now() - started
    assert.deepEqual(
      pages.map(({ count, hasMore }) => [count, hasMore]),
      [
        [50_000, true],
        [30_000, false],
      ],
    )
    const after = residentMb(child.pid)
    t.diagnostic(
      `held in ${held?.toFixed()} MB, exported in ${syncedMs.toFixed()} ms, read in ${readMs.toFixed()} ms, then ${after?.toFixed()} MB`,
    )
    assert.ok((held ?? 0) < 400 && (after ?? 0) < 600, `held in ${held} MB, then ${after} MB`)
  })
})
