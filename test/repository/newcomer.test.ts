import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { root } from '@dwmops/local-fleet'

const programs = {
  'npm start --': 'packages/local-fleet/src/main.ts',
  'npx dwm': 'packages/dwm/src/main.ts',
}

const contacts = [
  'Email Address,First Name,Last Name,State,Zip Code,Country,Job Title,Lead Score',
  'ann@example.com,Ann,Timothy,california,02139,United States,n/a,7',
  'bob@example.com,Bob,Test,TX,75001-1234,Freedonia,Head of Capital,08',
  '',
].join('\r\n')

describe('a newcomer with a file of their own and the README', () => {
  let folder: string
  let readme: string
  let guide: string
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'newcomer-'))
    readme = await readFile(path.join(root, 'README.md'), 'utf8')
    const [, linked = ''] = /write rules \| \[[^\]]+\]\(([^)]+)\)/.exec(readme) ?? []
    guide = await readFile(path.join(root, linked), 'utf8')
    await writeFile(path.join(folder, 'contacts.csv'), contacts)
  })
  after(() => rm(folder, { recursive: true }))

  const fileOf = (name: string) => readFile(path.join(folder, name), 'utf8')

  /** Runs the command of the README that begins so, in the folder of the file. */
  async function run(begin: string) {
    const [command = ''] = readme.match(new RegExp(`(?<=\`)${begin}[^\`]*`)) ?? []
    const [program, main] = Object.entries(programs).find(([name]) => command.startsWith(name)) ?? []
    assert.ok(program !== undefined && main !== undefined, `the README has no ${begin}`)
    const args = command.slice(program.length).trim().split(' ')
    const child = spawn(process.execPath, [path.join(root, main), ...args], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const [output, [code]] = await Promise.all([text(child.stderr), once(child, 'close')])
    assert.equal(code, 0, output)
    return output
  }

  it('gets the file back washed, and nothing of it ruined', async () => {
    const output = await run('npm start -- --contacts')
    assert.match(output, /rules: neutral packs/)
    assert.match(output, /2 rows washed/)
    const [header, ann = '', bob = ''] = (await fileOf('washed.csv')).split('\r\n')
    assert.equal(header, contacts.split('\r\n')[0])
    assert.match(ann, /^ann@example\.com,Ann,Timothy,CA,02139,.*,,7$/) // "n/a" is no job title
    assert.match(bob, /^bob@example\.com,Bob,Test,TX,75001-1234,Freedonia,Head of Capital,08$/)
  })

  it('writes a first rule after the guide, reads what is wrong with it, and sees its effect', async () => {
    const [, config = ''] = /```json config\n(.*?)```/s.exec(guide) ?? []
    await writeFile(path.join(folder, 'config.json'), config)
    const rule = { fieldName: 'country', find: 'freedonia', replace: 'FD' }
    await writeFile(path.join(folder, 'rules.json'), JSON.stringify({ normLookup: [rule] }))
    const first = await run('npx dwm wash')
    assert.match(first, /has no effect: find "freedonia" is never found.*store it as "FREEDONIA"/)
    assert.match(first, /2 records: 0 changed/)

    const corrected = { ...rule, find: 'FREEDONIA' }
    await writeFile(path.join(folder, 'rules.json'), JSON.stringify({ normLookup: [corrected] }))
    const second = await run('npx dwm wash')
    assert.match(second, /2 records: 1 changed, 0 failed/)
    assert.equal(await fileOf('washed.csv'), contacts.replace('Freedonia', 'FD'))
  })
})
