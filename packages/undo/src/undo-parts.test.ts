import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openUndo, type UndoWorld } from './undo-parts.ts'

function writes(settings: { environment: string; eloquaWrite?: boolean }): boolean {
  const signal = new AbortController().signal
  return openUndo({ settings, signal } as unknown as UndoWorld).context.eloquaWrite
}

describe('openUndo', () => {
  const cases: readonly [settings: { environment: string; eloquaWrite?: boolean }, written: boolean][] = [
    [{ environment: 'prod' }, true],
    [{ environment: 'dev' }, false],
    [{ environment: 'dev', eloquaWrite: true }, true],
    [{ environment: 'prod', eloquaWrite: false }, false],
  ]
  for (const [settings, written] of cases)
    it(`${written ? 'writes' : 'writes nothing'} with ${JSON.stringify(settings)}`, () =>
      assert.equal(writes(settings), written))

  it('stops with its signal, and has a name of its own', () => {
    const signal = AbortSignal.abort()
    const one = openUndo({ settings: {}, signal } as unknown as UndoWorld).context
    const other = openUndo({ settings: {}, signal } as unknown as UndoWorld).context
    assert.ok(one.abortSignal.aborted && one.stopSignal.aborted)
    assert.notEqual(one.runId, other.runId)
  })
})
