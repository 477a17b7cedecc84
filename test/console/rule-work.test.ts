import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openConsole } from '@dwmops/local-fleet'
import type { Page } from 'playwright-core'
import { noBrowser } from '../support/browser.ts'
import { looksRight, useConsole } from '../support/console-case.ts'

describe('work on rules in the console', { skip: noBrowser }, () => {
  const [its, operator] = useConsole('operator')

  /** Goes to a page of the operator. */
  async function open(hash: string): Promise<Page> {
    await operator.go(hash)
    return operator.page
  }

  describe('a trial on contacts', () => {
    it('shows every step by all rules, for pasted contacts and some at random', async () => {
      const page = await open('#/rules/try')
      await page.getByRole('button', { name: 'Wash them, step by step' }).click()
      await page.locator('.trial-contacts section.panel').nth(4).waitFor()
      await page.getByLabel('Try', { exact: true }).selectOption('records')
      await page.getByRole('textbox', { name: 'Contacts' }).fill('emailAddress\tcity\nann@example.com\tx\ty')
      await page.getByText('Contact 1 has more cells than the first row').waitFor()
      await page
        .getByRole('textbox', { name: 'Contacts' })
        .fill('emailAddress\tdepartment\nann@example.com\tsales & marketing')
      await page.getByRole('button', { name: 'Wash them, step by step' }).click()
      const contact = page.getByRole('region', { name: 'ann@example.com' })
      await contact.getByText('1 field changed').waitFor()
      await looksRight(operator, 'rule-trial')
    })

    it('shows what the changes that wait alter', async () => {
      const page = await open('#/rules/new?collection=normLookup&fieldName=city&find=XANADU&replace=Shangdu')
      await page.getByRole('button', { name: 'Keep for later' }).click()
      await page.getByText('Kept for the preview').waitFor()
      await operator.go('#/rules/try')
      await page.getByText('1 change that waits').waitFor()
      await page.getByLabel('Try', { exact: true }).selectOption('records')
      await page.getByRole('textbox', { name: 'Contacts' }).fill('city,country\nxanadu,China')
      await page.getByRole('button', { name: 'Wash them, step by step' }).click()
      const altered = page.getByRole('region', { name: 'What the changes alter' })
      assert.match(await altered.innerText(), /city.*shangdu/is)
      await operator.go('#/previews')
      await page.getByRole('button', { name: 'Drop all' }).click()
      await page.getByRole('dialog').getByRole('button', { name: /^Drop/ }).click()
      await page.getByText('No changes wait').waitFor()
    })
  })
  describe('rules', () => {
    const rulesDb = () => its.fleet.client.db(its.fleet.environment['RULES_DATABASE'])

    it('are copied, commented on, and tried with a single value', async () => {
      const rule = await rulesDb().collection('normLookup').findOne({})
      const page = await open(`#/rules/normLookup/${rule?._id}`)
      await page.getByRole('textbox', { name: 'Comment' }).fill('As in the style guide.')
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await page.getByText('As in the style guide.').waitFor()
      await looksRight(operator, 'rule-comments')
      await page.getByRole('link', { name: 'Copy' }).click()
      await page.getByRole('heading', { name: 'New rule' }).waitFor()
      assert.equal(await page.getByLabel('Value to find').inputValue(), rule?.['find'])
      await operator.go('#/rules/try')
      await page.getByLabel('Try', { exact: true }).selectOption('value')
      await page.getByLabel('Field').fill(String(rule?.['fieldName']))
      await page.getByRole('textbox', { name: 'Value' }).fill(String(rule?.['find']))
      await page.getByRole('button', { name: 'Wash them, step by step' }).click()
      await page.getByRole('region', { name: 'record 1' }).getByRole('listitem').first().waitFor()
    })

    it('carry examples, of which a failed one refuses a publication until that is accepted', async () => {
      const rule = { fieldName: 'city', find: 'QQ NYC', replace: 'OLDTOWN' }
      const { insertedId } = await rulesDb().collection('normLookup').insertOne(rule)
      const page = await open(`#/rules/normLookup/${insertedId}`)
      const examples = page.getByRole('region', { name: 'Examples' })
      await examples.getByText('There are no examples yet').waitFor()
      await examples.getByLabel('A value', { exact: true }).fill(' qq nyc')
      await examples.getByLabel('has to become').fill('NEWTOWN')
      await examples.getByRole('button', { name: 'Add this example' }).click()
      await examples.getByText('example " qq nyc" of city: expected "NEWTOWN", got "OLDTOWN"').waitFor()
      await examples.getByLabel('has to become').fill('OLDTOWN')
      await examples.getByRole('button', { name: 'Add this example' }).click()
      await examples.getByText('qq nyc becomes OLDTOWN').waitFor()
      await looksRight(operator, 'rule-examples')

      await page.getByLabel('Becomes').fill('NEWTOWN')
      await page.getByRole('button', { name: 'Publish without preview' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Publish' }).click()
      await dialog.getByText('example " qq nyc" of city: expected "OLDTOWN", got "NEWTOWN"').waitFor()
      await dialog.getByLabel('Publish in spite of failed examples').check()
      await dialog.getByRole('button', { name: 'Publish' }).click()
      await dialog.waitFor({ state: 'detached' })
      const stored = () => rulesDb().collection('normLookup').findOne({ _id: insertedId })
      assert.equal((await stored())?.['replace'], 'NEWTOWN')

      await examples.getByRole('button', { name: 'Remove example 1' }).click()
      await examples.getByText('There are no examples yet').waitFor()
      assert.equal((await stored())?.['examples'], undefined)
      await rulesDb().collection('normLookup').deleteOne({ _id: insertedId })
    })

    it('have a value replaced in many of them as one change', async () => {
      const { insertedIds } = await rulesDb()
        .collection('normLookup')
        .insertMany(['QQ ONE', 'QQ TWO'].map((find) => ({ fieldName: 'city', find, replace: 'Oldtown' })))
      const page = await open('#/rules/replace')
      await page.getByRole('textbox', { name: 'Value', exact: true }).fill('Oldtown')
      await page.getByRole('textbox', { name: 'Becomes' }).fill('Newtown')
      await page.getByRole('button', { name: 'Find the rules' }).click()
      await page.getByRole('heading', { name: '2 rules' }).waitFor()
      await looksRight(operator, 'rules-replace')
      await page.getByRole('button', { name: 'Preview 2 changes' }).click()
      await page.getByRole('heading', { name: '2 changes wait' }).waitFor()
      await page.getByRole('button', { name: 'Drop all' }).click()
      await page.getByRole('dialog').getByRole('button', { name: /^Drop/ }).click()
      await page.getByText('No changes wait').waitFor()
      await rulesDb()
        .collection('normLookup')
        .deleteMany({ _id: { $in: Object.values(insertedIds) } })
    })

    it('are published in production by a second person, who sees what differs', async () => {
      const environment = { ...its.fleet.environment, ENVIRONMENT: 'prod', API_SECOND_PERSON: 'true' }
      const prod = await openConsole({ ...its.fleet, environment })
      const address = (hash: string) => prod.loginLink.replace(/#.*/, hash)
      try {
        const author = await its.signIn('editor', {}, address)
        await author.go('#/rules/new?collection=normLookup&fieldName=city&find=XANADU&replace=Shangdu')
        assert.equal(await author.page.getByRole('button', { name: /without preview/ }).count(), 0)
        await author.page.getByRole('button', { name: 'Preview this change' }).click()
        await author.page.getByRole('button', { name: 'Run the preview' }).click()
        await author.page.getByText('Another person publishes this').waitFor()
        assert.equal(await author.page.getByRole('button', { name: 'Publish' }).count(), 0)
        assert.match(await author.page.locator('.production-band').innerText(), /Production/)
        const other = await its.signIn('operator', {}, address)
        await other.go(new URL(author.page.url()).hash)
        await other.page.getByText('a editor changed these rules; you are the second person').waitFor()
        await looksRight(other, 'second-person')
        await other.page.getByRole('button', { name: 'Publish' }).click()
        await other.page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
        await other.page.waitForURL(/versions/)
        await author.close()
        await other.close()
      } finally {
        await prod.stop()
      }
    })
  })
})
