import type { ChildProcess } from 'node:child_process'

/** One pod that was started, and what came of it. */
export interface PodRun {
  readonly namespace: string
  readonly pod: string
  /** Its label app.kubernetes.io/component. */
  readonly component: string
  readonly process: ChildProcess
  output: string
  exitCode: number | undefined
}
