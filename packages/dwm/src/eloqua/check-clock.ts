import { attempt, type CheckContext } from './check-context.ts'
import { itemsOf, type RawAnswer } from './raw-bulk.ts'

const topic = 'clock'
const looks = 5
/** A sync is looked up by time, with ten minutes to spare for clocks. */
const mostMs = 600_000
const noticedMs = 60_000

/** How far Eloqua's clock is from this machine's, and whether its times are UTC. */
export async function checkClock({ raw, report }: CheckContext): Promise<void> {
  await attempt(report, { topic, what: 'clock' }, async () => {
    const answers: RawAnswer[] = []
    for (let look = 0; look < looks; look += 1) answers.push(await raw.get('contacts/lists', { limit: '1' }))
    const offset = offsetOf(answers)
    if (offset === undefined)
      report.add(topic, 'unknown', 'the clock of Eloqua', 'answers carry no Date header')
    else {
      const { leastMs, mostMs: upToMs } = offset
      const middleMs = (leastMs + upToMs) / 2
      const verdict =
        Math.abs(middleMs) > mostMs ? 'wrong' : Math.abs(middleMs) > noticedMs ? 'warning' : 'ok'
      const seconds = (ms: number) => (ms / 1000).toFixed(1)
      const fact = `Eloqua's clock less ours is between ${seconds(leastMs)} and ${seconds(upToMs)} s`
      report.add(topic, verdict, fact, `Date header of ${looks} answers`)
    }
    checkTimes(answers[0], report)
  })
}

/** A Date header is cut to whole seconds: each answer bounds the offset, and together they bound it closely. */
export function offsetOf(answers: readonly Pick<RawAnswer, 'date' | 'sentAt' | 'answeredAt'>[]) {
  const dated = answers.flatMap(({ date, ...times }) =>
    date === undefined ? [] : [{ date: Date.parse(date), ...times }],
  )
  if (dated.length === 0) return undefined
  const leastMs = Math.max(...dated.map(({ date, answeredAt }) => date - answeredAt))
  const mostMs = Math.min(...dated.map(({ date, sentAt }) => date + 1000 - sentAt))
  return { leastMs: Math.min(leastMs, mostMs), mostMs: Math.max(leastMs, mostMs) }
}

function checkTimes(answer: RawAnswer | undefined, report: CheckContext['report']): void {
  const [item] = answer === undefined ? [] : itemsOf(answer)
  const time = item?.['updatedAt'] ?? item?.['createdAt']
  const how = 'times of a list'
  if (typeof time !== 'string') report.add(topic, 'unknown', 'the form of times', how)
  else if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(time))
    report.add(topic, 'ok', 'times are written as UTC', how)
  else report.add(topic, 'warning', `times are written as ${time.replaceAll(/\d/g, '9')}`, how)
}
