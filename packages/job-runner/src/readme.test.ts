import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { exitCodes } from '@dwmops/fleet'
import { metricsMarkdown, settingsMarkdown } from './markdown-tables.ts'

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')

describe('README', () => {
  it('lists the settings as the code has them', () => {
    assert.ok(readme.includes(settingsMarkdown()), 'the table differs from settingsMarkdown()')
  })

  it('lists the metrics as the code has them', () => {
    assert.ok(readme.includes(metricsMarkdown()), 'the table differs from metricsMarkdown()')
  })

  it('lists the results and exit codes as the code has them', () => {
    for (const [result, code] of Object.entries(exitCodes)) {
      assert.match(readme, new RegExp(`^\\| ${code} +\\| \`${result}\` +\\|`, 'm'))
    }
  })
})
