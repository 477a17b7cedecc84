import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { createToken, type Role } from '@dwmops/access'
import type { StageName } from '@dwmops/fleet'
import { type Fleet, type OpenConsole, openConsole, openFleet, runMainJob } from '@dwmops/local-fleet'
import type { LocalMongo } from '@dwmops/local-mongo'
import { testMongo } from '@dwmops/local-mongo/testing'
import { openQueue } from '@dwmops/mongo-queue'
import type { Db } from 'mongodb'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { barriers, keepScreenshot, openBrowser } from './browser.ts'
import { runHere } from './run-here.ts'

/** A washed fleet with its console and a browser. */
export interface ConsoleCase {
  readonly fleet: Fleet
  readonly console: OpenConsole
  /** Address of a page: `#/rules`. */
  address(hash: string): string
  /** A page of the browser, signed in with a role. */
  signIn(
    role: Role,
    options?: BrowserContextOptions,
    /** Of another console over the same fleet. */
    addressThere?: (hash: string) => string,
  ): Promise<SignedIn>
  stop(): Promise<void>
}

/** A signed-in page, and what it complained of so far. */
export interface SignedIn {
  readonly page: Page
  readonly complaints: readonly string[]
  go(hash: string): Promise<void>
  close(): Promise<void>
}

/** Keeps what a page looks like, which lets everybody in and fits a narrow screen. */
export async function looksRight({ page }: SignedIn, name: string): Promise<void> {
  assert.deepEqual(await barriers(page), [], name)
  await keepScreenshot(page, `${name}-light-1280`)
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 860 }
  await page.setViewportSize({ width: 390, height })
  assert.equal(
    await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
    0,
    `${name} is too wide`,
  )
  await keepScreenshot(page, `${name}-light-390`)
  await page.setViewportSize({ width, height })
}

const contacts = 150
const quiet = { stageStarted() {}, line() {}, stageEnded() {} }

/** Washes some contacts by the real stages within this process, lets a few fail for good, and opens the console over them. */
async function openConsoleCase(mongo: LocalMongo): Promise<ConsoleCase> {
  const closers: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const close of closers.splice(0).toReversed()) await close()
  }
  try {
    const fleet = await openFleet({ mongo, seedContacts: contacts })
    closers.push(() => fleet.stop())
    await runMainJob({ ...fleet, run: (stage) => runHere(stage as StageName, fleet.environment) }, quiet)
    await letSomeFail(fleet)
    const console = await openConsole(fleet)
    closers.push(() => console.stop())
    const browser = await openBrowser()
    closers.push(() => browser.close())
    const address = (hash: string) => console.loginLink.replace(/#.*/, hash)
    return {
      fleet,
      console,
      address,
      signIn: (role, options, addressThere = address) => signIn(fleet, browser, addressThere, role, options),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Opens a console before the tests of a suite, with somebody signed in, and closes it after them. */
export function useConsole(
  role: Role,
  options?: BrowserContextOptions,
): [its: ConsoleCase, person: SignedIn] {
  let opened: ConsoleCase | undefined
  let signedIn: SignedIn | undefined
  after(() => opened?.stop())
  const database = testMongo()
  before(async () => {
    await database.started()
    opened = await openConsoleCase(database.mongo)
    signedIn = await opened.signIn(role, options)
  })
  return [lateBound(() => opened), lateBound(() => signedIn)]
}

/** Stands for something that is there in tests alone. */
function lateBound<Thing extends object>(thing: () => Thing | undefined): Thing {
  return new Proxy({} as Thing, { get: (_, key) => Reflect.get(thing() ?? {}, key) as unknown })
}

export const deadLetters = ['one', 'two', 'three'].map((name) => `${name}@example.com`)

async function letSomeFail({ client, environment }: Fleet): Promise<void> {
  const queue = openQueue(client.db(environment['QUEUE_DATABASE']), {
    owner: 'a test',
    stage: 'wash-contacts',
  })
  const dead = { code: 'NOT_TEXT', message: 'annualRevenue holds a number' }
  await queue.add(
    'dwmQueue',
    deadLetters.map((key) => ({ key, payload: { emailAddress: key }, source: key, dead })),
  )
  await queue.measure()
  await recordLastHour(client.db(environment['QUEUE_DATABASE']))
}

/** What clean-queues would have counted, minute by minute, before the fleet began: dwmQueue runs empty. */
async function recordLastHour(queueDb: Db): Promise<void> {
  const now = Math.floor(Date.now() / 60_000)
  const points = Array.from({ length: 50 }, (_, ago) => new Date((now - ago - 10) * 60_000))
  await queueDb.collection<{ _id: string }>('queueDepths').insertMany(
    points.map((at, ago) => ({
      _id: at.toISOString(),
      at,
      queues: [{ queue: 'dwmQueue', ready: ago * 20, held: ago * 3, dead: 0 }],
    })),
  )
}

async function signIn(
  { client, environment }: Fleet,
  browser: Browser,
  address: ConsoleCase['address'],
  role: Role,
  options: BrowserContextOptions = {},
): Promise<SignedIn> {
  const queueDb = client.db(environment['QUEUE_DATABASE'])
  const { token } = await createToken(queueDb, { name: `a ${role}`, role, createdBy: 'a test', once: true })
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options })
  // a busy machine takes its time: a limit is there to end what hangs
  context.setDefaultTimeout(180_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  const go = async (hash: string) => {
    await page.goto(address(hash))
    await settled(page)
  }
  await go(`#token=${token}`)
  return { page, complaints, go, close: () => context.close() }
}

/** Waits until a page shows its heading and nothing of it is still loading. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').waitFor()
  await page.locator('.outline, [aria-busy="true"]').first().waitFor({ state: 'detached' })
  await page.waitForLoadState('networkidle')
}

/** Presses the button that runs a preview, and holds its request back until what is returned is called. */
export async function runHeldPreview(page: Page): Promise<() => void> {
  const begun = Promise.withResolvers<void>()
  await page.route('**/previews', async (route) => {
    if (route.request().method() === 'POST') await begun.promise
    await route.continue()
  })
  const asked = page.waitForRequest((one) => one.url().endsWith('/previews') && one.method() === 'POST')
  await page.getByRole('button', { name: 'Run the preview' }).click()
  await asked
  return begun.resolve
}
