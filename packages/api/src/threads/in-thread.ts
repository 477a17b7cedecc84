import { Worker } from 'node:worker_threads'
import type { Preview, PreviewOptions } from '@dwmops/insight'
import type { ApiContext } from '../context.ts'
import type { ProblemCode } from '../schemas/problem.ts'
import { ProblemError, type ProblemFacts } from '../server/problem.ts'
import { threadFile } from './thread-file.ts'

/** Where a thread finds rules and contacts. */
export interface ThreadDatabases {
  /** With its password: for the thread alone. */
  readonly mongodbUrl: string
  /** The same for people. */
  readonly address: string
  readonly queueDatabase: string
  readonly rulesDatabase: string
  readonly configName: string
}

/** A draft that a thread made of a request; what is long is JSON text, which goes into the database as it is. */
export interface MadeDraft {
  readonly id: string
  readonly note: string
  readonly createdAt: Date
  readonly over: PreviewOptions['over']
  readonly changes: string | null
  /** How many those are; undefined for a whole set. */
  readonly changeCount: number | undefined
  /** Null when it is longer than anybody would read. */
  readonly diff: string | null
}

/** What threads do, each with what it is given and what it answers. */
export interface ThreadTasks {
  /** Keeps what a request asks to be previewed as a draft. */
  readonly draft: {
    readonly given: { readonly body: Uint8Array; readonly who: string } & ThreadDatabases
    readonly answer: MadeDraft
  }
  /** Previews the draft of this id. */
  readonly preview: {
    readonly given: { readonly draft: string; readonly over: PreviewOptions['over'] } & ThreadDatabases
    readonly answer: Preview
  }
}

export type ThreadTask = {
  [Name in keyof ThreadTasks]: { readonly task: Name } & ThreadTasks[Name]['given']
}[keyof ThreadTasks]

/** What a thread says: how far it is, and how it ended. */
export type ThreadMessage =
  | { readonly contacts: number }
  | { readonly answer: ThreadTasks[keyof ThreadTasks]['answer'] }
  | { readonly problem: ThreadProblem }
  | { readonly failure: string }

/** A problem on its way between threads. */
export interface ThreadProblem {
  readonly status: number
  readonly code: ProblemCode
  readonly message: string
  readonly facts: ProblemFacts
  readonly headers: Readonly<Record<string, string>>
}

interface Following {
  readonly signal: AbortSignal
  readonly onProgress?: (contacts: number) => void
}

/**
 * Does work on many rules in a thread of its own, so that the server answers meanwhile: reading or compiling 100,000 rules alone takes most of a
 * second in one piece. Throws ProblemError, an Error with the words of what failed there, or the signal's reason.
 */
export async function inThread<Name extends keyof ThreadTasks>(
  task: Name,
  given: ThreadTasks[Name]['given'],
  { signal, onProgress }: Following,
): Promise<ThreadTasks[Name]['answer']> {
  signal.throwIfAborted()
  const worker = new Worker(threadFile('rule-thread'), { workerData: { task, ...given } })
  const ended = Promise.withResolvers<ThreadTasks[Name]['answer']>()
  const abort = () => ended.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  worker.on('message', (message: ThreadMessage) => {
    if ('contacts' in message) onProgress?.(message.contacts)
    else if ('answer' in message) ended.resolve(message.answer)
    else ended.reject('problem' in message ? problemFrom(message.problem) : new Error(message.failure))
  })
  worker.on('error', ended.reject)
  worker.on('exit', (code) => ended.reject(new Error(`the thread of the ${task} ended with ${code}`)))
  try {
    return await ended.promise
  } finally {
    signal.removeEventListener('abort', abort)
    await worker.terminate()
  }
}

function problemFrom({ status, code, message, facts, headers }: ThreadProblem): ProblemError {
  return new ProblemError(status, code, message, { ...facts, headers })
}

/** The databases of this server, for a thread. */
export function threadDatabases({ settings }: Pick<ApiContext, 'settings'>): ThreadDatabases {
  const { mongodbUrl, queueDatabase, rulesDatabase, configName } = settings
  return {
    mongodbUrl: mongodbUrl.reveal(),
    address: String(mongodbUrl),
    queueDatabase,
    rulesDatabase,
    configName,
  }
}
