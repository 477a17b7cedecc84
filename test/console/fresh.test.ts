import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { barriers, keepScreenshot, noBrowser } from '../support/browser.ts'
import { settled, useConsole } from '../support/console-case.ts'

/** What is shown is of now, in words that lead on, wherever one enters. */
describe('the console at a second look', { skip: noBrowser }, () => {
  const [its, operator] = useConsole('operator')
  const queueDb = () => its.fleet.client.db(its.fleet.environment['QUEUE_DATABASE'])

  it('shows a run that failed meanwhile in its table too', async () => {
    const { page, go, close } = await its.signIn('reader')
    await page.clock.install()
    await go('#/')
    const startedAt = new Date()
    const facts = { stage: 'post-contacts', owner: 'pod', environment: 'dev', dryRun: false }
    const end = { finishedAt: startedAt, result: 'unavailable', reason: 'Eloqua is away', exitCode: 3 }
    await queueDb()
      .collection<{ _id: string }>('runs')
      .insertOne(Object.assign({ _id: 'failed-meanwhile' }, facts, end, { startedAt, durationMs: 10 }))
    const again = page.waitForResponse(/\/runs\?/)
    await page.clock.fastForward(20_000)
    await again
    await page.locator('a[href="#/runs/failed-meanwhile"]').first().waitFor()
    await page.getByRole('table', { name: 'Runs' }).locator('a[href="#/runs/failed-meanwhile"]').waitFor()
    await close()
  })

  it('leads from an alert to its runbook, which the console has', async () => {
    const { page, go } = operator
    await go('#/')
    const alert = page.getByRole('list', { name: 'Needs a person' }).getByRole('listitem').first()
    await alert
      .getByText(/critical|warning/)
      .first()
      .waitFor()
    assert.match(await page.getByRole('region', { name: 'Flow of contacts' }).innerText(), /next turn/)
    await keepScreenshot(page, 'alerts-light-1280')
    await alert.getByRole('link', { name: /^Runbook/ }).click()
    await page.getByRole('heading', { level: 1, name: /^Runbook: / }).waitFor()
    await page.locator('.runbook p').first().waitFor()
    assert.deepEqual(await barriers(page), [])
    await go('#/runbooks/stage-stale')
    await page.locator('.runbook').getByRole('link', { name: 'stage failing' }).click()
    await page.getByRole('heading', { level: 1, name: 'Runbook: Stage failing' }).waitFor()
    await keepScreenshot(page, 'runbook-light-1280')
  })

  it('survives an address that is badly written', async () => {
    const { page, go, close } = await its.signIn('operator')
    await go('#/')
    await page.goto(its.address('#/contacts/100%'))
    await page.reload()
    await settled(page)
    await page.getByRole('heading', { level: 1 }).filter({ hasText: '100%' }).waitFor()
    await page.goto('about:blank')
    await page.goto(its.address('#token=%'))
    await page.getByText('is not known, was used already, or has run out').waitFor()
    await close()
  })

  it('says that it is on its way until its script is there', async () => {
    const { page, close } = await its.signIn('reader')
    await page.route('**/console.js', () => {})
    await page.goto(its.address('#/'), { waitUntil: 'commit' })
    await page.reload({ waitUntil: 'commit' })
    await page.getByText('The console is on its way').waitFor()
    await page.unroute('**/console.js')
    await page.reload()
    await settled(page)
    assert.equal(await page.getByText('The console is on its way').count(), 0)
    await close()
  })

  it('names the zone of its times, and the year of one of another year', async () => {
    const { page, go, close } = await its.signIn('reader', { timezoneId: 'Asia/Tokyo' })
    const rulesDb = its.fleet.client.db(its.fleet.environment['RULES_DATABASE'])
    const versions = rulesDb.collection('ruleVersions')
    const old = await versions.findOneAndUpdate(
      {},
      { $set: { publishedAt: new Date('2024-11-29T12:00:00Z') } },
    )
    await go('#/rules/versions')
    await page.getByText('Times: Asia/Tokyo').waitFor()
    if (old !== null) assert.match(await page.getByRole('table', { name: 'Versions' }).innerText(), /2024/)
    await close()
  })

  it('offers what an uncovered value is nearest to, and never that it stays as it is', async () => {
    const { page, go, close } = await its.signIn('editor')
    const value = { value: 'New Zzyzx', contacts: 3, suggestion: null, neighbors: ['New York', 'New Jersey'] }
    const fields = [{ field: 'stateProvince', values: [value] }]
    await page.route('**/analytics/uncovered?*', (route) => route.fulfill({ json: { looked: 9, fields } }))
    await go('#/rules/analytics?view=uncovered')
    await page.getByText('New Zzyzx').waitFor()
    const text = await page.locator('main').innerText()
    assert.doesNotMatch(text, /\bkeep\b/)
    await keepScreenshot(page, 'uncovered-light-1280')
    assert.match(text, /New Zzyzx\s+Becomes which\? New York · New Jersey · another/)
    await page.getByRole('link', { name: 'New Jersey' }).click()
    await page.getByText('stateProvince that is NEW ZZYZX becomes New Jersey').waitFor()
    await close()
  })

  it('marks what cannot be seen in the sentence of a rule', async () => {
    const { page, go, close } = await its.signIn('editor')
    const rule = { fieldName: 'city', find: 'SAN\u00A0JOSE', replace: 'San Jose\u200B\t' }
    await go(`#/rules/new?${new URLSearchParams({ collection: 'normLookup', ...rule })}`)
    for (const name of ['no-break space (U+00A0)', 'zero-width space (U+200B)', 'tab (U+0009)'])
      await page.getByRole('img', { name }).first().waitFor()
    assert.deepEqual(await barriers(page), [])
    await keepScreenshot(page, 'invisible-light-1280')
    await close()
  })
})
