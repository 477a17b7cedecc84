import { parentPort, workerData } from 'node:worker_threads'
import { type Preview, previewRules } from '@dwmops/insight'
import { pino } from 'pino'
import { problemOf } from '../server/problem-of.ts'
import type { PreviewMessage, PreviewTask } from './preview-in-thread.ts'
import { contextOf } from './thread-data.ts'

// Previews one draft. The thread is ended by who began it, and its connection with it.
await work(workerData as PreviewTask, (message) => parentPort?.postMessage(message))

async function work(task: PreviewTask, report: (message: PreviewMessage) => void): Promise<void> {
  try {
    report({ preview: await preview(task, (contacts) => report({ contacts })) })
  } catch (error) {
    const problem = problemOf(error)
    const known = problem.code === 'INTERNAL' ? error : problem
    report({ failure: known instanceof Error ? known.message : 'it could not be worked on' })
  }
}

async function preview(
  { draft, over, ...data }: PreviewTask,
  onProgress: (contacts: number) => void,
): Promise<Preview> {
  const log = pino({ level: 'silent' })
  const { queueDb, rulesDb, store, settings } = await contextOf(data, { appName: 'dwm-api-preview', log })
  const set = await store.drafts.set(draft)
  return previewRules({ queueDb, rulesDb }, { set, configName: settings.configName, over, onProgress })
}
