import type { Fleet } from '../fleet.ts'
import type { StageTotals } from '../main-job.ts'
import { sampleChanges } from './samples.ts'
import { table } from './table.ts'

const widest = 34

/** What became of the contacts, for a person at a terminal: stages, samples, metrics, and where to look next. */
export async function report(fleet: Fleet, totals: readonly StageTotals[]): Promise<string> {
  return [
    heading('By stage', stageTable(totals)),
    heading('Before and after', await sampleTable(fleet)),
    heading('Metrics, as the last run of each stage pushed them', metricLines(fleet)),
    heading('Where to look next', whereNext),
  ].join('\n\n')
}

function heading(title: string, body: string): string {
  return `${title}\n${body}`
}

function stageTable(totals: readonly StageTotals[]): string {
  return table(
    ['stage', 'runs', 'records in', 'changed', 'handed on', 'failed', 'seconds'],
    totals.map((stage) => [
      stage.stage,
      stage.runs,
      stage.in,
      stage.changed ?? '-',
      stage.out,
      stage.failed,
      stage.seconds.toFixed(1),
    ]),
  )
}

async function sampleTable(fleet: Fleet): Promise<string> {
  const samples = await sampleChanges(fleet.client.db(fleet.environment['RULES_DATABASE']), 10)
  return table(
    ['contact', 'field', 'before', 'after', 'rule', 'because of'],
    samples.map((sample) => [
      sample.contact,
      sample.field,
      shorten(JSON.stringify(sample.from)),
      shorten(JSON.stringify(sample.to)),
      sample.ruleType,
      shorten(sample.because),
    ]),
  )
}

function shorten(text: string): string {
  return text.length <= widest ? text : `${text.slice(0, widest - 1)}…`
}

function metricLines(fleet: Fleet): string {
  return [...fleet.metrics.pushes.values()]
    .flatMap((text) => text.split('\n'))
    .filter((line) => /^(last_success_unixtime|total_|QueueSize)/.test(line))
    .toSorted()
    .join('\n')
}

const whereNext = `README.md                      what the stages do, their settings, how to operate them
packages/core/README.md        how rules wash a field, and how fast
npm start -- --contacts FILE --output FILE
                               wash contacts of your own, and get them back
packages/core/docs/rules.md    how to write rules of your own
npm start -- --seed-contacts N wash N generated contacts
npm test                       everything, proven on this machine`
