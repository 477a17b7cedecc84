import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { stages } from '@dwmops/fleet'
import {
  contactsOnList,
  type Fleet,
  openFleet,
  type RunningStage,
  recordsUnderWay,
} from '@dwmops/local-fleet'
import { waitUntil } from '@dwmops/local-mongo/testing'
import { lookAt } from '../support/sandbox.ts'

const contacts = 20
const pollingStages = stages.filter((stage) => stage.settings.some((name) => name === 'IDLE_POLL_SECONDS'))

describe('stages that look again', () => {
  let fleet: Fleet
  let running: RunningStage[]

  before(async () => {
    fleet = await openFleet({ seedContacts: contacts })
    running = pollingStages.map(({ name }) =>
      fleet.start(name, { IDLE_POLL_SECONDS: '0.2', MAX_RUNTIME_SECONDS: '600' }),
    )
  })
  after(() => fleet?.stop())

  const imports = async () => (await lookAt(fleet.sandbox).contacts()).map((contact) => contact.imports)
  const allImported = (times: number) =>
    waitUntil(
      `each contact is imported ${times} times`,
      async () => (await imports()).every((count) => count === times) && (await contactsOnList(fleet)) === 0,
    )

  it('take a contact all the way without a new run, whenever it comes', async () => {
    await allImported(1)
    const sandbox = lookAt(fleet.sandbox)
    const contactIds = (await sandbox.contacts()).map((contact) => contact.ContactID)
    for (const id of contactIds) await sandbox.change(id, { city: ' springfield ' })
    await sandbox.put('DWM - Export Queue', contactIds)
    await allImported(2)
    assert.ok(running.every((stage) => stage.process.exitCode === null))
  })

  it('end at SIGTERM as any run does, and report the sum of what they did', async () => {
    await waitUntil('the last look is put away', async () => (await recordsUnderWay(fleet)) === 0)
    for (const stage of running) stage.process.kill('SIGTERM')
    for (const { stage, exitCode, lines } of await Promise.all(running.map(({ finished }) => finished))) {
      assert.equal(exitCode, 143, stage)
      const end = lines.find((line) => line['msg'] === 'run finished')
      assert.deepEqual([end?.['in'], end?.['out']], [2 * contacts, 2 * contacts], stage)
    }
  })
})
