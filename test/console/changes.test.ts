import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openRuleStore } from '@dwmops/rule-store'
import type { Locator, Page } from 'playwright-core'
import { barriers, keepScreenshot, noBrowser } from '../support/browser.ts'
import { type ConsoleCase, deadLetters, settled, useConsole } from '../support/console-case.ts'

describe('changes made in the console', { skip: noBrowser }, () => {
  const [its, operator] = useConsole('operator')

  it('lets an editor find a rule, change it, see what is wrong, preview and publish by the keyboard alone', async () => {
    const { page, go, close } = await its.signIn('editor')
    const press = (key: string) => page.keyboard.press(key)
    await go('#/rules')
    await tabTo(page, page.getByLabel('Contains'))
    await page.keyboard.type('new south wales')
    const rule = page.getByRole('link', { name: 'stateProvince that is NSW becomes New South Wales' })
    await rule.waitFor()
    await tabTo(page, rule)
    await press('Enter')
    await page.getByRole('heading', { name: 'Replace a value in one field' }).waitFor()

    const find = page.getByLabel('Value to find')
    await find.waitFor()
    await tabTo(page, find)
    await press('End')
    await page.keyboard.type(' ')
    await page.getByText(/error/).first().waitFor()
    await press('Backspace')
    await page.getByText('Nothing is wrong with this rule.').waitFor()
    await tabTo(page, page.getByLabel('Becomes'))
    await press('Control+A')
    await page.keyboard.type('NSW, Australia')
    await tabTo(page, page.getByRole('button', { name: 'Preview this change' }))
    await press('Enter')

    await page.getByRole('heading', { name: '1 change waits' }).waitFor()
    await tabTo(page, page.getByLabel('Note (optional)'))
    await page.keyboard.type('states with their country')
    await tabTo(page, page.getByRole('button', { name: 'Run the preview' }))
    await press('Enter')
    await page
      .getByText(/contacts would change/)
      .first()
      .waitFor()
    await settled(page)
    await keepScreenshot(page, 'preview-light-1280')
    await tabTo(page, page.getByRole('button', { name: 'Publish' }))
    await press('Enter')
    await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Publish' }))
    await press('Enter')
    await page.getByRole('heading', { name: /^Version \d+$/ }).waitFor()

    const store = openRuleStore(its.fleet.client.db(its.fleet.environment['RULES_DATABASE']))
    const [version] = await store.versions(1)
    assert.equal(version?.note, 'states with their country')
    const { rules } = await store.exportSet()
    assert.ok(rules.normLookup.some((one) => one['find'] === 'NSW' && one['replace'] === 'NSW, Australia'))
    await close()
  })

  it('shows what an undo would revert, and reverts it', async () => {
    const { page, go } = operator
    const { contact } = await known(its)
    await go(`#/undo?contact=${encodeURIComponent(contact)}`)
    await page.getByRole('button', { name: 'Show what would be reverted' }).click()
    const planned = page.getByRole('region', { name: /^Would revert \d+ values? of 1 contact$/ })
    await planned.waitFor()
    await keepScreenshot(page, 'undo-planned-light-1280')
    await planned.getByRole('button', { name: 'Revert them …' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Revert \d+ values?$/ })
      .click()
    await page.getByText('done', { exact: true }).waitFor()
    assert.match(
      await page.getByRole('region', { name: 'What became of it' }).innerText(),
      /Reverted\s+1 contact/,
    )
    await go(`#/contacts/${encodeURIComponent(contact)}`)
    await page.getByText(/values? reverted/).waitFor()
  })

  it('sends picked dead letters back after asking, says how many, and shows it among the changes', async () => {
    const { page, go } = operator
    await go('#/dead-letters')
    await page.getByRole('checkbox', { name: `Pick ${deadLetters[0]}` }).check()
    await page.getByRole('button', { name: 'Send back' }).click()
    const dialog = page.getByRole('dialog', { name: 'Send 1 picked contact back?' })
    await dialog.getByRole('button', { name: 'Send back 1 contact' }).click()
    await page.getByRole('status').getByText('1 contact sent back').waitFor()
    await page.getByRole('checkbox', { name: `Pick ${deadLetters[0]}` }).waitFor({ state: 'detached' })
    assert.equal(await page.getByRole('checkbox').count(), deadLetters.length - 1)

    await go('#/changes')
    await page.getByText('sent dead letters back').waitFor()
    assert.deepEqual(await barriers(page, 'all'), [])
  })
})

/** Goes on by the Tab key until it stands on what is looked for. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let steps = 0; steps < 150; steps += 1) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return
  }
  throw new Error(`no Tab leads to ${wanted}`)
}

/** Things that are there, to be asked for. */
async function known({ fleet }: ConsoleCase) {
  const queueDb = fleet.client.db(fleet.environment['QUEUE_DATABASE'])
  const rulesDb = fleet.client.db(fleet.environment['RULES_DATABASE'])
  const run = await queueDb.collection<{ _id: string }>('runs').findOne({ stage: 'wash-contacts' })
  const sync = await queueDb.collection('syncs').findOne({ kind: 'import' })
  const item = await queueDb.collection('items').findOne({ state: 'done' })
  const rule = await rulesDb.collection('deriveValue').findOne()
  return { run: run?._id, sync: sync?._id, contact: String(item?.['key']), rule: rule?._id }
}
