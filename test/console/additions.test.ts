import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openRuleStore } from '@dwmops/rule-store'
import type { Page } from 'playwright-core'
import { barriers, keepScreenshot, noBrowser } from '../support/browser.ts'
import { useConsole } from '../support/console-case.ts'

/** Keeps what a page looks like, which lets everybody in, light and dark, and fits a narrow and a wide screen. */
async function looksRight(page: Page, name: string): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 860 }
  for (const [colorScheme, wide] of [
    ['light', 1440],
    ['dark', 1440],
    ['dark', 390],
    ['light', 390],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: wide, height })
    assert.deepEqual(await barriers(page), [], `${name} ${colorScheme} ${wide}`)
    const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    assert.equal(over, 0, `${name} is too wide for ${wide}`)
    await keepScreenshot(page, `${name}-${colorScheme}-${wide}`)
  }
  await page.setViewportSize({ width, height })
}

/** Rules that come many at a time, in the console. */
describe('additions to the rules', { skip: noBrowser }, () => {
  const [its, editor] = useConsole('editor')
  const store = () => openRuleStore(its.fleet.client.db(its.fleet.environment['RULES_DATABASE']))

  async function replacementOf(find: string): Promise<unknown> {
    const { rules } = await store().findRules({ collection: 'normLookup', text: find })
    return rules.find(({ document }) => document['find'] === find)?.document['replace']
  }

  it('take a sheet that is pasted, report its lines, and publish it after a look', async () => {
    const { page, go } = editor
    await go('#/rules')
    await page.getByRole('link', { name: 'From a spreadsheet …' }).click()
    await page.getByLabel('Field', { exact: true }).fill('city')
    const rows = page.getByRole('textbox', { name: 'Rows' })
    await rows.fill('from\tto\nxanadu\tShangdu\nXanadu \tShangdu\nxanadu\tKublai\n')
    await page.getByRole('button', { name: 'Check the sheet' }).click()
    await page.getByText('line 4 contradicts line 2: the same value, another result').waitFor()
    await page.getByText('line 3 says what line 2 says').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Publish without preview …' }).count(), 0)
    await looksRight(page, 'rule-sheet-refused')
    await rows.fill('from\tto\nxanadu\tShangdu\n')
    await page.getByText('line 4 contradicts').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Check the sheet' }).click()
    await page.getByText('1 rule read from the sheet.').waitFor()
    await looksRight(page, 'rule-sheet-planned')
    await page.getByRole('button', { name: 'Publish without preview …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Publish 1 new rule?' })
    await dialog.getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('heading', { level: 1, name: /^Version/ }).waitFor()
    assert.equal(await replacementOf('XANADU'), 'Shangdu')
  })

  it('take a sheet as a file of Windows, and preview it on contacts before it is published', async () => {
    const { page, go } = editor
    await go('#/rules/sheet')
    await page.getByLabel('Field', { exact: true }).fill('city')
    const buffer = Buffer.from('from;to\nköln am rhein;Köln\n', 'latin1')
    await page.getByLabel('File').setInputFiles({ name: 'cities.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('textbox', { name: 'Rows' }).and(page.locator(':not(:placeholder-shown)')).waitFor()
    await page.getByRole('button', { name: 'Check the sheet' }).click()
    await page.getByRole('button', { name: 'Run the preview' }).click()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('heading', { level: 1, name: /^Version/ }).waitFor()
    assert.equal(await replacementOf('KÖLN AM RHEIN'), 'Köln')
  })

  it('add a pack after a look at what it adds', async () => {
    const { page, go } = editor
    await go('#/rules')
    await page.getByRole('link', { name: 'Add a pack …' }).click()
    await page.getByRole('link', { name: 'salutations' }).click()
    await page.getByText(/^\d+ rules to add/).waitFor()
    await page.getByRole('button', { name: 'Run the preview' }).waitFor()
    await looksRight(page, 'rule-pack-planned')
    await page.getByRole('button', { name: 'Publish without preview …' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('heading', { level: 1, name: /^Version/ }).waitFor()
    const { rules } = await store().findRules({ field: 'salutation', collection: 'normLookup' })
    assert.ok(rules.some(({ document }) => document['find'] === 'MISTER'))
    await go('#/rules/packs/salutations')
    await page.getByText('The rules say all of this already').waitFor()
  })

  it('say what to do with a workbook, and over rules that somebody has changed since', async () => {
    const { page, go } = editor
    await go('#/rules/sheet')
    await page.getByLabel('Field', { exact: true }).fill('city')
    const workbook = {
      name: 'cities.xlsx',
      mimeType: 'application/zip',
      buffer: Buffer.from('PK\u0003\u0004'),
    }
    await page.getByLabel('File').setInputFiles(workbook)
    await page.getByRole('alert').filter({ hasText: 'Save it as CSV' }).waitFor()
    await page.getByRole('textbox', { name: 'Rows' }).fill('from,to\nulm,Ulm\n')
    await page.getByRole('button', { name: 'Check the sheet' }).click()
    await page.getByRole('button', { name: 'Publish without preview …' }).click()
    const change = {
      collection: 'genericLookup',
      did: 'created',
      document: { find: 'TBD', replace: '' },
    } as const
    await store().changeRule(change, { who: 'another editor' })
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Publish' }).click()
    await dialog.getByText('Somebody else changed this in the meantime').waitFor()
    assert.ok(await dialog.getByRole('button', { name: 'Publish' }).isDisabled())
    assert.equal(await replacementOf('ULM'), undefined)
  })

  it('lead from what is found in a preview to the rule, by what it says, unless it is not there yet', async () => {
    const { page, go } = editor
    const { rules } = await store().findRules({ collection: 'normLookup', limit: 1 })
    const [stored] = rules
    const rule = { fieldName: 'city', find: 'NOWHERE', replace: 'Somewhere' }
    const facts = { severity: 'warning', code: 'x', collection: 'normLookup', suggestion: 'look at it', rule }
    const findings = [
      { ...facts, id: stored?.id, reason: 'of one that is there' },
      { ...facts, id: 'to-come', reason: 'of one that is new' },
    ]
    const counts = { contacts: 1, changed: 0, failed: 0, capped: false, seconds: 1, basis: 'x' }
    const added = [{ _id: 'to-come', ...rule }]
    const collections = [{ collection: 'normLookup', added, removed: [], reordered: false }]
    const json = {
      ...{ id: 'found', state: 'done', who: 'ann', note: '', createdAt: new Date(), over: { queued: true } },
      ...{ progress: 0, changes: null, diff: { collections, configs: [] }, problem: null, version: null },
      preview: { ...counts, groups: [], byField: [], conflicts: [], findings },
    }
    await page.route('**/previews/found', (route) => route.fulfill({ json }))
    await go('#/previews/found')
    const found = page.locator('.lint-findings > li')
    await found.filter({ hasText: 'city that is NOWHERE becomes Somewhere' }).nth(1).waitFor()
    const leading = found.filter({ hasText: 'that is there' }).getByRole('link')
    assert.equal(await leading.getAttribute('href'), `#/rules/normLookup/${stored?.id}`)
    assert.equal(await found.filter({ hasText: 'that is new' }).getByRole('link').count(), 0)
    await looksRight(page, 'findings')
    await page.unrouteAll()
  })
})
