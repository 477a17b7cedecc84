import { Worker } from 'node:worker_threads'
import type { Preview, PreviewOptions } from '@dwmops/insight'
import type { ThreadData } from './thread-data.ts'
import { threadFile } from './thread-file.ts'

/** The draft that is to be previewed, and over which contacts. */
export interface PreviewTask extends ThreadData {
  readonly draft: string
  readonly over: PreviewOptions['over']
}

/** What its thread says: how far it is, and how it ended. */
export type PreviewMessage =
  | { readonly contacts: number }
  | { readonly preview: Preview }
  | { readonly failure: string }

interface Following {
  readonly signal: AbortSignal
  readonly onProgress?: (contacts: number) => void
}

/**
 * Previews a draft in a thread of its own, so that the server answers meanwhile, and so that it ends at once when its signal says so. Throws
 * an Error with the words of what failed there, or the signal's reason.
 */
export async function previewInThread(
  task: PreviewTask,
  { signal, onProgress }: Following,
): Promise<Preview> {
  signal.throwIfAborted()
  const worker = new Worker(threadFile('preview-thread'), { workerData: task })
  const ended = Promise.withResolvers<Preview>()
  const abort = () => ended.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  worker.on('message', (message: PreviewMessage) => {
    if ('contacts' in message) onProgress?.(message.contacts)
    else if ('preview' in message) ended.resolve(message.preview)
    else ended.reject(new Error(message.failure))
  })
  worker.on('error', ended.reject)
  worker.on('exit', (code) => ended.reject(new Error(`the thread of the preview ended with ${code}`)))
  try {
    return await ended.promise
  } finally {
    signal.removeEventListener('abort', abort)
    await worker.terminate()
  }
}
