import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { stageNamed } from '@dwmops/fleet'
import { readCommandLine } from './command-line.ts'

describe('readCommandLine', () => {
  it('reads both flags', () => {
    const stage = stageNamed('wash-contacts')
    assert.deepEqual(readCommandLine(stage, []), { verbose: false, dryRun: false })
    assert.deepEqual(readCommandLine(stage, ['--verbose', '--dry-run']), { verbose: true, dryRun: true })
  })
})
