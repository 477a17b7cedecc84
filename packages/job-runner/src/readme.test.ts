import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { exitCodes } from '@dwmops/fleet'
import { metricsMarkdown, settingsMarkdown } from './settings/markdown-tables.ts'

const read = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8')

describe('the documents', () => {
  it('lists the settings as the code has them', () => {
    assert.ok(
      read('docs/settings.md').includes(settingsMarkdown()),
      'the table differs from settingsMarkdown()',
    )
  })

  it('lists the metrics as the code has them', () => {
    assert.ok(read('docs/metrics.md').includes(metricsMarkdown()), 'the table differs from metricsMarkdown()')
  })

  it('lists the results and exit codes as the code has them', () => {
    for (const [result, code] of Object.entries(exitCodes)) {
      assert.match(read('README.md'), new RegExp(`^\\| ${code} +\\| \`${result}\` +\\|`, 'm'))
    }
  })
})
