import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { waitUntil } from '@dwmops/local-mongo/testing'
import type { APIResponse, Page } from 'playwright-core'
import { barriers, keepScreenshot, noBrowser } from '../support/browser.ts'
import { type ConsoleCase, deadLetters, settled, useConsole } from '../support/console-case.ts'

describe('the console', { skip: noBrowser }, () => {
  const [its, operator] = useConsole('operator')

  it('lets everybody in and fits on every page, in both themes, wide and narrow', async () => {
    // themes differ in colors alone, and widths do not
    const looks = [
      ['light', 1440, 'all'],
      ['dark', 1440, 'colors'],
      ['dark', 390, 'colors'],
      ['light', 390, 'structure'],
    ] as const
    const { page, complaints, go, close } = await its.signIn('operator')
    for (const [name, hash] of await pages(its)) {
      await go(hash)
      assert.match(await page.title(), / · dwmops$/)
      for (const [colorScheme, width, looksAt] of looks) {
        const look = `${name}-${colorScheme}-${width}`
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 860 })
        assert.deepEqual(await barriers(page, looksAt), [], look)
        assert.equal(
          await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
          0,
          `${look} is too wide`,
        )
        await keepScreenshot(page, look)
      }
    }
    assert.deepEqual(
      complaints.filter((text) => !text.includes('404')),
      [],
    )
    await close()
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
    await page.getByRole('heading', { level: 1, name: 'Syncs' }).and(page.locator(':focus')).waitFor()
    await waitUntil('the title follows', async () => (await page.title()) === 'Syncs · dwmops')
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Overview' }).and(page.locator(':focus')).waitFor()
  })

  it('moves nothing when it refreshes', async () => {
    const { page, go, close } = await its.signIn('reader')
    await page.clock.install()
    await answerAsAtFirst(page)
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
})

/** Answers what was asked before as it was answered then: a fleet that ages has more alerts on a slow machine. */
async function answerAsAtFirst(page: Page): Promise<void> {
  const answers = new Map<string, Promise<APIResponse>>()
  await page.route('**/*', async (route) => {
    const url = route.request().url()
    const answer = answers.get(url) ?? route.fetch()
    answers.set(url, answer)
    await route.fulfill({ response: await answer })
  })
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
    ['rule-sheet', '#/rules/sheet'],
    ['rule-packs', '#/rules/packs'],
    ['rule-pack', '#/rules/packs/salutations'],
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
    ['runbooks', '#/runbooks'],
    ['runbook', '#/runbooks/dead-letters'],
    ['no-such-page', '#/nowhere'],
  ]
}
