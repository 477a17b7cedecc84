import type { AlertName } from '@dwmops/fleet/alerts'

/** Something a person should look at, and where. */
export interface Alert {
  readonly name: AlertName
  readonly title: string
  /** What this one is about, beside what the condition means. */
  readonly text?: string
  readonly to?: string
  readonly action?: string
}
