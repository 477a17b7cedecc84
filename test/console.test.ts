import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openRuleStore } from '@dwmops/rule-store'
import type { Locator, Page } from 'playwright-core'
import { barriers, keepScreenshot, noBrowser } from './support/browser.ts'
import {
  type ConsoleCase,
  deadLetters,
  openConsoleCase,
  type SignedIn,
  settled,
} from './support/console-case.ts'

describe('the console', { skip: noBrowser }, () => {
  let its: ConsoleCase
  let operator: SignedIn
  before(async () => {
    its = await openConsoleCase()
    operator = await its.signIn('operator')
  })
  after(() => its?.stop())

  describe('every page', () => {
    // themes differ in colours alone, and widths do not
    const looks = [
      ['light', 1280, 'all'],
      ['dark', 1280, 'colours'],
      ['light', 375, 'structure'],
    ] as const
    for (const [colorScheme, width, looksAt] of looks) {
      it(`lets everybody in and fits, ${colorScheme}, ${width} pixels wide`, async () => {
        const { page, complaints, go, close } = await its.signIn('operator', {
          colorScheme,
          viewport: { width, height: 860 },
        })
        for (const [name, hash] of await pages(its)) {
          await go(hash)
          assert.deepEqual(await barriers(page, looksAt), [], name)
          assert.equal(
            await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
            0,
            `${name} is too wide`,
          )
          assert.match(await page.title(), / · dwmops$/)
          await keepScreenshot(page, `${name}-${colorScheme}-${width}`)
        }
        assert.deepEqual(
          complaints.filter((text) => !text.includes('404')),
          [],
        )
        await close()
      })
    }
  })

  it('signs in by a link, whose code then stands in no address', async () => {
    const { page, close } = await its.signIn('reader')
    assert.equal(new URL(page.url()).hash, '#/')
    await close()
  })

  it('names each page in title and heading, and goes back', async () => {
    const { page, go } = operator
    await go('#/')
    await page.getByRole('link', { name: 'Syncs', exact: true }).click()
    await settled(page)
    assert.equal(await page.title(), 'Syncs · dwmops')
    assert.equal(await focusedText(page), 'Syncs')
    await page.goBack()
    await settled(page)
    assert.equal(await focusedText(page), 'Overview')
  })

  it('moves nothing when it refreshes', async () => {
    const { page, go, close } = await its.signIn('reader')
    await page.clock.install()
    await go('#/')
    const places = () =>
      page.locator('h1, h2').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top))
    const before = await places()
    const again = page.waitForResponse(/\/overview$/)
    await page.clock.fastForward(20_000)
    await again
    await settled(page)
    assert.deepEqual(await places(), before)
    await close()
  })

  it('keeps filters in the address', async () => {
    const { page, go } = operator
    await go('#/syncs')
    await page.getByLabel('Kind').selectOption('export')
    await settled(page)
    assert.equal(new URL(page.url()).hash, '#/syncs?kind=export')
    await page.reload()
    await settled(page)
    const kinds = await page.locator('tbody td:nth-child(3)').allInnerTexts()
    assert.ok(kinds.length > 0 && kinds.every((kind) => kind.includes('export')), kinds.join())
  })

  it('reports a problem in plain words with the id of the request', async () => {
    const { page, go } = operator
    await go('#/runs/none')
    const alert = page.getByRole('alert')
    assert.match(await alert.innerText(), /There is nothing under this name[\s\S]*request id: [\w-]{8,}/)
  })

  it('offers nobody what their role may not do', async () => {
    const { page, go, close } = await its.signIn('reader')
    await go('#/dead-letters')
    assert.equal(await page.getByRole('button', { name: /Send back|Discard/ }).count(), 0)
    assert.equal(await page.getByRole('checkbox').count(), 0)
    await close()
  })

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
    await planned.getByRole('button', { name: 'Put them back …' }).click()
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

/** Every kind of page. */
async function pages(its: ConsoleCase): Promise<readonly (readonly [name: string, hash: string])[]> {
  const { run, sync, contact, rule } = await known(its)
  return [
    ['overview', '#/'],
    ['run', `#/runs/${run}`],
    ['contacts', '#/contacts'],
    ['timeline', `#/contacts/${encodeURIComponent(contact)}`],
    ['dead-contact', `#/contacts/${encodeURIComponent(deadLetters[0] ?? '')}`],
    ['unknown-contact', '#/contacts/nobody%40example.com'],
    ['rules', '#/rules'],
    ['rule', `#/rules/deriveValue/${rule}`],
    ['new-rule', '#/rules/new?collection=normRegex'],
    ['rule-hits', '#/rules/analytics'],
    ['idle-rules', '#/rules/analytics?view=idle'],
    ['shadowed-rules', '#/rules/analytics?view=shadowed'],
    ['fighting-rules', '#/rules/analytics?view=fighting'],
    ['uncovered-values', '#/rules/analytics?view=uncovered'],
    ['versions', '#/rules/versions'],
    ['previews', '#/previews'],
    ['dead-letters', '#/dead-letters'],
    ['syncs', '#/syncs'],
    ['sync', `#/syncs/${sync}`],
    ['undo', '#/undo'],
    ['changes', '#/changes'],
    ['no-such-page', '#/nowhere'],
  ]
}

function focusedText(page: Page): Promise<string> {
  return page.locator(':focus').innerText()
}
