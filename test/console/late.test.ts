import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { waitUntil } from '@dwmops/local-mongo/testing'
import type { Page, Route } from 'playwright-core'
import { noBrowser } from '../support/browser.ts'
import { runHeldPreview, settled, useConsole } from '../support/console-case.ts'

/** Answers that come late, or never, mislead nobody. */
describe('a late answer in the console', { skip: noBrowser }, () => {
  const [its, operator] = useConsole('operator')

  async function open(hash: string): Promise<Page> {
    await operator.go(hash)
    return operator.page
  }

  /** Holds the requests to a path back until it is told to let them go, by `then`. */
  async function hold(page: Page, path: string, then = (route: Route) => route.continue()) {
    const letGo = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    await page.route(path, async (route) => {
      held.resolve()
      await letGo.promise
      await then(route).catch(() => undefined) // of a page that has given it up
    })
    /** Lets them go, and waits until the form has taken the answer: it is no longer busy. */
    async function answered() {
      const answer = page.waitForResponse(path)
      letGo.resolve()
      await answer
      await page.locator('button[type="submit"]:not([aria-disabled])').waitFor()
    }
    return { held: held.promise, letGo: letGo.resolve, answered }
  }

  it('is waited for by a page that renews itself more often than that', async () => {
    const page = await open('#/')
    const preview = { id: 'slow', state: 'done', who: 'ann', note: 'a slow one', createdAt: new Date() }
    const rest = { over: { queued: true }, progress: 0, changes: null, diff: null, preview: null }
    let asked = 0
    await page.route('**/previews/slow', async (route) => {
      asked += 1
      await pause(2_500)
      await route
        .fulfill({ json: { ...preview, ...rest, problem: null, version: null } })
        .catch(() => undefined)
    })
    await page.goto(its.address('#/previews/slow'))
    await page.getByText('a slow one').waitFor()
    assert.equal(asked, 1)
    await page.unroute('**/previews/slow')
  })

  it('to a sign-out that does not arrive leaves nobody in the belief that they are out', async () => {
    const page = await open('#/syncs')
    await page.route('**/session', (route) =>
      route.request().method() === 'DELETE' ? route.abort() : route.continue(),
    )
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('alert').getByText('You are still signed in').waitFor()
    assert.equal(await page.getByLabel('Token').count(), 0)
    await page.unroute('**/session')
  })

  it('to a check of a sheet is dropped when the sheet has changed meanwhile', async () => {
    const page = await open('#/rules/sheet')
    await page.getByLabel('Field', { exact: true }).fill('city')
    await page.getByLabel('Rows').fill('from\tto\nLATE ONE\tLate one')
    const plan = await hold(page, '**/rule-set/sheet/plan')
    await page.getByRole('button', { name: 'Check the sheet' }).click()
    await plan.held
    await page.getByLabel('Rows').fill('from\tto\nLATE TWO\tLate two')
    await plan.answered()
    assert.equal(await page.getByText('read from the sheet').count(), 0)
    await page.unroute('**/rule-set/sheet/plan')
    await page.getByRole('button', { name: 'Check the sheet' }).click()
    await page.getByText('1 rule read from the sheet').waitFor()
    assert.equal(await page.getByText('Late one').count(), 0)
  })

  it('to a search for rules to be replaced is dropped when another value is meant by now', async () => {
    const page = await open('#/rules/replace')
    await page.getByLabel('Value', { exact: true }).fill('New South Wales')
    await page.getByLabel('Becomes').fill('NSW')
    const rules = await hold(page, '**/rules?*')
    await page.getByRole('button', { name: 'Find the rules' }).click()
    await rules.held
    await page.getByLabel('Becomes').fill('N.S.W.')
    await rules.answered()
    assert.equal(await page.getByRole('button', { name: /^Preview/ }).count(), 0)
    await page.unroute('**/rules?*')
  })

  it('keeps the dialog open, as what was confirmed goes on', async () => {
    const page = await open('#/dead-letters')
    await page.getByRole('button', { name: 'Send back' }).click()
    const dialog = page.getByRole('dialog')
    const redrive = await hold(page, '**/dead-letters/redrive?*', (route) => route.abort())
    await dialog.getByRole('button', { name: /^Send back/ }).click()
    await redrive.held
    assert.ok(await dialog.getByRole('button', { name: 'Leave them' }).isDisabled())
    for (const _ of ['once', 'twice', 'thrice']) await page.keyboard.press('Escape')
    await dialog.waitFor() // the browser closes it for a moment
    redrive.letGo()
    await dialog.getByText('The server cannot be reached').waitFor()
    await dialog.getByRole('button', { name: 'Leave them' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.unroute('**/dead-letters/redrive?*')
  })

  it('ends a long settling after the part that is under way', async () => {
    const page = await open('#/dead-letters')
    const before = new Date()
    await page.route('**/dead-letters/count*', (route) => route.fulfill({ json: { count: 12_000, before } }))
    await page.route('**/dead-letters/redrive?*', (route) => route.fulfill({ json: { count: 5_000 } }))
    await page.getByRole('button', { name: 'Send back' }).click()
    const dialog = page.getByRole('dialog')
    const yes = dialog.getByRole('button', { name: 'Send back 12,000 contacts' })
    await yes.waitFor()
    await page.unroute('**/dead-letters/redrive?*')
    let parts = 0
    const second = await hold(page, '**/dead-letters/redrive?*', async (route) => {
      parts += 1
      await route.fulfill({ json: { count: 5_000 } })
    })
    await page.route('**/dead-letters/redrive?*expected=12000*', (route) =>
      route.fulfill({ json: { count: 5_000 } }),
    )
    await yes.click()
    await second.held
    await dialog.getByRole('button', { name: 'Stop here' }).click()
    second.letGo()
    await page.getByText('10,000 contacts sent back').waitFor()
    assert.equal(parts, 1)
    await page.unrouteAll()
  })

  it('to a preview that begins fetches nobody back who has gone elsewhere meanwhile', async () => {
    const page = await open('#/rules/new?collection=normLookup&fieldName=city&find=ELSEWHERE&replace=There')
    await page.getByRole('button', { name: 'Preview this change' }).click()
    const letBegin = await runHeldPreview(page)
    await page.getByRole('link', { name: 'Syncs', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Syncs' }).waitFor()
    letBegin()
    await waitUntil('what was sent waits no more', async () => {
      const kept = String(await page.evaluate('JSON.stringify(localStorage)'))
      return !kept.includes('ELSEWHERE')
    })
    assert.equal(new URL(page.url()).hash, '#/syncs')
    await page.unrouteAll()
  })

  it('to a check of a rule that never comes takes the word back that nothing is wrong', async () => {
    const page = await open('#/rules/new?collection=normLookup&fieldName=city&find=LATE&replace=Late')
    await page.getByText('Nothing is wrong with this rule').waitFor()
    await page.route('**/rules/normLookup/lint', (route) => route.abort())
    await page.getByLabel('Becomes').fill('Later')
    await page.getByText('The server cannot be reached').first().waitFor()
    assert.equal(await page.getByText('Nothing is wrong with this rule').count(), 0)
    await page.unrouteAll()
  })

  it('to a search loses nothing of what is typed meanwhile', async () => {
    const page = await open('#/dead-letters')
    const search = page.getByLabel('Contains')
    await search.pressSequentially('holds ')
    await page.waitForURL(/q=holds$/)
    await settled(page)
    await search.pressSequentially('a number')
    await page.waitForURL(/q=holds\+a\+number$/)
    assert.equal(await search.inputValue(), 'holds a number')
  })
})
