import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { root } from '@dwmops/local-fleet'

interface Locked {
  readonly version: string
  readonly integrity?: string
}

const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>
}

describe('npm ci from a registry that sends other packages under the locked names', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-altered-'))
  let registry: Server
  before(async () => {
    registry = createServer((request, response) => {
      const name = decodeURIComponent(request.url ?? '').slice(1)
      if (name.endsWith('.tgz')) return response.end(readFileSync(path.join(folder, name)))
      const { version = '' } = packages[`node_modules/${name}`] ?? {}
      const tarball = `${addressOf(registry)}/${altered(name, version)}`
      const versions = { [version]: { name, version, dist: { tarball } } }
      return response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }))
    }).listen(0, '127.0.0.1')
    await once(registry, 'listening')
  })
  after(() => {
    registry.close()
    registry.closeAllConnections()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Packs something else under this name; the file's name. */
  function altered(name: string, version: string): string {
    const file = `${name.replace('/', '+')}.tgz`
    const content = path.join(folder, `of-${file}`)
    mkdirSync(path.join(content, 'package'), { recursive: true })
    writeFileSync(path.join(content, 'package/package.json'), JSON.stringify({ name, version }))
    writeFileSync(path.join(content, 'package/index.js'), 'throw new Error("not what was locked")')
    execFileSync('tar', ['-czf', path.join(folder, file), '-C', content, 'package'])
    return file
  }

  /** Installs one package by its entry in our lock file. */
  async function install(name: string, locked: Locked): Promise<{ code: number | null; err: string }> {
    const project = mkdtempSync(path.join(folder, 'project-'))
    const own = { name: 'altered', version: '1.0.0', dependencies: { [name]: locked.version } }
    const lock = {
      ...own,
      lockfileVersion: 3,
      requires: true,
      packages: { '': own, [`node_modules/${name}`]: locked },
    }
    writeFileSync(path.join(project, 'package.json'), JSON.stringify(own))
    writeFileSync(path.join(project, 'package-lock.json'), JSON.stringify(lock))
    const options = [
      '--ignore-scripts',
      '--fetch-retries',
      '0',
      '--loglevel',
      'error', // a silent npm around this test says nothing of what it refuses
      '--no-audit',
      '--no-fund',
      '--registry',
      addressOf(registry),
    ]
    const npm = spawn('npm', ['ci', ...options, '--cache', path.join(project, 'cache')], {
      cwd: project,
      // what a newer Node says of an npm as old as Debian's
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    })
    const [[code], err] = await Promise.all([once(npm, 'close'), text(npm.stderr), text(npm.stdout)])
    return { code, err }
  }

  for (const name of ['zod', 'pino', '@biomejs/biome']) {
    it(`fails for ${name}, whose hash is locked`, async () => {
      const locked = entryOf(name)
      assert.match(locked.integrity ?? '', /^sha512-/)
      const { code, err } = await install(name, locked)
      assert.notEqual(code, 0)
      assert.match(err, /EINTEGRITY/)
    })
  }

  it('installs them where the hash is missing, which the check of the lock file refuses', async () => {
    const { integrity: _, ...loose } = entryOf('zod')
    assert.deepEqual(await install('zod', loose), { code: 0, err: '' })
  })
})

/** Without what the package itself needs: nothing of it gets that far. */
function entryOf(name: string): Locked {
  const { version = '', integrity = '' } = packages[`node_modules/${name}`] ?? {}
  return { version, integrity }
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
