import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type ChaosOptions, runChaos } from './run-chaos.ts'

/** Other seeds and sizes: `node test/chaos/main.ts --seed 7 --contacts 3000`. */
const fixed = { seed: 1, contacts: 600 }

const cases: Omit<ChaosOptions, 'seed' | 'contacts'>[] = [
  { database: 'replica-set', faults: 10, killed: 0.5 },
  { database: 'standalone', faults: 4, killed: 0.8 },
]

for (const one of cases)
  describe(`the fleet while a ${one.database} fails and stages are killed`, () => {
    it('loses, doubles, changes and leaves over nothing', async (test) => {
      const { findings, faults, exits, unexpected } = await runChaos({ ...fixed, ...one })
      test.diagnostic(JSON.stringify({ faults, exits, unexpected }))
      assert.deepEqual(findings, [])
      assert.deepEqual(unexpected, [])
      assert.ok(faults.length > one.faults / 2, 'all was over before the chaos')
      assert.ok((exits['SIGKILL'] ?? 0) > 0, 'no stage was killed')
    })
  })
