import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FaultInput } from '@dwmops/eloqua-sandbox'
import { faultNames } from '@dwmops/eloqua-sandbox'
import { testMongo } from '@dwmops/local-mongo/testing'
import { changedAnswers } from '../support/changed-answers.ts'
import { describeFault, eloquaEvents, eloquaManners } from '../support/eloqua-faults.ts'
import { eloquaStages } from '../support/stage-case.ts'
import { secrets } from './canaries.ts'
import { withCanaryCase } from './canary-case.ts'
import { echoes, steps } from './echoes.ts'

/** Events that a run outlives, met one after the other. */
const survived = new Set(['http-error', 'drop-answer', 'reset-body', 'pod-move', 'sync-slow'])
const passing: readonly FaultInput[] = [
  ...eloquaEvents
    .filter(({ fault }) => survived.has(fault.name))
    .map(({ fault }) => ({ ...fault, times: 1 })),
  { name: 'slow-answer', ms: 20 },
  { name: 'slow-bytes', bytesPerSecond: 20_000 },
]

/** What becomes of rows and syncs; each row that is meant is another contact's. */
const ofRows: readonly FaultInput[] = [
  { name: 'bad-rows', match: 'quokkaberry.one' },
  { name: 'bad-values', match: 'quokkaberry two', field: 'company' },
  { name: 'harmless-rejects', match: 'quökka' },
  { name: 'lost-rows', match: 'quokkaberry.five' },
  { name: 'long-values', mode: 'row' },
  { name: 'rejects-uncounted' },
  { name: 'unmatched-rows' },
  { name: 'actions-ignored', share: '0.5' },
  { name: 'unfinished-data' },
  { name: 'callback-early' },
]
const ofWholes: readonly FaultInput[] = [
  { name: 'poison-rows', match: 'quokkaberry.six' },
  { name: 'list-count', count: '6' },
  { name: 'expired-as', status: '404' },
]
const ofTokens: readonly FaultInput[] = [
  { name: 'token-expiry', path: '/contacts/lists' },
  { name: 'not-authenticated' },
  { name: 'refresh-revokes' },
  { name: 'token-limit', seconds: '1' },
]

/** An import sends every field, not those alone that differ from what Eloqua holds. */
const allFields = { WRITE_FIELDS: 'all', FRESHNESS_CHECK: 'false' }

const groups: Readonly<Record<string, readonly FaultInput[]>> = {
  'everything that passes': passing,
  ...eloquaManners,
  'rows that are refused': ofRows,
  'imports that fail as a whole': ofWholes,
}

describe('the log, the documents and the metrics of a stage hold no secret and no contact', {
  concurrency: 4,
}, () => {
  const database = testMongo()

  for (const [nth, stage] of eloquaStages.entries()) {
    for (const [what, faults] of Object.entries(groups))
      it(`${stage} under ${what}`, () =>
        withCanaryCase(database, stage, { faults }, async ({ runHere, one }) => {
          await runHere()
          one.sandbox.setFaults([])
          await one.leaseIsOver()
          await runHere()
        }))

    it(`${stage} under ends of OAuth tokens`, () =>
      withCanaryCase(database, stage, { faults: ofTokens }, async ({ runHere }) => {
        const client = { ELOQUA_CLIENT_ID: 'an-app', ELOQUA_CLIENT_SECRET: secrets.clientSecret }
        await runHere(client)
        await runHere({ ...client, ELOQUA_REFRESH_TOKEN: secrets.refreshToken })
      }))

    for (const [number, { fault }] of eloquaEvents.entries()) {
      if (number % eloquaStages.length !== nth) continue
      it(`${stage} under ${describeFault(fault)}, for ever, and a gateway that quotes what it refuses`, () =>
        withCanaryCase(
          database,
          stage,
          { faults: [{ ...fault, times: 'ever' }] },
          async ({ runHere, gateway }) => {
            gateway.refuse()
            await runHere({ MAX_RUNTIME_SECONDS: '8' })
          },
        ))
    }

    for (const [step, isMeant] of Object.entries(steps)) {
      if (step === 'rows' && stage === 'get-contacts') continue
      it(`${stage} where ${step} is refused with all that was sent`, () =>
        withCanaryCase(database, stage, { password: passwordFor(step) }, async ({ runHere, one }) => {
          const eloqua = await changedAnswers(one.sandbox.url)
          try {
            let echoed = 0
            // each form at the steps that know secrets and contacts; elsewhere the same words are made of it
            const isEach = step === 'the login' || step === 'rows'
            const answers = echoes(isMeant).filter(
              (_, index) => isEach || index % eloquaStages.length === nth,
            )
            for (const answer of answers) {
              eloqua.answerInstead((asked) => {
                const instead = answer(asked)
                if (instead !== undefined) echoed += 1
                return instead
              })
              await one.leaseIsOver(true)
              await one.queue.redrive({})
              await runHere({ ...eloqua.settings, ...allFields })
            }
            assert.ok(echoed > 0)
          } finally {
            await eloqua.stop()
          }
        }))
    }

    it(`${stage} where rejects and logs of syncs quote what they are about`, () =>
      withCanaryCase(database, stage, { faults: ofRows }, async ({ runHere, one }) => {
        const eloqua = await changedAnswers(one.sandbox.url)
        try {
          let quoted = 0
          eloqua.change((json, path) => {
            const isQuoted = /\/(rejects|logs)\b/.test(path) && Array.isArray(json['items'])
            if (isQuoted) quoted += 1
            return isQuoted ? quoteRows(json) : json
          })
          await runHere({ ...eloqua.settings, ...allFields })
          assert.ok(quoted > 0)
        } finally {
          await eloqua.stop()
        }
      }))
  }

  it('under every fault that the sandbox has', () => {
    const met = [...Object.values(groups), ofTokens, eloquaEvents.map(({ fault }) => fault)].flat()
    const names = new Set(met.map(({ name }) => name))
    assert.deepEqual(
      faultNames.filter((name) => !names.has(name)),
      [],
    )
  })
})

function passwordFor(step: string): string {
  return step === 'the login' ? secrets.shortPassword : secrets.eloquaPassword
}

/** Eloqua's words for a reject, as they may be: with the values of the row. */
function quoteRows(json: Record<string, unknown>): Record<string, unknown> {
  const items = json['items'] as readonly Record<string, unknown>[]
  return {
    ...json,
    items: items.map((item) => ({
      ...item,
      message: `${item['message']}: ${JSON.stringify(item['fieldValues'] ?? secrets.eloquaPassword)}`,
    })),
  }
}
