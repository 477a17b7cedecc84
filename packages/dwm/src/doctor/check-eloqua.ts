import type { Verdict as FactVerdict } from '../eloqua/report.ts'
import type { Check } from './examine.ts'
import { broken, type Judgment, ok, warning } from './finding.ts'

/** What `dwm eloqua check` finds without a probe, a line each. */
export function eloquaChecks(env: Readonly<Record<string, string | undefined>>): Check[] {
  return [{ name: 'instance', run: () => checkInstance(env) }]
}

async function checkInstance(
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly Judgment[]> {
  const named = Object.keys(env).some(
    (name) => name.startsWith('ELOQUA_') && name !== 'ELOQUA_WRITE' && env[name],
  )
  if (!named) {
    return [
      warning(
        'not checked: no Eloqua login is set',
        'set ELOQUA_COMPANY, ELOQUA_USERNAME and ELOQUA_PASSWORD',
      ),
    ]
  }
  const { examineInstance } = await import('../eloqua/check-action.ts')
  const { facts } = await examineInstance({})
  return facts.map(({ topic, verdict, fact, how }) => judge(verdict, `${topic}: ${fact} (${how})`))
}

function judge(verdict: FactVerdict, fact: string): Judgment {
  if (verdict === 'ok' || verdict === 'settled') return ok(fact)
  if (verdict === 'wrong')
    return broken(fact, 'see dwm eloqua check, and correct the setting or the right that it names')
  return warning(fact, 'dwm eloqua check has more')
}
