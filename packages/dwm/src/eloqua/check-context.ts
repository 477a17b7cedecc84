import { type Eloqua, EloquaError } from '@dwmops/eloqua-client'
import { eloquaSettings, proxySettings, type SettingsOf } from '@dwmops/fleet'
import { defineSettings } from '@dwmops/job-runner'
import { NoAnswerError, type RawBulk } from './raw-bulk.ts'
import type { Report } from './report.ts'

/** The settings of the stages that a check looks at. */
export const checkSettings = defineSettings([
  'ENVIRONMENT',
  'ELOQUA_WRITE',
  ...eloquaSettings,
  ...proxySettings,
  'EXPORT_LIST',
  'PROCESSING_LIST',
  'CUSTOM_OBJECT',
  'INDICATOR_FIELDS',
  'CONTACT_FIELDS_FILE',
])

export type CheckSettings = SettingsOf<(typeof checkSettings)['names'][number]>

/** What every check is given. */
export interface CheckContext {
  readonly eloqua: Eloqua
  readonly raw: RawBulk
  readonly settings: CheckSettings
  readonly report: Report
}

/** Finds something out and adds it to the report. */
export type Check = (context: CheckContext) => Promise<void>

/** Runs some work of a check; what Eloqua refuses, or does not answer, is a fact as well, and the other checks go on. */
export async function attempt(
  report: Report,
  { topic, what, verdict = 'unknown' }: { topic: string; what: string; verdict?: 'unknown' | 'wrong' },
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof EloquaError) && !(error instanceof NoAnswerError)) throw error
    report.add(topic, verdict, `${what}: not found out`, error.message)
  }
}
