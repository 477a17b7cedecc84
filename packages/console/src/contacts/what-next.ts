import type { Overview, Timeline } from '../api/answers.ts'

type Stage = Pick<Overview['stages'][number], 'stage' | 'schedule' | 'suspended' | 'from' | 'to'>
type Now = Pick<NonNullable<Timeline['now']>, 'queue' | 'state' | 'heldBy' | 'newerExportAt'>

const does: Readonly<Record<string, string>> = {
  'wash-contacts': 'washes it by the rules',
  'update-indicators': 'flags it in Eloqua',
  'post-contacts': 'imports what changed into Eloqua',
}

/** What happens to a contact next, a sentence a step. */
export function whatNext(now: Now | undefined, stages: readonly Stage[]): string[] {
  if (now === undefined || now.state === 'done') return ['Nothing, until Eloqua exports it again.']
  if (now.state === 'dead')
    return [
      'Nothing by itself: a person sends it back or discards it, or another export of it arrives and takes its place.',
    ]
  const steps = stepsFrom(now.queue, stages)
  if (steps.length === 0) return [`It waits in ${now.queue}, from which no stage takes it on a schedule.`]
  const sentences = steps.map(({ stage, schedule, suspended }, nth) => {
    const turn = suspended === true ? 'once it is resumed: it is suspended' : `scheduled ${schedule} UTC`
    const when = nth === 0 && now.heldBy !== undefined ? 'at this moment' : turn
    return `${stage} ${does[stage] ?? 'takes it'} (${when}).`
  })
  const newer = 'Then a newer export, which waits, takes its place and goes the same way.'
  return now.newerExportAt === undefined ? sentences : [...sentences, newer]
}

function stepsFrom(queue: string, stages: readonly Stage[]): Stage[] {
  const next = queue === 'Eloqua' ? undefined : stages.find(({ from }) => from === queue)
  return next === undefined ? [] : [next, ...stepsFrom(next.to, stages)]
}
