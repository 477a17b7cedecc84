import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openQueue } from '@dwmops/mongo-queue'
import type { Page } from 'playwright-core'
import { barriers, keepScreenshot, noBrowser } from '../support/browser.ts'
import { useConsole } from '../support/console-case.ts'

/** What is confirmed is what happens: the dialog names it, the request carries it, and the server refuses anything else. */
describe('what is confirmed in the console', { skip: noBrowser }, () => {
  const [its, operator] = useConsole('operator')
  const queueDb = () => its.fleet.client.db(its.fleet.environment['QUEUE_DATABASE'])
  const queue = () => openQueue(queueDb(), { owner: 'a test', stage: 'wash-contacts' })

  async function open(hash: string): Promise<Page> {
    await operator.go(hash)
    return operator.page
  }

  /** Lets contacts fail for good. */
  async function bury(code: string, ...names: readonly string[]): Promise<void> {
    const dead = { code, message: `a reason of ${code}` }
    const keys = names.map((name) => `${name}@example.com`)
    await queue().add(
      'dwmQueue',
      keys.map((key) => ({ key, payload: { emailAddress: key }, source: key, dead })),
    )
  }

  async function stateOf(name: string): Promise<string | undefined> {
    return (await queue().show(`${name}@example.com`))?.item.state
  }

  describe('dead letters', () => {
    it('are at most those that the dialog named, whatever fails meanwhile', async () => {
      await bury('GROUP_X', 'x1', 'x2')
      const page = await open('#/dead-letters?queue=dwmQueue&code=GROUP_X')
      await page.getByRole('button', { name: 'Discard' }).click()
      const dialog = page.getByRole('dialog', { name: 'Discard all 2 contacts of GROUP_X in dwmQueue?' })
      await dialog.waitFor()
      assert.deepEqual(await barriers(page), [])
      await keepScreenshot(page, 'dead-letters-discard-light-1280')
      await bury('GROUP_X', 'x3', 'x4', 'x5')
      await dialog.getByRole('button', { name: 'Discard 2 contacts' }).click()
      await page.getByText('2 contacts discarded').waitFor()
      const states = await Promise.all(['x1', 'x2', 'x3', 'x4', 'x5'].map(stateOf))
      assert.deepEqual(states, ['done', 'done', 'dead', 'dead', 'dead'])
    })

    it('are refused when somebody else has settled one of them', async () => {
      await bury('GROUP_Z', 'z1', 'z2')
      const page = await open('#/dead-letters?queue=dwmQueue&code=GROUP_Z')
      await page.getByRole('button', { name: 'Send back' }).click()
      const yes = page.getByRole('dialog').getByRole('button', { name: 'Send back 2 contacts' })
      await yes.waitFor()
      await queue().discard({ keys: ['z1@example.com'] })
      await yes.click()
      await page.getByText('2 dead letters were meant and 1 of them are left').waitFor()
      assert.equal(await stateOf('z2'), 'dead')
    })

    it('end their selection with the filter', async () => {
      await bury('GROUP_Y', 'y1')
      const page = await open('#/dead-letters?queue=dwmQueue&code=GROUP_X')
      await page.getByRole('button', { name: /^Pick the \d+ shown$/ }).click()
      await page.getByText('3 contacts picked').waitFor()
      await page.getByRole('link', { name: /GROUP_Y/ }).click()
      await page.getByText('Nothing picked: all 1 contact of GROUP_Y in dwmQueue are meant').waitFor()
      assert.equal(await page.getByText('3 contacts picked').count(), 0)
    })

    it('stay a list when their reasons are long', async () => {
      const names = Array.from({ length: 20 }, (_, nth) => `long${nth}`)
      const message = 'a reason that says very much about one row '.repeat(15)
      const entries = names.map((name) => {
        const key = `${name}@example.com`
        return { key, payload: { emailAddress: key }, source: key, dead: { code: 'LONG', message } }
      })
      await queue().add('dwmQueue', entries)
      const page = await open('#/dead-letters?queue=dwmQueue&code=LONG')
      await page.setViewportSize({ width: 390, height: 860 })
      await page.getByText('long19@example.com').waitFor()
      const height = Number(await page.evaluate('document.documentElement.scrollHeight'))
      await page.setViewportSize({ width: 1280, height: 860 })
      assert.ok(height < 10_000, `${height} pixels`)
      await page.locator('details.long-text summary').first().click()
      await page.getByText(message.trim()).first().waitFor()
    })

    it('are said to be none in a group, with how many are in others, and no live button', async () => {
      const page = await open('#/dead-letters?queue=dwmQueue&code=GROUP_Y')
      await page.getByRole('button', { name: 'Send back' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Send back 1 contact' }).click()
      await page.getByText('No dead letter in this group').waitFor()
      await page.getByText(/\d+ contacts in others/).waitFor()
      assert.equal(await page.getByText('Every contact that was exported').count(), 0)
      assert.equal(await page.getByRole('button', { name: /Send back|Discard/ }).count(), 0)
      assert.deepEqual(await barriers(page), [])
      await keepScreenshot(page, 'dead-letters-empty-group-light-1280')
    })
  })

  describe('an undo', () => {
    async function washedContacts(): Promise<string[]> {
      const washes = its.fleet.client.db(its.fleet.environment['RULES_DATABASE']).collection('washes')
      const changed = await washes
        .find({ 'changes.0': { $exists: true } })
        .limit(20)
        .toArray()
      const items = changed.map(({ _id }) => String(_id).split(':')[0] ?? '')
      const known = await Promise.all([...new Set(items)].map((id) => queue().show(id)))
      return known.flatMap((one) => (one === undefined ? [] : [one.item.key])).slice(0, 3)
    }

    it('is planned anew when the form says something else', async () => {
      const [first = '', second = ''] = await washedContacts()
      const page = await open(`#/undo?contact=${encodeURIComponent(first)}`)
      await page.getByRole('button', { name: 'Show what would be reverted' }).click()
      const planned = page.getByRole('region', { name: /^Would revert/ })
      await planned.getByText(`contact ${first}`).waitFor()
      await page.getByLabel('Contact', { exact: true }).fill(second)
      await planned.waitFor({ state: 'detached' })
    })

    it('reverts what the dialog named, or is refused', async () => {
      const [, , third = ''] = await washedContacts()
      const page = await open(`#/undo?contact=${encodeURIComponent(third)}`)
      await page.getByRole('button', { name: 'Show what would be reverted' }).click()
      await page.getByRole('button', { name: 'Revert them …' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText(`contact ${third}`).waitFor()
      await keepScreenshot(page, 'undo-confirm-light-1280')
      // the contact comes under way before the answer: the plan is another
      const payload = { emailAddress: third, city: 'Elsewhere' }
      await queue().add('dwmQueue', [{ key: third, payload, source: 'another export' }])
      await dialog.getByRole('button', { name: /^Revert \d+/ }).click()
      await dialog.getByText('make a new plan').waitFor()
      assert.equal(await queueDb().collection('undos').countDocuments(), 0)
    })

    it('follows an address that is opened on its page, and survives one that makes no sense', async () => {
      const page = await open('#/undo')
      await page.evaluate("location.hash = '#/undo?field=city&since=yesterday'")
      await page.getByRole('button', { name: 'Show what would be reverted' }).waitFor()
      assert.equal(await page.getByLabel('Field', { exact: true }).inputValue(), 'city')
    })
  })

  it('drops changes that wait only after naming them', async () => {
    const { page, go, close } = await its.signIn('editor')
    await go('#/rules/new?collection=normLookup&fieldName=city&find=WIEN&replace=Vienna')
    await page.getByRole('button', { name: 'Keep for later' }).click()
    await go('#/previews')
    await page.getByRole('button', { name: 'Drop all' }).click()
    const dialog = page.getByRole('dialog', { name: 'Drop 1 change waiting?' })
    await dialog.getByText('WIEN').waitFor()
    await dialog.getByRole('button', { name: 'Drop 1 change' }).click()
    await page.getByText('No changes wait').waitFor()
    await close()
  })
})
