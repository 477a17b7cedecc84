import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mainJobProgress } from './main-job-progress.ts'
import type { StageRun } from './processes.ts'

function shownOn(isTTY: boolean, run: Partial<StageRun>): string[] {
  const shown: string[] = []
  const out = { isTTY, write: (text: string) => shown.push(text) }
  const progress = mainJobProgress(out as unknown as NodeJS.WriteStream)
  progress.stageStarted('wash-contacts')
  progress.line('wash-contacts', { msg: 'batch', in: 5 })
  progress.stageEnded({
    stage: 'wash-contacts',
    exitCode: 0,
    signal: null,
    lines: [],
    seconds: 1.25,
    ...run,
  } as StageRun)
  return shown
}

describe('mainJobProgress', () => {
  const lines = [{ msg: 'run finished', result: 'done', in: 5, out: 4 }]

  it('writes one line a finished stage where there is no terminal', () => {
    assert.deepEqual(shownOn(false, { lines }), ['  wash-contacts: done, 5 in, 4 out, 1.3 s\n'])
  })

  it('shows how far a stage is on a terminal', () => {
    assert.equal(shownOn(true, { lines }).length, 3)
    assert.match(shownOn(true, { lines })[1] ?? '', /batch \(5\)/)
  })

  it('says how a stage ended that wrote no last line', () => {
    assert.match(shownOn(false, { exitCode: 2 })[0] ?? '', /exit code 2, 1\.3 s/)
    assert.match(shownOn(false, { signal: 'SIGKILL' })[0] ?? '', /SIGKILL/)
  })
})
