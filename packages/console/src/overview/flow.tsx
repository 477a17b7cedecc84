import type { Overview } from '../api/answers.ts'
import { count, counted, shortCount } from '../parts/values/count.ts'
import { duration } from '../parts/values/duration.ts'
import { Time } from '../parts/values/time.tsx'
import { address } from '../shell/router.ts'
import { RunState } from './run-state.tsx'
import './flow.css'

type Stage = Overview['stages'][number]
type Queue = Overview['queues'][number]

/** The way of a contact, from stage to stage; the queues between them are the steps. */
const way = [
  ['stage', 'get-contacts'],
  ['queue', 'dwmQueue'],
  ['stage', 'wash-contacts'],
  ['queue', 'indicatorQueue'],
  ['stage', 'update-indicators'],
  ['queue', 'processedQueue'],
  ['stage', 'post-contacts'],
] as const

const keepers = ['clean-queues', 'refresh-indicators'] as const

/** The six stages with the queues between them: how deep each is, what its stage did last, when it will be empty. */
export function Flow({ overview: { stages, queues } }: { overview: Overview }) {
  const deepest = Math.max(1, ...queues.map(waiting))
  return (
    <section class="flow-frame" aria-label="Flow of contacts">
      <ol class="flow">
        {way.map(([kind, name]) => (
          <li key={name} class={`flow-${kind}`}>
            {kind === 'stage' ? (
              <StageCard stage={stages.find((one) => one.stage === name)} name={name} />
            ) : (
              <Basin queue={queues.find((one) => one.queue === name)} name={name} deepest={deepest} />
            )}
          </li>
        ))}
      </ol>
      <ul class="flow-keepers" aria-label="Beside the flow">
        {keepers.map((name) => (
          <li key={name}>
            <StageCard stage={stages.find((one) => one.stage === name)} name={name} />
          </li>
        ))}
      </ul>
      <p class="quiet small">
        {stages.some(({ suspended }) => suspended !== null)
          ? 'Whether a stage is suspended is as the cluster says.'
          : 'Whether a stage is suspended can only be concluded from its runs: this server does not ask the cluster, or gets no answer.'}
      </p>
    </section>
  )
}

const does: Readonly<Record<string, string>> = {
  'get-contacts': 'exports the list',
  'wash-contacts': 'washes by the rules',
  'update-indicators': 'flags in Eloqua',
  'post-contacts': 'imports them back',
  'clean-queues': 'frees what dead runs hold',
  'refresh-indicators': 'sends old flags again',
}

function StageCard({ stage, name }: { stage: Stage | undefined; name: string }) {
  const run = stage?.lastRun ?? undefined
  return (
    <div class="stage">
      <a class="stage-name" href={address('/', { stage: name })}>
        {name}
      </a>
      <p class="quiet small">
        {does[name]},{' '}
        <a href={address(`/stages/${name}`)}>
          last days<span class="visually-hidden"> of {name}</span>
        </a>
      </p>
      <p class="stage-run small">
        {run === undefined ? (
          <span class="quiet">has not run yet</span>
        ) : (
          <>
            <RunState run={run} /> <Time at={run.finishedAt ?? run.startedAt} ago />
          </>
        )}
      </p>
      {stage !== undefined && (
        <p class="quiet small">
          {stage.lastSuccessAt === null ? (
            'no success yet'
          ) : (
            <>
              last success <Time at={stage.lastSuccessAt} ago />
            </>
          )}
          , schedule <code>{stage.schedule}</code> UTC,{' '}
          {stage.suspended === true ? (
            <strong>suspended</strong>
          ) : (
            <>
              next turn <Time at={stage.nextRunAt} ago />
            </>
          )}
        </p>
      )}
      {run?.counts != null && (
        <p class="quiet small">
          {count(run.counts['in'] ?? 0)} in → {count(run.counts['out'] ?? 0)}
        </p>
      )}
    </div>
  )
}

function Basin({ queue, name, deepest }: { queue: Queue | undefined; name: string; deepest: number }) {
  const depth = queue === undefined ? 0 : waiting(queue)
  return (
    <div class="basin">
      <Water share={depth === 0 ? 0 : 0.12 + 0.78 * (Math.log(depth + 1) / Math.log(deepest + 1))} />
      <p class="basin-name small">{name}</p>
      <p class="basin-depth">{queue === undefined ? '–' : shortCount(depth)}</p>
      <p class="small">{queue === undefined ? 'not counted yet' : depthWords(queue)}</p>
      {queue !== undefined && queue.dead > 0 && (
        <p class="small">
          <a href={address('/dead-letters', { queue: name })}>{counted(queue.dead, 'dead letter')}</a>
        </p>
      )}
    </div>
  )
}

function waiting(queue: Queue): number {
  return queue.ready + queue.held
}

function depthWords(queue: Queue): string {
  if (waiting(queue) === 0) return 'empty'
  if (queue.drainSeconds !== null) return `empty in about ${duration(queue.drainSeconds)}`
  return queue.held > 0 ? `${count(queue.held)} in work` : 'waiting'
}

/** How full a queue is beside the others (by orders of magnitude), as a level of water. */
function Water({ share }: { share: number }) {
  const top = 100 - share * 100
  return (
    <svg class="basin-water" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {share > 0 && (
        <>
          <path
            class="basin-fill"
            d={`M0 ${top}C18 ${top - 5} 32 ${top - 5} 50 ${top}S82 ${top + 5} 100 ${top}V100H0Z`}
          />
          <path
            class="basin-edge"
            d={`M0 ${top}C18 ${top - 5} 32 ${top - 5} 50 ${top}S82 ${top + 5} 100 ${top}`}
            vector-effect="non-scaling-stroke"
          />
        </>
      )}
    </svg>
  )
}
