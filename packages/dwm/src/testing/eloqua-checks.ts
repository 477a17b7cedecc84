import assert from 'node:assert/strict'
import { after } from 'node:test'
import { type Sandbox, type SandboxOptions, startSandbox } from '@dwmops/eloqua-sandbox'
import type { Fact } from '../eloqua/report.ts'
import { type Ended, runDwm } from './run-dwm.ts'

const password = 'Sandbox-Pass-1'

/** What the tests of a file need to check sandboxes, which are stopped after them. */
export function eloquaChecks() {
  const running: Sandbox[] = []
  after(() => Promise.all(running.map((sandbox) => sandbox.stop())))

  async function start(options: SandboxOptions = {}): Promise<Sandbox> {
    const sandbox = await startSandbox({ contacts: 20, password, ...options })
    running.push(sandbox)
    return sandbox
  }
  return { start, check, factsOf }
}

function check(sandbox: Sandbox, args: string[] = [], env: Record<string, string> = {}): Promise<Ended> {
  const login = { ELOQUA_COMPANY: 'Sandbox', ELOQUA_USERNAME: 'sandbox', ELOQUA_PASSWORD: password }
  const settings = { ELOQUA_LOGIN_URL: `${sandbox.url}/id`, POLL_SECONDS: '0.02' }
  return runDwm(['eloqua', 'check', ...args], { env: { ...login, ...settings, ...env } })
}

async function factsOf(sandbox: Sandbox, args: string[] = [], env: Record<string, string> = {}) {
  const { out, err, code } = await check(sandbox, [...args, '--json'], env)
  assert.doesNotMatch(out + err, /@|Sandbox-Pass/)
  const facts: Fact[] = JSON.parse(out)
  const text = facts.map(({ verdict, fact, how }) => `${verdict}: ${fact} (${how})`).join('\n')
  return { code, facts, text }
}
