/** Something that a person may do with the stages. */
export type Operation =
  | { readonly do: 'pause' | 'resume' | 'run'; readonly stage: string }
  | { readonly do: 'drain' }

/** How an operation asks, and what it says that it will do. */
export interface OperationWords {
  readonly title: string
  readonly yes: string
  readonly no: string
  readonly will: string
  readonly done: string
}

/** The words of an operation, with what it means for the contacts of that stage. */
export function wordsOf(operation: Operation): OperationWords {
  if (operation.do === 'drain')
    return {
      title: 'Drain the queues?',
      yes: 'Pause what brings contacts in',
      no: 'Leave them running',
      will: 'get-contacts and refresh-indicators start no more runs. The other stages go on until the queues are empty; pause them then.',
      done: 'The queues run empty from now on',
    }
  const { stage } = operation
  const words = {
    pause: {
      title: `Pause ${stage}?`,
      yes: `Pause ${stage}`,
      no: 'Leave it running',
      will: `No more runs of ${stage} start until it is resumed. A run under way ends as ever. Contacts wait in their queue, and alerts will say that it has not succeeded.`,
      done: `${stage} is paused`,
    },
    resume: {
      title: `Resume ${stage}?`,
      yes: `Resume ${stage}`,
      no: 'Leave it paused',
      will: `Runs of ${stage} start again by its schedule.`,
      done: `${stage} is resumed`,
    },
    run: {
      title: `Run ${stage} now?`,
      yes: `Run ${stage}`,
      no: 'Not now',
      will: `One run of ${stage} starts now, beside those by its schedule, also while it is paused.${writes.has(stage) ? ' In production it writes to Eloqua.' : ''}`,
      done: `A run of ${stage} is started`,
    },
  }
  return words[operation.do]
}

const writes: ReadonlySet<string> = new Set([
  'get-contacts',
  'update-indicators',
  'post-contacts',
  'refresh-indicators',
])
