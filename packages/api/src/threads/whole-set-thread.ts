import { Readable } from 'node:stream'
import { parentPort, workerData } from 'node:worker_threads'
import { pino } from 'pino'
import { problemBody } from '../server/problem.ts'
import { problemOf } from '../server/problem-of.ts'
import { contextOf, type ThreadData } from './thread-data.ts'
import { buildThreadServer, type ThreadServer } from './thread-server.ts'
import type { ForwardedAnswer, ForwardedRequest, FromThread, ToThread } from './whole-set-messages.ts'

// Answers requests that work on whole rule sets, over a connection of its own, so that the server answers all others meanwhile.
const log = pino({ level: 'warn' }, { write: (line) => say({ line }) })
let opened: Promise<ThreadServer> | undefined

parentPort?.on('message', async ({ id, request }: ToThread) => {
  const answer = await answerTo(request)
  say({ id, answer }, [answer.body])
})

async function answerTo(request: ForwardedRequest): Promise<ForwardedAnswer> {
  try {
    opened ??= openServer()
    const server = await opened.catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return await server.answer(request)
  } catch (error) {
    const problem = problemOf(error)
    log.error({ err: error, requestId: request.requestId }, 'request failed')
    const body = Readable.toWeb(
      Readable.from([Buffer.from(JSON.stringify(problemBody(problem, request.requestId)))]),
    )
    const headers = { ...problem.headers, 'content-type': 'application/problem+json' }
    return { status: problem.status, headers, facts: {}, body }
  }
}

async function openServer(): Promise<ThreadServer> {
  return buildThreadServer(await contextOf(workerData as ThreadData, { appName: 'dwm-api-rules', log }))
}

function say(message: FromThread, transferred: object[] = []): void {
  parentPort?.postMessage(message, transferred as never)
}
