import assert from 'node:assert/strict'
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { refuseToOverwrite, refuseToShare } from './output-names.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'dwmops-output-names-'))
after(() => rmSync(folder, { recursive: true }))
const at = (name: string) => path.join(folder, name)
writeFileSync(at('a.csv'), 'a')
writeFileSync(at('b.csv'), 'b')
linkSync(at('a.csv'), at('hard.csv'))
symlinkSync('a.csv', at('soft.csv'))
symlinkSync('new.csv', at('to-nothing.csv'))
symlinkSync('to-itself.csv', at('to-itself.csv'))
mkdirSync(at('in'))
symlinkSync(at('in'), at('other-in'))

describe('refuseToShare', () => {
  const shared: [string, string][] = [
    [at('a.csv'), at('a.csv')],
    [at('a.csv'), at('hard.csv')],
    [at('a.csv'), at('soft.csv')],
    [at('new.csv'), `${at('in')}/../new.csv`],
    [at('new.csv'), at('to-nothing.csv')],
    [at('in/new.csv'), at('other-in/new.csv')],
    [path.relative('', at('new.csv')), at('new.csv')],
  ]
  for (const files of shared)
    it(`refuses ${files.map((file) => path.relative(folder, file)).join(' and ')}`, async () => {
      await assert.rejects(refuseToShare(files), /two outputs cannot share a file/)
    })

  it('refuses standard output twice', async () => {
    await assert.rejects(refuseToShare(['-', at('a.csv'), '-']), /cannot share standard output/)
  })

  it('takes different files, and a device for all', async () => {
    await refuseToShare(['-', at('a.csv'), at('b.csv'), at('new.csv'), at('in/new.csv'), at('to-itself.csv')])
    await refuseToShare(['/dev/null', '/dev/null'])
  })
})

describe('refuseToOverwrite', () => {
  for (const name of ['hard.csv', 'soft.csv'])
    it(`knows an input behind ${name}`, async () => {
      await assert.rejects(refuseToOverwrite(at(name), { input: at('a.csv') }), /is both input and output/)
    })

  it('takes an output that is not there yet', async () => {
    await refuseToOverwrite(at('new.csv'), { input: at('a.csv') })
  })
})
