import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openRuleStore } from '@dwmops/rule-store'
import { barriers, keepScreenshot, noBrowser } from '../support/browser.ts'
import { settled, useConsole } from '../support/console-case.ts'

/** What somebody writes survives a conflict, a reload and a change of mind. */
describe('drafts of rules', { skip: noBrowser }, () => {
  const [its, editor] = useConsole('editor')
  const store = () => openRuleStore(its.fleet.client.db(its.fleet.environment['RULES_DATABASE']))

  async function ruleThatFinds(find: string) {
    const { rules: items } = await store().findRules({ collection: 'normLookup', text: find, limit: 1 })
    const [rule] = items
    assert.ok(rule)
    return rule
  }

  /** Runs the preview of the changes that wait, to its end. */
  async function runPreview(): Promise<void> {
    const { page } = editor
    await page.getByRole('button', { name: 'Run the preview' }).click()
    await page.waitForURL(/#\/previews\/./)
    await page
      .getByText(/contacts? would change|No contact would change/)
      .first()
      .waitFor()
  }

  /** Another editor publishes the rule. */
  async function publishOther(find: string, replace: string): Promise<void> {
    const { collection, id, etag, document } = await ruleThatFinds(find)
    const change = { collection, did: 'changed', id, etag, document: { ...document, replace } } as const
    await store().changeRule(change, { who: 'another editor' })
  }

  it('stay over a conflict and a reload, with theirs beside mine', async () => {
    const { page, go } = editor
    const { id } = await ruleThatFinds('NSW')
    await go(`#/rules/normLookup/${id}`)
    await page.getByLabel('Becomes').fill('Mine')
    await publishOther('NSW', 'Theirs')
    await page.getByRole('button', { name: 'Publish without preview …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Publish' }).click()
    await dialog.getByText('Somebody else changed this in the meantime').waitFor()
    await dialog.getByRole('button', { name: 'Not yet' }).click()
    const table = page.getByRole('table', { name: 'Theirs beside mine' })
    await table.waitFor()
    assert.equal(await page.getByLabel('Becomes').inputValue(), 'Mine')
    await page.reload()
    await settled(page)
    await table.waitFor()
    const row = table.getByRole('row', { name: /Becomes/ })
    assert.match(await row.innerText(), /New South Wales[\s\S]*Theirs[\s\S]*Mine/)
    assert.ok(await page.getByRole('button', { name: 'Preview this change' }).isDisabled())
    assert.deepEqual(await barriers(page), [])
    assert.ok(
      Number(await table.evaluate((one) => one.scrollWidth - (one.closest('.notice')?.clientWidth ?? 0))) <=
        0,
    )
    await keepScreenshot(page, 'rule-conflict-light-1280')
    await page.getByRole('button', { name: 'Go on with mine' }).click()
    await page.getByRole('button', { name: 'Publish without preview …' }).click()
    await dialog.getByRole('button', { name: 'Publish' }).click()
    await dialog.waitFor({ state: 'detached' })
    assert.equal((await ruleThatFinds('NSW')).document['replace'], 'Mine')
  })

  it('stay, unsaved or waiting for a preview, when their author adds an example to the rule', async () => {
    const { page, go } = editor
    const { id } = await ruleThatFinds('QLD')
    const examples = page.getByRole('region', { name: 'Examples' })
    const add = async (value: string) => {
      await examples.getByLabel('A value', { exact: true }).fill(value)
      await examples.getByLabel('has to become').fill(value)
      await examples.getByRole('button', { name: 'Add this example' }).click()
      await examples.getByText(value).first().waitFor()
    }
    await go(`#/rules/normLookup/${id}`)
    await page.getByLabel('Becomes').fill('Unsaved')
    await add('Elsewhere')
    assert.equal(await page.getByLabel('Becomes').inputValue(), 'Unsaved')
    assert.equal(await page.getByRole('table', { name: 'Theirs beside mine' }).count(), 0)
    await page.getByRole('button', { name: 'Preview this change' }).click()
    await page.getByRole('heading', { name: '1 change waits' }).waitFor()
    await go(`#/rules/normLookup/${id}`)
    await add('Nowhere')
    await page.getByText('This change waits to be previewed').waitFor()
    await go('#/previews')
    await page.getByRole('heading', { name: '1 change waits' }).waitFor()
    await runPreview()
  })

  it('show a change that waits for its preview beside what somebody published meanwhile', async () => {
    const { page, go } = editor
    const { id } = await ruleThatFinds('NSW')
    await go(`#/rules/normLookup/${id}`)
    await page.getByLabel('Becomes').fill('Waits')
    await page.getByRole('button', { name: 'Preview this change' }).click()
    await page.getByRole('heading', { name: '1 change waits' }).waitFor()
    await publishOther('NSW', 'Published')
    await page.getByRole('button', { name: 'Run the preview' }).click()
    await page.getByText('Somebody else has changed this rule since').waitFor()
    await page.getByRole('link', { name: 'edit again' }).click()
    await page.getByRole('table', { name: 'Theirs beside mine' }).waitFor()
    await page.getByRole('button', { name: 'Go on with mine' }).click()
    await page.getByRole('button', { name: 'Preview this change' }).click()
    await runPreview()
  })

  it('give way to theirs, a change that waits too', async () => {
    const { page, go } = editor
    const { id } = await ruleThatFinds('NSW')
    await go(`#/rules/normLookup/${id}`)
    await page.getByLabel('Becomes').fill('Waits again')
    await page.getByRole('button', { name: 'Keep for later' }).click()
    await publishOther('NSW', 'Theirs again')
    await page.reload()
    await settled(page)
    await page.getByRole('button', { name: 'Take theirs' }).click()
    assert.equal(await page.getByLabel('Becomes').inputValue(), 'Theirs again')
    await go('#/previews')
    await page.getByText('No changes wait').waitFor()
  })

  it('keep two rows apart whose names meet while one is typed, and refuse two of the same', async () => {
    const { page, go } = editor
    await go('#/rules/new?collection=deriveValue')
    await page.getByLabel('Field 1').fill('industry')
    await page.getByLabel('Value 1').fill('AGRICULTURE')
    await page.getByRole('button', { name: 'Add a field' }).click()
    await page.getByLabel('Field 2').pressSequentially('industry')
    await page.getByText('industry is there twice').waitFor()
    assert.ok(await page.getByRole('button', { name: 'Preview this change' }).isDisabled())
    await page.getByLabel('Field 2').pressSequentially('DemandBase')
    assert.equal(await page.getByLabel('Field 2').inputValue(), 'industryDemandBase')
    assert.equal(await page.getByLabel('Value 1').inputValue(), 'AGRICULTURE')
    assert.equal(await page.getByText('is there twice').count(), 0)
    await page.reload()
    await settled(page)
    assert.equal(await page.getByLabel('Field 2').inputValue(), 'industryDemandBase')
  })

  it('take along what is filled in when the kind of a new rule changes', async () => {
    const { page, go } = editor
    await go('#/rules/new?collection=normLookup')
    await page.getByLabel('Field', { exact: true }).fill('city')
    await page.getByLabel('Becomes').fill('Vienna')
    await page.getByLabel('Kind of rule').selectOption('normRegex')
    await page.getByLabel('Pattern').waitFor()
    assert.equal(await page.getByLabel('Field', { exact: true }).inputValue(), 'city')
    assert.equal(await page.getByLabel('Becomes').inputValue(), 'Vienna')
  })
})
