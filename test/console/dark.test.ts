import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openRuleStore } from '@dwmops/rule-store'
import type { Page } from 'playwright-core'
import { barriers, keepScreenshot, noBrowser } from '../support/browser.ts'
import { settled, useConsole } from '../support/console-case.ts'

const dayMs = 86_400_000

/** States that are reached in special situations alone let everybody in as well, in the dark and on a phone. */
describe('the console in the dark', { skip: noBrowser }, () => {
  const [its, operator] = useConsole('operator', { colorScheme: 'dark' })

  async function looksRight(page: Page, name: string): Promise<void> {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 860 })
      assert.deepEqual(await barriers(page), [], `${name}, ${width} pixels wide`)
      assert.equal(
        await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
        0,
        `${name} is too wide`,
      )
      await keepScreenshot(page, `${name}-dark-${width}`)
    }
    await page.setViewportSize({ width: 1280, height: 860 })
    await page.unrouteAll()
  }

  it('lets everybody in while it waits, and when the database is silent', async () => {
    const { page, go } = operator
    await go('#/syncs')
    const letGo = Promise.withResolvers<void>()
    await page.route('**/overview', async (route) => {
      await letGo.promise
      const problem = { status: 503, code: 'DATABASE_UNAVAILABLE', detail: 'the database has not answered' }
      await route.fulfill({ status: 503, json: { ...problem, requestId: 'r1' } })
    })
    await page.goto(its.address('#/'))
    await page.getByText('The server has not answered yet').waitFor()
    assert.deepEqual(await barriers(page), [])
    letGo.resolve()
    await page.getByText('The database does not answer at the moment').first().waitFor()
    await looksRight(page, 'silent-database')
  })

  it('lets everybody in to alerts, and to their runbook', async () => {
    const { page, go } = operator
    const long = new Date(Date.now() - 3 * dayMs).toISOString()
    await page.route('**/overview', async (route) => {
      const answer = await route.fetch()
      const { stages, queues, ...rest } = (await answer.json()) as { stages: object[]; queues: object[] }
      const late = stages.map((stage) => ({ ...stage, lastSuccessAt: long, nextRunAt: long }))
      const old = queues.map((queue) => ({ ...queue, countedAt: long }))
      await route.fulfill({ response: answer, json: { ...rest, stages: late, queues: old } })
    })
    await go('#/')
    await page.locator('ul.alerts > li').nth(5).waitFor()
    await looksRight(page, 'alerts')
    await page
      .getByRole('link', { name: /^Runbook of/ })
      .first()
      .click()
    await page.getByRole('heading', { name: /^Runbook: / }).waitFor()
    await looksRight(page, 'runbook')
  })

  it('lets everybody in to dialogs', async () => {
    const { page, go } = operator
    await go('#/dead-letters')
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByRole('dialog').waitFor()
    await looksRight(page, 'discard-dialog')
    await page.keyboard.press('Escape')
    await page
      .getByRole('button', { name: /^Correct / })
      .first()
      .click()
    await page.getByRole('dialog').getByLabel('Field', { exact: true }).waitFor()
    await looksRight(page, 'correct-dialog')
    await page.keyboard.press('Escape')
  })

  const empty = [
    ['no-letter', '#/dead-letters?code=NONE', 'No dead letter in this group'],
    ['no-contact', '#/contacts/nobody%40example.com', 'No contact of this address came through'],
    ['no-rule', '#/rules?q=no+such+text', 'No rule like this'],
    ['no-change', '#/previews', 'No changes wait'],
    ['no-page', '#/nowhere', 'The address leads nowhere'],
    ['no-run', '#/runs/none', 'There is nothing under this name'],
  ] as const
  for (const [name, hash, says] of empty)
    it(`lets everybody in where there is nothing: ${says}`, async () => {
      await operator.go(hash)
      await operator.page.getByText(says).first().waitFor()
      await looksRight(operator.page, name)
    })

  it('lets everybody in to a conflict, and to what is wrong with a rule', async () => {
    const { page, go } = operator
    const store = openRuleStore(its.fleet.client.db(its.fleet.environment['RULES_DATABASE']))
    const { rules } = await store.findRules({ collection: 'normLookup', text: 'NSW', limit: 1 })
    const [rule] = rules
    assert.ok(rule)
    await go(`#/rules/normLookup/${rule.id}`)
    await page.getByLabel('Value to find').fill('nsw\t')
    await page.locator('.lint-findings li').first().waitFor()
    const { collection, id, etag } = rule
    const document = { ...rule.document, replace: 'Theirs' }
    await store.changeRule({ collection, did: 'changed', id, etag, document }, { who: 'another' })
    await page.reload()
    await settled(page)
    await page.getByRole('table', { name: 'Theirs beside mine' }).waitFor()
    await page.locator('.lint-findings li').first().waitFor()
    await looksRight(page, 'conflict')
    await page.getByRole('button', { name: 'Take theirs' }).click()
  })

  it('lets everybody in to a sign-out that does not arrive, and to the form after one that does', async () => {
    const { page, go } = operator
    await go('#/syncs')
    await page.route('**/session', (route) => route.abort())
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('You are still signed in').waitFor()
    await looksRight(page, 'not-signed-out')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('You have signed out').waitFor()
    await looksRight(page, 'sign-in')
  })
})
