import { say } from '../print.ts'

/**
 * ok: as the fleet needs it. settled: was not known for sure, and the fleet can do with it. warning: works, but a person should
 * know. wrong: some stage will fail. unknown: could not be found out.
 */
export type Verdict = 'ok' | 'settled' | 'warning' | 'wrong' | 'unknown'

/** One thing that was found out. Holds no contact's data. */
export interface Fact {
  readonly topic: string
  readonly verdict: Verdict
  readonly fact: string
  /** How it is known. */
  readonly how: string
  /** For programs: numbers, lengths, counters, or what a question was answered with. */
  readonly details?: Details
}

export type Details = Readonly<Record<string, string | number | boolean | null>>

/** What a check found, in the order in which it was found. */
export class Report {
  readonly facts: Fact[] = []

  add(topic: string, verdict: Verdict, fact: string, how: string, details?: Details): void {
    this.facts.push({ topic, verdict, fact, how, ...(details && { details }) })
  }

  get isWrong(): boolean {
    return this.facts.some(({ verdict }) => verdict === 'wrong')
  }
}

/** Prints facts by topic, with a line of counts at the end. */
export function printReport({ facts }: Report): void {
  for (const [topic, ofTopic] of Map.groupBy(facts, (fact) => fact.topic)) {
    say(topic)
    for (const { verdict, fact, how } of ofTopic) say(`  ${verdict.padEnd(8)} ${fact} (${how})`)
  }
  const counts = Map.groupBy(facts, ({ verdict }) => verdict)
  say([...counts].map(([verdict, { length }]) => `${length} ${verdict}`).join(', '))
}
