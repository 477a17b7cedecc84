import { setGlobalProxyFromEnv } from 'node:http'
import { type Credentials, connectEloqua, type Eloqua, EloquaAuthError } from '@dwmops/eloqua-client'
import { egressProxyOf, parseSettings } from '@dwmops/job-runner'
import { withDatabases } from '../databases.ts'
import { exitCodes } from '../exit-codes.ts'
import { type PrintOptions, printJson } from '../print.ts'
import { checkClock } from './check-clock.ts'
import { checkContactFields } from './check-contact-fields.ts'
import { type Check, type CheckSettings, checkSettings } from './check-context.ts'
import { checkConventions } from './check-conventions.ts'
import { checkIndicatorObject } from './check-indicator-object.ts'
import { checkLengths } from './check-lengths.ts'
import { checkLimits } from './check-limits.ts'
import { checkLists } from './check-lists.ts'
import { checkPermissions } from './check-permissions.ts'
import { probeList } from './probe/probe-list.ts'
import { probeObject } from './probe/probe-object.ts'
import { rawBulk } from './raw-bulk.ts'
import { printReport, Report } from './report.ts'

export interface CheckOptions extends PrintOptions {
  readonly probeList?: string
  readonly probeObject?: string
}

/** Nothing is tried or waited for any longer than this. */
const mostMs = 30 * 60_000

const checks: readonly Check[] = [
  checkPermissions,
  checkLists,
  checkContactFields,
  checkIndicatorObject,
  checkLengths,
  checkClock,
  checkLimits,
]

/**
 * Finds out whether the stages can work with the instance of the settings, prints a report and sets the exit code: 1 when
 * something is wrong. Throws SettingsError, MongodbUnavailableError, and the errors of `connectEloqua` but for refused credentials.
 */
export async function check(options: CheckOptions): Promise<void> {
  const report = await examineInstance(options)
  if (options.json) printJson(report.facts)
  else printReport(report)
  if (report.isWrong) process.exitCode = exitCodes.findings
}

/** What `check` finds out; throws as it does. */
export async function examineInstance(options: CheckOptions): Promise<Report> {
  const settings = parseSettings(checkSettings, process.env)
  const report = new Report()
  await withCredentials(settings, (credentials) => checkAll({ settings, credentials, options, report }))
  return report
}

/** OAuth tokens are shared with the stages, in the queue database; a refresh token that was used here is lost to them. */
async function withCredentials(
  settings: CheckSettings,
  work: (credentials: Credentials) => Promise<void>,
): Promise<void> {
  const { basicOf, credentialsOf } = await import('@dwmops/bulk-sync')
  const basic = settings.eloquaClientId === undefined ? basicOf(settings) : undefined
  if (basic) await work(basic)
  else await withDatabases(({ queueDb }) => work(credentialsOf(settings, queueDb)))
}

interface Work {
  readonly settings: CheckSettings
  readonly credentials: Credentials
  readonly options: CheckOptions
  readonly report: Report
}

async function checkAll({ settings, credentials, options, report }: Work): Promise<void> {
  const eloqua = await logIn(settings, credentials, report)
  if (eloqua === undefined) return
  const context = { eloqua, raw: rawBulk(eloqua), settings, report }
  for (const one of checks) await one(context)
  if (options.probeList !== undefined) await probeList(context, options.probeList)
  if (options.probeObject !== undefined) await probeObject(context, options.probeObject)
  await checkConventions(context) // last: by then there are syncs to look at
}

async function logIn(
  settings: CheckSettings,
  credentials: Credentials,
  report: Report,
): Promise<Eloqua | undefined> {
  const proxy = egressProxyOf(settings)
  // single calls are made by fetch, which takes the same way
  setGlobalProxyFromEnv({ ...proxy })
  try {
    const eloqua = await connectEloqua({
      loginUrl: settings.eloquaLoginUrl,
      credentials,
      deadlineAt: Date.now() + mostMs,
      proxy,
      retry: { attempts: 3, maxWaitMs: 10_000 },
    })
    const who = `user ${eloqua.user.username} of ${eloqua.site.name} (site ${eloqua.site.id})`
    report.add('login', 'ok', `credentials are good: ${who}`, 'GET /id')
    report.add('login', 'ok', `the Bulk API is at ${eloqua.baseUrl()}`, 'GET /id')
    return eloqua
  } catch (error) {
    if (!(error instanceof EloquaAuthError)) throw error
    report.add('login', 'wrong', 'credentials are refused', error.message)
    return undefined
  }
}
