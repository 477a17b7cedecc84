import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openRuleStore } from '@dwmops/rule-store'
import { noBrowser } from '../support/browser.ts'
import { runHeldPreview, settled, useConsole } from '../support/console-case.ts'

/** Nothing that somebody wrote is lost to something else that they do. */
describe('work in the console', { skip: noBrowser }, () => {
  const [its, editor] = useConsole('editor')
  const store = () => openRuleStore(its.fleet.client.db(its.fleet.environment['RULES_DATABASE']))

  async function idOf(find: string): Promise<string> {
    const { rules } = await store().findRules({ collection: 'normLookup', text: find, limit: 1 })
    return rules[0]?.id ?? ''
  }

  it('goes along to another kind of rule after a reload, and is all there on the way back', async () => {
    const { page, go } = editor
    await go('#/rules/new?collection=deriveValue')
    await page.getByLabel('Field', { exact: true }).fill('industry')
    await page.getByLabel('Field 1').fill('city')
    await page.getByLabel('Value 1').fill('WIEN')
    await page.getByText('industry').first().waitFor()
    await page.reload()
    await settled(page)
    await page.getByLabel('Kind of rule').selectOption('normLookup')
    await page.getByLabel('Value to find').waitFor()
    assert.equal(await page.getByLabel('Field', { exact: true }).inputValue(), 'industry')
    await page.getByLabel('Kind of rule').selectOption('deriveValue')
    await page.getByLabel('Value 1').waitFor()
    assert.equal(await page.getByLabel('Field 1').inputValue(), 'city')
    assert.equal(await page.getByLabel('Value 1').inputValue(), 'WIEN')
  })

  it('is kept over a reload: a comment and a sheet', async () => {
    const { page, go } = editor
    const id = await idOf('NSW')
    await go(`#/rules/normLookup/${id}`)
    await page.getByLabel('Comment', { exact: true }).fill('asked sales about it')
    await go('#/rules/sheet')
    await page.getByLabel('Field', { exact: true }).fill('city')
    await page.getByLabel('Rows').fill('from\tto\nKEPT\tKept')
    await page.reload()
    await settled(page)
    assert.equal(await page.getByLabel('Field', { exact: true }).inputValue(), 'city')
    assert.equal(await page.getByLabel('Rows').inputValue(), 'from\tto\nKEPT\tKept')
    await go(`#/rules/normLookup/${id}`)
    assert.equal(await page.getByLabel('Comment', { exact: true }).inputValue(), 'asked sales about it')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('listitem').getByText('asked sales about it').waitFor()
    assert.equal(await page.getByLabel('Comment', { exact: true }).inputValue(), '')
  })

  it('is done when the rule is published at once, and nobody is said to have changed it', async () => {
    const { page, go } = editor
    await go(`#/rules/normLookup/${await idOf('NSW')}`)
    await page.getByLabel('Becomes').fill('Kept for later')
    await page.getByRole('button', { name: 'Keep for later' }).click()
    await page.getByLabel('Becomes').fill('At once')
    await page.getByRole('button', { name: 'Publish without preview …' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByText(/Published as version/).waitFor()
    await settled(page)
    assert.equal(await page.getByText('Somebody else has changed this rule').count(), 0)
    assert.equal(await page.getByLabel('Becomes').inputValue(), 'At once')
    await go('#/previews')
    await page.getByText('No changes wait').waitFor()
  })

  it('stays in the form of a rule that is to be taken out, and comes back with that dropped', async () => {
    const { page, go } = editor
    const path = `#/rules/normLookup/${await idOf('NSW')}`
    await go(path)
    await page.getByLabel('Becomes').fill('Worth keeping')
    await page.getByRole('button', { name: 'Keep for later' }).click()
    await page.getByRole('button', { name: 'Take this rule out …' }).click()
    await page.getByRole('button', { name: 'Drop change 1' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Drop 1 change' }).click()
    await page.getByText('No changes wait').waitFor()
    await go(path)
    assert.equal(await page.getByLabel('Becomes').inputValue(), 'Worth keeping')
    await page.getByRole('button', { name: 'Start over' }).click()
  })

  it('can be edited on after its preview, and a change of another tab does not go with it', async () => {
    const { page, go } = editor
    await go(`#/rules/normLookup/${await idOf('NSW')}`)
    await page.getByLabel('Becomes').fill('Looked at first')
    await page.getByRole('button', { name: 'Preview this change' }).click()
    const letBegin = await runHeldPreview(page)
    const tab = await page.context().newPage()
    await tab.goto(
      its.address('#/rules/new?collection=normLookup&fieldName=city&find=OTHER+TAB&replace=Other'),
    )
    await tab.getByRole('button', { name: 'Keep for later' }).click()
    await page.getByText('OTHER TAB').first().waitFor()
    letBegin()
    await page
      .getByText(/contacts? would change|No contact would change/)
      .first()
      .waitFor()
    await page.unrouteAll()
    await tab.goto(its.address('#/previews'))
    await tab.getByRole('heading', { name: '1 change waits' }).waitFor()
    await page.getByRole('button', { name: 'Edit its changes' }).click()
    await page.getByRole('heading', { name: '2 changes wait' }).waitFor()
    await page.getByRole('link', { name: 'edit again' }).click()
    await page.getByLabel('Becomes').waitFor()
    assert.equal(await page.getByLabel('Becomes').inputValue(), 'Looked at first')
    await tab.close()
  })
})
