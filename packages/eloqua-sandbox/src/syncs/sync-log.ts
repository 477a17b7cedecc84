import { logMessages } from './status-codes.ts'

export type Severity = 'information' | 'warning' | 'error'

/** A line of a sync's log. */
export interface LogEntry {
  readonly count: number
  readonly severity: Severity
  readonly statusCode: string
  /** missing for codes that have no words */
  readonly message?: string
  readonly createdAt: number
}

/** What happened in a sync, by code and count. */
export class SyncLog {
  readonly entries: LogEntry[] = []

  add(
    at: number,
    statusCode: string,
    {
      count = 0,
      severity = 'information',
      message = logMessages[statusCode],
    }: {
      count?: number
      severity?: Severity
      message?: string | undefined
    } = {},
  ): void {
    this.entries.push({
      ...{ count, severity, statusCode },
      ...(message === undefined ? {} : { message }),
      createdAt: at,
    })
  }

  /** Any error makes an error, else any warning a warning. */
  status(): 'success' | 'warning' | 'error' {
    if (this.entries.some(({ severity }) => severity === 'error')) return 'error'
    return this.entries.some(({ severity }) => severity === 'warning') ? 'warning' : 'success'
  }
}
