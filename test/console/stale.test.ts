import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { noBrowser } from '../support/browser.ts'
import { looksRight, settled, useConsole } from '../support/console-case.ts'

const dayMs = 86_400_000

/** What is shown is no older than it says, and what is not there has its reason. */
describe('what the console shows while it cannot read', { skip: noBrowser }, () => {
  const [its, operator] = useConsole('operator')

  for (const [hash, path] of [
    ['#/dead-letters', '**/dead-letters*'],
    ['#/syncs', '**/syncs*'],
    ['#/changes', '**/audit*'],
    ['#/previews', '**/previews*'],
    ['#/stages/wash-contacts', '**/stages/wash-contacts/history*'],
  ] as const)
    it(`shows its age, and heals by itself: ${hash}`, async () => {
      const { page, go, close } = await its.signIn('operator')
      await page.clock.install()
      await go(hash)
      const age = page.getByText(/What is shown was read/)
      assert.equal(await age.count(), 0)
      await page.route(path, stopping)
      await letReadAgain(page, path)
      await page.getByText('The server is being restarted').first().waitFor()
      await age.first().waitFor()
      assert.equal(await page.getByText(/database/).count(), 0)
      await page.unrouteAll()
      await letReadAgain(page, path)
      await age.first().waitFor({ state: 'detached' })
      await close()
    })

  it('shows ages by the clock of the server when that of the browser is off by days', async () => {
    for (const offMs of [5 * dayMs, -5 * dayMs]) {
      const { page, go, close } = await its.signIn('reader')
      await page.clock.install({ time: Date.now() + offMs })
      await page.reload()
      await go('#/')
      await page.getByText('Where the contacts are, counted').waitFor()
      const text = await page.locator('main').innerText()
      assert.doesNotMatch(text, /\b[45] days ago|in [45] days/, text)
      await close()
    }
  })

  it('has the reasons of an undo that would revert nothing', async () => {
    const { page, go } = operator
    const skipped = { 'written since': 3, 'dead letter': 1 }
    const plan = { id: 'p', values: 0, contacts: 0, byField: [], skipped, samples: [] }
    await page.route('**/undos/plan', (route) => route.fulfill({ json: plan }))
    await go('#/undo?field=city')
    await page.getByRole('button', { name: 'Show what would be reverted' }).click()
    await page.getByRole('heading', { name: 'Nothing to revert' }).waitFor()
    await page.getByText('3 values: a later wash or undo wrote the field again').waitFor()
    await page.getByText('1 value: the contact is a dead letter').waitFor()
    assert.equal(await page.getByRole('button', { name: /^Revert/ }).count(), 0)
    await looksRight(operator, 'undo-nothing')
    await page.unrouteAll()
  })

  it('leaves a dialog as it was when the server stops before it confirms, to be tried again', async () => {
    const { page, go } = operator
    await go('#/dead-letters')
    await page.getByRole('button', { name: /^Discard/ }).click()
    const dialog = page.getByRole('dialog')
    await page.route('**/dead-letters/discard*', stopping)
    await dialog.getByRole('button', { name: /^Discard/ }).click()
    await dialog.getByText('The server is being restarted').waitFor()
    await looksRight(operator, 'dialog-while-stopping')
    await page.unrouteAll()
    await dialog.getByRole('button', { name: /^Discard/ }).click()
    await dialog.waitFor({ state: 'detached' })
    await settled(page)
  })
})

async function letReadAgain(page: Page, path: string): Promise<void> {
  const again = page.waitForResponse(path)
  await page.clock.fastForward(61_000)
  await again
}

function stopping(route: { fulfill(answer: object): Promise<void> }): Promise<void> {
  const headers = { 'content-type': 'application/problem+json', 'retry-after': '1' }
  const json = {
    title: 'Service Unavailable',
    status: 503,
    code: 'STOPPING',
    detail: 'this server stops; try again',
  }
  return route.fulfill({ status: 503, headers, json })
}
