import { parentPort, workerData } from 'node:worker_threads'
import { previewRules } from '@dwmops/insight'
import { connect } from '@dwmops/mongo'
import { diffSets, openRuleStore } from '@dwmops/rule-store'
import type { Db } from 'mongodb'
import { changedSet } from '../previews/changed-set.ts'
import { keptDiff } from '../previews/stored-previews.ts'
import { diffAnswer, publisher } from '../rules/rule-answers.ts'
import { PreviewRequestSchema } from '../schemas/preview.ts'
import { problemOf } from '../server/problem-of.ts'
import type { MadeDraft, ThreadDatabases, ThreadMessage, ThreadTask, ThreadTasks } from './in-thread.ts'
import { bodyOf } from './thread-body.ts'

// Does one task, over a connection of its own where it needs one, and ends.
await work(workerData as ThreadTask, (message) => parentPort?.postMessage(message))

async function work(task: ThreadTask, report: (message: ThreadMessage) => void): Promise<void> {
  try {
    report({ answer: await answerTo(task, (contacts) => report({ contacts })) })
  } catch (error) {
    const { status, code, message, facts, headers } = problemOf(error)
    if (code !== 'INTERNAL') report({ problem: { status, code, message, facts, headers } })
    else report({ failure: error instanceof Error ? error.message : 'it could not be worked on' })
  }
}

function answerTo(
  task: ThreadTask,
  onProgress: (contacts: number) => void,
): Promise<ThreadTasks[keyof ThreadTasks]['answer']> {
  return withDatabases(task, async (databases) =>
    task.task === 'draft' ? makeDraft(task, databases) : preview(task, databases, onProgress),
  )
}

interface Databases {
  readonly queueDb: Db
  readonly rulesDb: Db
}

async function makeDraft(
  { body, who, configName }: ThreadTasks['draft']['given'],
  { rulesDb }: Databases,
): Promise<MadeDraft> {
  const { changes, note, over, ...other } = bodyOf(body, PreviewRequestSchema)
  const { drafts } = openRuleStore(rulesDb)
  const { set: now, basis } = await drafts.ground()
  const set = await changedSet({ ...other, ...(changes && { changes }) }, now, configName)
  const draft = await drafts.keep(set, { ...publisher(who, note), basis })
  return {
    ...{ id: draft.id, note: draft.note, createdAt: draft.createdAt, over },
    changes: changes === undefined ? null : JSON.stringify(changes),
    changeCount: changes?.length,
    diff: keptDiff(diffAnswer(diffSets(now, set))),
  }
}

async function preview(
  { draft, configName, over }: ThreadTasks['preview']['given'],
  databases: Databases,
  onProgress: (contacts: number) => void,
) {
  const set = await openRuleStore(databases.rulesDb).drafts.set(draft)
  return previewRules(databases, { set, configName, over, onProgress })
}

async function withDatabases<Answer>(
  { mongodbUrl, address, queueDatabase, rulesDatabase }: ThreadDatabases,
  act: (databases: Databases) => Promise<Answer>,
): Promise<Answer> {
  const client = await connect(mongodbUrl, { appName: 'dwm-api-preview', address })
  try {
    return await act({ queueDb: client.db(queueDatabase), rulesDb: client.db(rulesDatabase) })
  } finally {
    await client.close()
  }
}
