import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** How long the event loop stood still at most: in all, and at work of its own, which leaves out the time in which the machine ran other things. */
export interface Stall {
  readonly wallMs: number
  readonly workMs: number
}

/** An API in a process of its own. */
export interface MeasuredApi {
  readonly url: string
  /** The longest stall since this was last asked. */
  longestStall(): Promise<Stall>
  stop(): Promise<void>
}

/** Starts one over a database. */
export async function startMeasuredApi(mongodbUrl: string): Promise<MeasuredApi> {
  const api = fork(new URL('./api-process.ts', import.meta.url), {
    env: { ...process.env, MONGODB_URL: mongodbUrl },
  })
  const url = (await answerOf(api)) as string
  const ask = async (what: 'stall' | 'stop') => {
    const answer = answerOf(api)
    api.send(what)
    return answer
  }
  return {
    url,
    longestStall: async () => (await ask('stall')) as Stall,
    stop: async () => void (await ask('stop')),
  }
}

async function answerOf(api: ChildProcess): Promise<unknown> {
  const answered = new AbortController()
  const { signal } = answered
  const ended = once(api, 'exit', { signal }).then(() => {
    throw new Error('the process of the API ended')
  })
  try {
    const [answer] = (await Promise.race([once(api, 'message', { signal }), ended])) as unknown[]
    return answer
  } finally {
    answered.abort()
  }
}
