import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { noBrowser } from '../support/browser.ts'
import { settled, useConsole } from '../support/console-case.ts'

/** Where nothing is shown, the reason is the true one. */
describe('what the console says of nothing', { skip: noBrowser }, () => {
  const [its, editor] = useConsole('editor')

  it('is no all-clear of a preview for which there was no contact', async () => {
    const { page } = editor
    const preview = { contacts: 0, changed: 0, failed: 0, capped: false, seconds: 1, basis: 'x' }
    const answer = {
      ...{ id: 'none', state: 'done', who: 'ann', note: '', createdAt: new Date(), over: { queued: true } },
      ...{ progress: 0, changes: null, diff: { collections: [], configs: [] }, problem: null, version: null },
      preview: { ...preview, groups: [], byField: [], conflicts: [], findings: [] },
    }
    await page.route('**/previews/none', (route) => route.fulfill({ json: answer }))
    await editor.go('#/previews/none')
    await page.getByText('There was no contact to look at').waitFor()
    assert.equal(await page.getByText('No contact would change').count(), 0)
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('dialog').getByText('No contact was looked at').waitFor()
    await page.unrouteAll()
  })

  it('is no all-clear of rules that no contact has shown yet', async () => {
    const { page } = editor
    await page.route('**/analytics/fights*', (route) => route.fulfill({ json: { looked: 0, fights: [] } }))
    await page.route('**/analytics/uncovered*', (route) => route.fulfill({ json: { looked: 0, fields: [] } }))
    await editor.go('#/rules/analytics?view=fighting')
    await page.getByText('No contact was washed more than once yet').waitFor()
    await editor.go('#/rules/analytics?view=uncovered')
    await page.getByText('There was no contact to look at').waitFor()
    await page.unrouteAll()
  })

  it('names the filter, also one that stands only in the address, and leads out of it', async () => {
    const { page } = editor
    await page.route('**/runs?*stage=another*', (route) => route.fulfill({ json: { items: [], next: null } }))
    await editor.go('#/?stage=another')
    await page.getByText('No run of another in the last 30 days').waitFor()
    assert.equal(await page.getByLabel('Stage').inputValue(), 'another')
    await page.getByRole('link', { name: 'Show the runs of all stages' }).click()
    await page.getByRole('table', { name: 'Runs' }).waitFor()
    await editor.go('#/rules?field=noSuchField')
    await page.getByText('No rule like this').waitFor()
    assert.equal(await page.getByLabel('Field').inputValue(), 'noSuchField')
    await page.getByRole('link', { name: /show all [\d,]+ rules/ }).click()
    await page.getByRole('table', { name: 'Rules' }).waitFor()
    await page.unrouteAll()
  })

  it('says that an undo found no wash, and not only that there is nothing to revert', async () => {
    const operator = await its.signIn('operator')
    await operator.go('#/undo?rule=noSuchRule')
    await operator.page.getByRole('button', { name: 'Show what would be reverted' }).click()
    await operator.page.getByText('No wash that is kept fits the selection').waitFor()
    await operator.close()
  })

  it('has a version compared with what its choice names', async () => {
    const { page } = editor
    const asked: string[] = []
    page.on('request', (one) => one.url().includes('/diff') && asked.push(new URL(one.url()).search))
    await page.route('**/rule-versions/7', (route) => route.fulfill({ status: 404, json: {} }))
    await editor.go('#/rules/versions/7?against=odd')
    assert.equal(await page.getByLabel('Compared').inputValue(), 'before')
    assert.deepEqual(asked, ['?to=7'])
    await page.unrouteAll()
  })

  it('says of when a list is that no longer renews itself', async () => {
    const { page } = editor
    await editor.go('#/rules')
    assert.equal(await page.getByText('as of').count(), 0)
    await page.getByRole('button', { name: 'Show more' }).click()
    await page.getByText('100 rows shown').waitFor()
    await page.getByText(/as of .*\d:\d\d:\d\d/).waitFor()
    const read = page.waitForResponse(/\/rules\?/)
    await page.getByRole('button', { name: 'Read anew' }).click()
    await read
    await settled(page)
    await page.getByText('100 rows shown').waitFor()
  })

  it('does not call counts of hours ago those of now', async () => {
    const { page } = editor
    await page.route('**/overview', async (route) => {
      const answer = await route.fetch()
      const overview = (await answer.json()) as { readonly depths: readonly { readonly at: string }[] }
      const depths = overview.depths.map((one) => ({ ...one, at: hoursBefore(one.at, 2) }))
      await route.fulfill({ response: answer, json: { ...overview, depths } })
    })
    await editor.go('#/')
    const legend = page.locator('.depth-legend-at')
    await legend.waitFor()
    assert.notEqual(await legend.innerText(), 'Now')
    await page.unrouteAll()
  })
})

function hoursBefore(at: string, hours: number): string {
  return new Date(Date.parse(at) - hours * 3_600_000).toISOString()
}
