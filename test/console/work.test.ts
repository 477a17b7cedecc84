import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { projectOf, startFakeCluster } from '@dwmops/cluster/testing'
import { openConsole } from '@dwmops/local-fleet'
import { openQueue } from '@dwmops/mongo-queue'
import type { Page } from 'playwright-core'
import { noBrowser } from '../support/browser.ts'
import { looksRight, settled, useConsole } from '../support/console-case.ts'

/** Saves the list of a page as CSV: its lines. */
async function saved(page: Page): Promise<string[]> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download as CSV' }).click()
  const file = await download
  assert.match(file.suggestedFilename(), /\.csv$/)
  return (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
}

describe('work in the console', { skip: noBrowser }, () => {
  const [its, operator] = useConsole('operator')
  const queueDb = () => its.fleet.client.db(its.fleet.environment['QUEUE_DATABASE'])

  /** Goes to a page of the operator. */
  async function open(hash: string): Promise<Page> {
    await operator.go(hash)
    return operator.page
  }

  describe('downloads', () => {
    it('saves dead letters, rules and uncovered values', async () => {
      const letters = await saved(await open('#/dead-letters'))
      assert.equal(letters.length, 4)
      assert.match(letters[0] ?? '', /^\uFEFFemailAddress,/)
      assert.match(letters[1] ?? '', /@example\.com,dwmQueue,NOT_TEXT,/)
      await looksRight(operator, 'dead-letters-download')
      const rules = await saved(await open('#/rules?collection=normLookup'))
      assert.ok(rules.length > 1 && rules.slice(1).every((line) => line.startsWith('normLookup,')))
      assert.match(
        (await saved(await open('#/rules/analytics?view=uncovered')))[0] ?? '',
        /field,value,contacts/,
      )
    })

    it('saves what a run changed, and what an undo of it would revert', async () => {
      const runs = queueDb().collection<{ _id: string; stage: string; counts: { in: number } }>('runs')
      const run = await runs.findOne({ stage: 'wash-contacts', 'counts.in': { $gt: 0 } })
      assert.ok(run !== null)
      const changes = await saved(await open(`#/runs/${run._id}`))
      assert.match(changes[1] ?? '', /^[^,]+@[^,]+,\d+,/)
      const page = await open(`#/undo?run=${run._id}`)
      await page.getByRole('button', { name: 'Show what would be reverted' }).click()
      const plan = await saved(page)
      assert.match(plan[0] ?? '', /emailAddress,contact,field,now,back to/)
      assert.ok(plan.length > 1)
    })

    it('says what went wrong in place of a file', async () => {
      const page = await open('#/dead-letters')
      await page.route('**/dead-letters.csv*', (route) =>
        route.fulfill({
          status: 429,
          contentType: 'application/problem+json',
          body: '{"detail":"Too many."}',
        }),
      )
      await page.getByRole('button', { name: 'Download as CSV' }).click()
      await page.getByRole('alert').filter({ hasText: 'Too many.' }).waitFor()
      await page.unroute('**/dead-letters.csv*')
      await settled(page)
    })
  })
  describe('the page of a contact', () => {
    it('shows its fields, what comes next, the rules that changed it, and a dry run', async () => {
      const washes = its.fleet.client.db(its.fleet.environment['RULES_DATABASE']).collection('washes')
      const wash = await washes.findOne({ 'changes.ruleId': { $exists: true } })
      const item = String(wash?._id).split(':')[0] ?? ''
      const page = await open(`#/contacts/${item}`)
      await page.getByRole('heading', { name: 'Its fields now' }).waitFor()
      await page.getByRole('definition').filter({ hasText: '@' }).first().waitFor()
      await page.getByText('Nothing, until Eloqua exports it again.').waitFor()
      await page.getByRole('table', { name: 'Rules that changed it' }).getByRole('link').first().waitFor()
      await page.getByRole('button', { name: 'Run', exact: true }).click()
      await page.locator('.trace-field').first().waitFor()
      assert.equal(await page.getByRole('link', { name: 'Open in Eloqua' }).count(), 0)
      assert.match(await page.locator('main').innerText(), /Times are in \w+/)
      await looksRight(operator, 'contact')
    })
  })
  describe('dead letters', () => {
    it('are found by a part of the address, picked all at once, and explained', async () => {
      const page = await open('#/dead-letters?queue=dwmQueue&code=NOT_TEXT')
      await page.getByText('What to do: correct the value').waitFor()
      const rows = page.getByRole('table', { name: 'Dead letters' }).getByRole('rowheader')
      await page.getByRole('button', { name: 'Pick the 3 shown' }).click()
      await page.getByText('3 contacts picked').waitFor()
      await page.getByRole('button', { name: 'Pick none' }).click()
      await page.getByLabel('Contains').fill('TWO@')
      await rows.filter({ hasText: 'one@' }).waitFor({ state: 'detached' })
      // in between nothing is shown
      await rows.first().waitFor()
      assert.deepEqual(await rows.allInnerTexts(), ['two@example.com'])
      assert.equal(await page.getByRole('button', { name: 'Discard' }).count(), 0)
      await looksRight(operator, 'dead-letters-search')
    })

    it('are corrected and sent back', async () => {
      const queue = openQueue(queueDb(), { owner: 'a test', stage: 'wash-contacts' })
      const key = 'wrong@example.com'
      const dead = { code: 'NOT_TEXT', message: 'annualRevenue holds a number' }
      await queue.add('dwmQueue', [
        { key, payload: { emailAddress: key, annualRevenue: 7 }, source: key, dead },
      ])
      const page = await open('#/dead-letters')
      await page.getByRole('button', { name: `Correct ${key}` }).click()
      const dialog = page.getByRole('dialog')
      const yes = dialog.getByRole('button', { name: 'Correct and send back' })
      await dialog.getByLabel('Field').selectOption('annualRevenue')
      assert.ok(await yes.isDisabled())
      await dialog.getByLabel('Corrected value').fill('7000000')
      await looksRight(operator, 'dead-letter-correct')
      await yes.click()
      await page.getByText(`${key} is corrected and sent back`).waitFor()
      const item = (await queue.show(key))?.item
      assert.deepEqual([item?.state, item?.payload['annualRevenue']], ['ready', '7000000'])
    })
  })
  it('shows a stage over days', async () => {
    const page = await open('#/')
    await page.getByRole('link', { name: 'last days of wash-contacts' }).click()
    await settled(page)
    const days = page.getByRole('table', { name: 'Runs by day' })
    assert.equal(await days.getByRole('rowheader').count(), 14)
    assert.match(await days.innerText(), /1 done/)
    await looksRight(operator, 'stage')
  })
  describe('operations', () => {
    it('say that they are off where the server has no right to them', async () => {
      const page = await open('#/operations')
      await page.getByText('The console may not operate the stages here').waitFor()
      assert.equal(await page.getByRole('button', { name: /Drain/ }).count(), 0)
    })

    it('pause, run and drain, each after saying what it will do', async () => {
      const cluster = await startFakeCluster({ ours: projectOf('prod') })
      const kubeconfig = process.env['KUBECONFIG']
      process.env['KUBECONFIG'] = await cluster.kubeconfig('here', 'ours')
      const environment = { ...its.fleet.environment, ENVIRONMENT: 'prod', API_OPERATIONS: 'true' }
      const prod = await openConsole({ ...its.fleet, environment })
      try {
        const person = await its.signIn('operator', {}, (hash) => prod.loginLink.replace(/#.*/, hash))
        const { page } = person
        await person.go('#/operations')
        await page.getByRole('button', { name: 'Pause post-contacts' }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByText('Contacts wait in their queue').waitFor()
        await dialog.getByText('This is production.').waitFor()
        await looksRight(person, 'operations-pause')
        await dialog.getByRole('button', { name: 'Pause post-contacts' }).click()
        await page.getByText('post-contacts is paused').waitFor()
        assert.deepEqual(cluster.changes, ['ours PATCH cronjobs/post-contacts {"spec":{"suspend":true}}'])
        await page.getByRole('button', { name: 'Run wash-contacts now' }).click()
        await dialog.getByRole('button', { name: 'Run wash-contacts' }).click()
        await page.getByText('A run of wash-contacts is started').waitFor()
        await page.getByRole('button', { name: 'Drain the queues' }).click()
        await dialog.getByRole('button', { name: 'Pause what brings contacts in' }).click()
        await page.getByText('The queues run empty from now on').waitFor()
        assert.equal(cluster.changes.filter((change) => change.includes('"suspend":true')).length, 3)
        await person.close()
      } finally {
        if (kubeconfig === undefined) delete process.env['KUBECONFIG']
        else process.env['KUBECONFIG'] = kubeconfig
        await prod.stop()
        await cluster.stop()
      }
    })
  })
})
