import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { waitUntil } from '@dwmops/local-mongo/testing'
import { openQueue } from '@dwmops/mongo-queue'
import type { Page } from 'playwright-core'
import { keepScreenshot, noBrowser } from '../support/browser.ts'
import { settled, useConsole } from '../support/console-case.ts'

const rowsShown = (page: Page, rows: number) => page.getByText(`${rows} rows shown`).waitFor()
const scrollOf = (page: Page) => page.evaluate<number>('scrollY')

/** A reader who comes back is where they were. */
describe('the place of a reader', { skip: noBrowser }, () => {
  const [its, operator] = useConsole('operator')

  /** Reads two more pages of a list, and leaves it by the link of a row far below. */
  async function leaveFarBelow(links: string): Promise<string> {
    const { page } = operator
    for (const rows of [100, 150]) {
      await page.getByRole('button', { name: 'Show more' }).click()
      await rowsShown(page, rows)
    }
    const link = page.locator(`main a[href^="${links}"]`).nth(120)
    const href = (await link.getAttribute('href')) ?? ''
    await link.click()
    await waitUntil('the page of the row is open', () => page.url().endsWith(href))
    await settled(page)
    assert.equal(await scrollOf(page), 0)
    return href
  }

  async function isBackAt(href: string): Promise<void> {
    const { page } = operator
    await rowsShown(page, 150)
    const link = page.locator(`main a[href="${href}"]`)
    await waitUntil('the row is seen', () =>
      link.evaluate((one) => {
        const { top, bottom } = one.getBoundingClientRect()
        return top >= 0 && bottom <= (one.ownerDocument.defaultView?.innerHeight ?? 0)
      }),
    )
    assert.ok(await link.evaluate((one) => one === one.ownerDocument.activeElement))
  }

  it('is kept in a long list on the way back from a rule, and over a reload', async () => {
    const { page, go } = operator
    await go('#/rules')
    const href = await leaveFarBelow('#/rules/')
    await page.goBack()
    await isBackAt(href)
    await page.reload()
    await settled(page)
    await isBackAt(href)
    await page.goForward()
    await settled(page)
    // by a link the list begins at its top again
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Rules' }).click()
    await rowsShown(page, 50)
    assert.equal(await scrollOf(page), 0)
  })

  it('is kept among dead letters, also when some of them are settled', async () => {
    const { page, go } = operator
    const { client, environment } = its.fleet
    const queue = openQueue(client.db(environment['QUEUE_DATABASE']), {
      owner: 'a test',
      stage: 'wash-contacts',
    })
    const keys = Array.from({ length: 160 }, (_, at) => `far${at}@example.com`)
    const dead = { code: 'FAR', message: 'far below' }
    await queue.add(
      'dwmQueue',
      keys.map((key) => ({ key, payload: { emailAddress: key }, source: key, dead })),
    )
    await go('#/dead-letters?code=FAR')
    const href = await leaveFarBelow('#/contacts/')
    await page.goBack()
    await isBackAt(href)
    await page.getByRole('checkbox').nth(130).check()
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Discard 1 contact' }).click()
    await page.getByText('159 contacts of FAR').waitFor()
    await rowsShown(page, 150)
  })

  it('is not lost between broken names on a narrow screen', async () => {
    const { page, go, close } = await its.signIn('reader', { viewport: { width: 390, height: 860 } })
    await go('#/')
    const flow = page.getByRole('region', { name: 'Flow of contacts' })
    for (const name of ['update-indicators', 'refresh-indicators', 'clean-queues']) {
      const link = flow.getByRole('link', { name, exact: true })
      const lines = await link.evaluate((one) => {
        const range = one.ownerDocument.createRange()
        range.selectNodeContents(one)
        return range.getClientRects().length
      })
      assert.equal(lines, 1, name)
    }
    await keepScreenshot(page, 'overview-light-390-names')
    await close()
  })
})
