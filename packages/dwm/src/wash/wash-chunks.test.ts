import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { washingConfig } from '@dwmops/core/testing'
import { openCsvText } from '@dwmops/record-files'
import { ChunkWasher } from './chunk-washer.ts'
import { RecordIds } from './record-ids.ts'
import { washChunks } from './wash-chunks.ts'
import { WashProgress } from './wash-progress.ts'

describe('washChunks', () => {
  it('hands rejected rows on with the chunk in which they stood, and keeps none', async () => {
    const rows = 3000
    const shape = await openCsvText(`ContactID,city\n${`${'7'.repeat(50)}\n`.repeat(rows)}`, 'in.csv')
    const washer = new ChunkWasher({
      ...{ rules: {}, config: washingConfig('Only', { city: { lookup: [], derive: {} } }) },
      ...{ shape, to: 'csv', history: false, safeFromFormulas: false, timestamp: 7 },
      ...{ rejects: 'rejects.csv', report: false },
    })
    const lines: number[] = []
    const parts = {
      ...{ washer, threads: 1, report: undefined, onFailure: () => undefined },
      progress: new WashProgress(process.stderr, true),
      rejects: {
        async write(text: string) {
          lines.push(text.split('\r\n').length - 1)
          return true
        },
      },
    }
    const tally = { records: 0, changed: 0, failed: 0, misfits: 0, ids: new RecordIds() }
    for await (const _ of washChunks(shape, parts, tally)) {
      // what was rejected before this chunk has been handed on
      assert.equal(
        lines.reduce((sum, some) => sum + some, 0),
        lines.length === 0 ? 0 : 1 + tally.failed,
      )
    }
    assert.equal(tally.failed, rows)
    assert.equal(
      lines.reduce((sum, some) => sum + some, 0),
      1 + rows,
    )
    assert.ok(lines.length > 3)
  })
})
