import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'

/** Chromium without a window of its own: it renders as the browser does, and is up in a quarter of the time. */
const executablePath = '/usr/bin/chromium-headless-shell'

/** Why no browser is available; undefined when one is. */
export const noBrowser = existsSync(executablePath)
  ? undefined
  : 'no chromium-headless-shell here: run .ci/install-tools'

/** A browser that asks for nothing from elsewhere. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}

const screenshots = path.join(import.meta.dirname, '../screenshots')

/** Keeps what a page looks like, for people: test/screenshots, which git ignores and CI keeps. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true })
  await page.screenshot({ path: path.join(screenshots, `${name}.png`), fullPage: true })
}

const runs = {
  all: {},
  colors: { runOnly: { type: 'rule', values: ['color-contrast'] } },
  structure: { rules: { 'color-contrast': { enabled: false } } },
} as const satisfies Record<string, axe.RunOptions>

/** What axe finds on a page that keeps people out: its serious and critical findings, each in a line. */
export async function barriers(page: Page, looksAt: keyof typeof runs = 'all'): Promise<string[]> {
  // by the debugger, as the page's own policy lets no script in that is not its own
  await page.evaluate(axe.source)
  const options: axe.RunOptions = { resultTypes: ['violations'], ...runs[looksAt] }
  const { violations } = await page.evaluate(
    (given) => (globalThis as unknown as { axe: typeof axe }).axe.run(given),
    options,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
    )
}
