import { randomBytes } from 'node:crypto'
import type { Definition, EndedSync, Row, SyncLog } from '@dwmops/eloqua-client'
import { attempt, type CheckContext } from '../check-context.ts'
import type { Details, Verdict } from '../report.ts'

/** A sync that has ended. */
export interface Run {
  readonly sync: EndedSync
  readonly logs: readonly SyncLog[]
  /** count by status code, as its logs say */
  readonly counts: Readonly<Record<string, number>>
  /** Its status and codes with their counts, in words. */
  readonly words: string
}

/** Where experiments are made: definitions of its own, which are deleted at the end, and facts on one topic. */
export class Lab {
  readonly context: CheckContext
  /** Tells apart what belongs to this lab. */
  readonly stamp = `dwm-check-${randomBytes(4).toString('hex')}`
  readonly #topic: string
  readonly #made: string[] = []

  constructor(context: CheckContext, topic: string) {
    this.context = context
    this.#topic = topic
  }

  /** Whether imports and sync actions may be sent: as in the stages, outside production only when it is said. */
  get mayWrite(): boolean {
    const { environment, eloquaWrite } = this.context.settings
    return eloquaWrite ?? environment === 'prod'
  }

  report(verdict: Verdict, fact: string, how: string, details?: Details): void {
    this.context.report.add(this.#topic, verdict, fact, how, details)
  }

  /** Makes one experiment; a refusal is reported, and the others go on. */
  async try(what: string, work: () => Promise<void>): Promise<void> {
    await attempt(this.context.report, { topic: this.#topic, what }, work)
  }

  /** Remembers a definition, to be deleted at the end. */
  keep<T extends Pick<Definition, 'uri'>>(made: T): T {
    this.#made.push(made.uri)
    return made
  }

  /** Runs a sync of a definition to its end. */
  async run(definitionUri: string): Promise<Run> {
    return this.follow((await this.context.eloqua.syncs.start(definitionUri)).uri)
  }

  async follow(syncUri: string): Promise<Run> {
    const { eloqua, settings } = this.context
    const sync = await eloqua.syncs.waitForEnd(syncUri, { firstPollMs: settings.pollSeconds * 1000 })
    const logs = await eloqua.syncs.logs(syncUri)
    const counts = Object.fromEntries(logs.map(({ statusCode, count }) => [statusCode, count]))
    return { sync, logs, counts, words: [sync.status, ...logs.map(inWords)].join(', ') }
  }

  async rowsOf(sync: EndedSync): Promise<Row[]> {
    const rows: Row[] = []
    for await (const row of this.context.eloqua.syncs.data(sync.uri)) rows.push(row)
    return rows
  }

  async deleteAll(): Promise<void> {
    for (const uri of this.#made.splice(0)) {
      await this.try(`deletion of ${uri}`, () => this.context.eloqua.deleteDefinition(uri))
    }
  }
}

/** Definitions vanish by themselves, should they not be deleted. */
export const shortLife = { dataRetentionDuration: 'PT1H', autoDeleteDuration: 'PT1H' } as const

function inWords({ statusCode, severity, count }: SyncLog): string {
  return `${statusCode}${severity === 'information' ? '' : ` ${severity}`} ${count}`
}
