import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createToken, type Role, revokeToken } from '@dwmops/access'
import { type Fleet, type OpenConsole, openConsole, openFleet } from '@dwmops/local-fleet'
import type { Browser, Page } from 'playwright-core'
import { barriers, keepScreenshot, noBrowser, openBrowser } from '../support/browser.ts'

/** Without a session there is one request and the form, however one came to have none. */
describe('the console without a session', { skip: noBrowser }, () => {
  let fleet: Fleet
  let api: OpenConsole
  let browser: Browser
  const queueDb = () => fleet.client.db(fleet.environment['QUEUE_DATABASE'])
  const address = (hash = '') => api.loginLink.replace(/#.*/, hash)
  before(async () => {
    fleet = await openFleet({ seedContacts: 5 })
    api = await openConsole(fleet)
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await api?.stop()
    await fleet?.stop()
  })

  const makeToken = (name: string, { role = 'editor', once = false }: { role?: Role; once?: boolean } = {}) =>
    createToken(queueDb(), { name, role, createdBy: 'a test', once })

  /** A window of a browser that was never here, whose clock can be put forward, and how often it asked for its session. */
  async function openWindow() {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } })
    context.setDefaultTimeout(180_000)
    const page = await context.newPage()
    await page.clock.install()
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/session')) asked.push(request.method())
    })
    return { context, page, asked }
  }

  /** A window that is signed in, at the overview, which asks every 15 seconds. */
  async function signedIn(name: string) {
    const made = await makeToken(name)
    const opened = await openWindow()
    await opened.page.goto(address())
    await signIn(opened.page, made.token)
    await opened.page.getByRole('heading', { name: 'Overview' }).waitFor()
    opened.asked.length = 0
    return { ...opened, ...made }
  }

  it('shows the form after one request in a new browser, leads on to the page asked for, and names a wrong token', async () => {
    const { context, page, asked } = await openWindow()
    await page.goto(address('#/rules'))
    await theForm(page, 'Nobody is signed in in this browser.')
    await aMinuteGoesBy(page)
    assert.deepEqual(asked, ['GET'])
    await keepScreenshot(page, 'sign-in-light-1280')
    assert.deepEqual(await barriers(page), [])
    await signIn(page, 'dwm_wrong')
    await page.getByText('This token or link is not known').waitFor()
    assert.deepEqual(asked, ['GET', 'POST'])
    await signIn(page, (await makeToken('ann')).token)
    await page.getByRole('heading', { name: 'Rules', exact: true }).waitFor()
    await context.close()
  })

  it('shows the form after a sign-out, and in the other windows of the browser', async () => {
    const { context, page, asked } = await signedIn('ann')
    const other = await context.newPage()
    await other.clock.install()
    await other.goto(address())
    await other.getByRole('heading', { name: 'Overview' }).waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await theForm(page, 'You have signed out.')
    await aMinuteGoesBy(page)
    assert.deepEqual(asked, ['DELETE'])
    await other.clock.fastForward(20_000)
    await theForm(other, 'You have signed out in another window.')
    await context.close()
  })

  const endings = [
    {
      how: 'expired',
      reason: 'Your session is over: it has expired.',
      end: async (tokenId: string) => {
        const sessions = queueDb().collection('apiSessions')
        await sessions.updateMany({ tokenId }, { $set: { expireAt: new Date(Date.now() - 1000) } })
      },
    },
    {
      how: 'was revoked',
      reason: 'Your session is over: the token that it was opened with was revoked.',
      end: (tokenId: string) => revokeToken(queueDb(), tokenId),
    },
    {
      how: 'is not in the database any more',
      reason: 'Your session is over: the server does not know it any more.',
      end: (tokenId: string) => queueDb().collection('apiSessions').deleteMany({ tokenId }),
    },
  ]
  for (const { how, reason, end } of endings)
    it(`shows the form when the session ${how}, in an open window and in a new one`, async () => {
      const { context, page, asked, tokenId } = await signedIn('ann')
      await end(tokenId)
      await page.clock.fastForward(20_000)
      await theForm(page, reason)
      await aMinuteGoesBy(page)
      assert.deepEqual(asked, [])
      await page.reload()
      await theForm(page, reason)
      await aMinuteGoesBy(page)
      assert.deepEqual(asked, ['GET'])
      await context.close()
    })

  it('shows the form when a login link was used before', async () => {
    const { token } = await makeToken('ann', { once: true })
    const first = await openWindow()
    await first.page.goto(address(`#token=${token}`))
    await first.page.getByRole('heading', { name: 'Overview' }).waitFor()
    const second = await openWindow()
    await second.page.goto(address(`#token=${token}`))
    await second.page.getByText('This token or link is not known, was used already').waitFor()
    await second.page.getByLabel('Token').waitFor()
    await aMinuteGoesBy(second.page)
    assert.deepEqual(second.asked, ['POST'])
    // a fresh link, opened in the window that stands at the form, changes the fragment alone
    await second.page.goto(address(`#token=${(await makeToken('ann', { once: true })).token}`))
    await second.page.getByRole('heading', { name: 'Overview' }).waitFor()
    await first.context.close()
    await second.context.close()
  })

  it('shows the page of an address that changes while the console is appearing', async () => {
    const { context, page } = await signedIn('ann')
    const answer = Promise.withResolvers<void>()
    await page.route('**/session', async (route) => {
      await answer.promise
      await route.continue()
    })
    const asked = page.waitForRequest('**/session')
    await page.reload()
    await asked
    // the browser paints no frame until the clock goes on, and with it no part of the page has begun to listen
    await page.clock.pauseAt(Date.now() + 3_600_000)
    answer.resolve()
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    await page.goto(address('#/syncs'))
    await page.clock.resume()
    await page.getByRole('heading', { name: 'Syncs', exact: true }).waitFor()
    await context.close()
  })

  it('keeps what was being written for the same person, and shows it to nobody else', async () => {
    const ann = await signedIn('ann')
    const { page } = ann
    await page.goto(address('#/rules/new?collection=normLookup'))
    await page.getByLabel('Value to find').fill('half a rule')
    await page.getByText('half a rule').first().waitFor()
    const { token } = await makeToken('ann')
    await revokeToken(queueDb(), ann.tokenId)
    await page.goto(address('#/syncs'))
    await theForm(page, 'What was written in this browser is kept for the one who wrote it.')
    const comeBack = async (withToken: string) => {
      await signIn(page, withToken)
      await page.getByRole('heading', { name: 'Syncs', exact: true }).waitFor()
      await page.goto(address('#/rules/new?collection=normLookup'))
      await page.getByLabel('Value to find').waitFor()
      const found = await page.getByLabel('Value to find').inputValue()
      await page.goto(address('#/syncs'))
      await page.getByRole('button', { name: 'Sign out' }).click()
      return found
    }
    assert.equal(await comeBack((await makeToken('bob')).token), '')
    assert.equal(await comeBack(token), 'half a rule')
    await ann.context.close()
  })

  it('has what was being written in every tab and in a new window of the same person, and in no other', async () => {
    const ann = await signedIn('ann')
    const second = await ann.context.newPage()
    await second.goto(address('#/previews'))
    await second.getByText('No changes wait').waitFor()
    await ann.page.goto(address('#/rules/new?collection=normLookup&fieldName=city&find=WIEN&replace=Vienna'))
    await ann.page.getByRole('button', { name: 'Keep for later' }).click()
    await second.getByText('WIEN').first().waitFor()
    await ann.page.close()
    await second.close()
    const later = await ann.context.newPage()
    await later.goto(address('#/previews'))
    await later.getByText('WIEN').first().waitFor()
    const another = await ann.context.newPage()
    await another.goto(address(`#token=${(await makeToken('bob', { once: true })).token}`))
    await another.getByRole('heading', { name: 'Overview' }).waitFor()
    // the tabs of a browser share its session: the other one turns to bob as well
    await later.getByText('bob', { exact: true }).waitFor()
    await later.getByText('No changes wait').waitFor()
    assert.equal(await later.getByText('WIEN').count(), 0)
    await ann.context.close()
  })

  it('reports a server that is unavailable without asking on, and finds the session again when it is back', async () => {
    const { context, page, asked } = await signedIn('ann')
    const port = Number(new URL(address()).port)
    await api.stop()
    await page.clock.fastForward(20_000)
    await page.getByText('The server cannot be reached').first().waitFor()
    assert.deepEqual(asked, [])
    api = await openConsole(fleet, { port })
    await page.reload()
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    assert.deepEqual(asked, ['GET'])
    await context.close()
  })
})

async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Token').fill(token)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function theForm(page: Page, reason: string): Promise<void> {
  await page.getByLabel('Token').waitFor()
  await page.getByText(reason).waitFor()
}

/** Lets everything that a window would do by itself happen: timers of a minute, and the requests that they begin. */
async function aMinuteGoesBy(page: Page): Promise<void> {
  await page.clock.fastForward(60_000)
  await page.waitForLoadState('networkidle')
}
