import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { faultCatalog, faultNames } from './faults/fault-catalog.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const faults = readFileSync(new URL('../docs/faults.md', import.meta.url), 'utf8')

describe('the README', () => {
  it('has the table of faults as it is', () => {
    const expected = faultNames.map((name) => {
      const { lasting, args, does } = faultCatalog[name]
      const shown = Object.entries(args).map(([key, value]) => `\`${key}${value === '' ? '' : `=${value}`}\``)
      return `| \`${name}\` | ${lasting} | ${shown.join(' ') || '-'} | ${does} |`
    })
    const rows = faults.split('\n').filter((line) => /^\| `[a-z-]+` \| (once|ever) \|/.test(line))
    assert.deepEqual(rows, expected)
  })

  it('names every option of the command line', async () => {
    const source = readFileSync(new URL('./command-line.ts', import.meta.url), 'utf8')
    const options = [...source.matchAll(/'(--[a-z-]+)[ ']/g)].map(([, option]) => option ?? '')
    assert.ok(options.length > 20)
    assert.deepEqual(
      options.filter((option) => !readme.includes(`\`${option}\``)),
      [],
    )
  })
})
