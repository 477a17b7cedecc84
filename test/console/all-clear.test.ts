import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { createToken } from '@dwmops/access'
import { stages } from '@dwmops/fleet'
import { type Fleet, type OpenConsole, openConsole, openFleet } from '@dwmops/local-fleet'
import { openQueue } from '@dwmops/mongo-queue'
import type { Browser, Page } from 'playwright-core'
import { barriers, keepScreenshot, noBrowser, openBrowser } from '../support/browser.ts'

const queues = ['dwmQueue', 'indicatorQueue', 'processedQueue']
const dayMs = 86_400_000
const allClear = 'Nothing needs a person right now.'

/** The all-clear is earned: each way in which a fleet can stand still takes it away. */
describe('the all-clear of the console', { skip: noBrowser }, () => {
  let fleet: Fleet
  let api: OpenConsole
  let browser: Browser
  let page: Page
  const queueDb = () => fleet.client.db(fleet.environment['QUEUE_DATABASE'])
  const queue = () => openQueue(queueDb(), { owner: 'a test', stage: 'wash-contacts' })
  const address = () => api.loginLink.replace(/#.*/, '#/')
  before(async () => {
    fleet = await openFleet({ seedContacts: 5 })
    api = await openConsole(fleet)
    browser = await openBrowser()
    page = await browser.newPage()
    const facts = { name: 'a reader', role: 'reader', createdBy: 'a test', once: true } as const
    const { token } = await createToken(queueDb(), facts)
    await page.goto(address().replace(/#.*/, `#token=${token}`))
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
  })
  after(async () => {
    await browser?.close()
    await api?.stop()
    await fleet?.stop()
  })

  /** A fleet of which every stage has just succeeded, and whose queues were just counted. */
  beforeEach(async () => {
    for (const name of ['runs', 'items', 'queueStats']) await queueDb().collection(name).deleteMany({})
    await addRuns(0)
    await queue().measure(queues)
  })

  async function addRuns(agoMs: number): Promise<void> {
    const startedAt = new Date(Date.now() - agoMs - 2000)
    const finishedAt = new Date(startedAt.getTime() + 1000)
    const facts = {
      environment: 'dev',
      owner: 'pod-1',
      dryRun: false,
      startedAt,
      finishedAt,
      durationMs: 1000,
    }
    const counts = { in: 0, out: 0, failed: 0 }
    await queueDb()
      .collection<{ _id: string }>('runs')
      .insertMany(
        stages.map(({ name }) => {
          const _id = `${name}-${agoMs}`
          return { _id, stage: name, result: 'nothing to do', exitCode: 0, counts, ...facts }
        }),
      )
  }

  /** Opens the overview anew; the texts of its alerts, none when all is well. */
  async function alertsOfPage(): Promise<string[]> {
    await page.goto(address())
    await page.reload()
    await page.locator('.all-well, ul.alerts').first().waitFor()
    const shown = await page.locator('ul.alerts > li').allInnerTexts()
    assert.equal(await page.getByText(allClear).count(), shown.length === 0 ? 1 : 0)
    return shown
  }

  it('is given when every stage has succeeded and the counts are fresh', async () => {
    assert.deepEqual(await alertsOfPage(), [])
  })

  it('is taken away when the fleet has stood still for three days, by an alert a stage', async () => {
    await queueDb().collection('runs').deleteMany({})
    await addRuns(3 * dayMs)
    await queueDb()
      .collection('queueStats')
      .updateMany({}, { $set: { countedAt: new Date(Date.now() - 3 * dayMs) } })
    const shown = await alertsOfPage()
    for (const { name } of stages)
      assert.ok(
        shown.some((text) => text.includes(`${name} has not succeeded for 3 d`)),
        name,
      )
    assert.ok(
      shown.some((text) => text.includes('The queues were last counted 3 d ago')),
      shown.join(),
    )
    assert.deepEqual(await barriers(page), [])
    await keepScreenshot(page, 'stood-still-light-1280')
  })

  it('is taken away by a run that began two days ago and never ended', async () => {
    await queueDb()
      .collection<{ _id: string }>('runs')
      .updateOne(
        { _id: 'post-contacts-0' },
        {
          $set: { startedAt: new Date(Date.now() - 2 * dayMs) },
          $unset: { finishedAt: 1, result: 1, exitCode: 1, durationMs: 1 },
        },
      )
    const shown = (await alertsOfPage()).join()
    assert.match(shown, /A run of post-contacts has not ended for 2 d/)
    assert.match(shown, /post-contacts has not succeeded in the last 30 days/)
  })

  it('is taken away by a stage that last succeeded longer ago than its schedule allows, and by no other', async () => {
    await queueDb()
      .collection<{ _id: string }>('runs')
      .updateOne(
        { _id: 'wash-contacts-0' },
        { $set: { startedAt: new Date(Date.now() - 1_000_000), finishedAt: new Date(Date.now() - 999_000) } },
      )
    const shown = await alertsOfPage()
    assert.equal(shown.length, 1)
    assert.match(shown[0] ?? '', /wash-contacts has not succeeded for 16 min/)
  })

  it('is taken away, and the age is shown, while the server cannot be read', async () => {
    assert.deepEqual(await alertsOfPage(), [])
    const again = page.waitForEvent('requestfailed', { timeout: 120_000 })
    await api.stop()
    await again
    await page.getByText('The server cannot be reached').first().waitFor()
    await page.getByText('This page is out of date', { exact: true }).waitFor()
    assert.equal(await page.getByText(allClear).count(), 0)
    api = await openConsole(fleet)
  })
})
