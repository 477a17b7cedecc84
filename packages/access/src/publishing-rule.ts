import { retryTransient } from '@dwmops/mongo'
import type { Db } from 'mongodb'

interface PublishingRule {
  readonly _id: 'publishing'
  readonly secondPerson: boolean
}

/** Keeps whether rules are published by a second person alone, so that commands beside the API are bound by it. */
export async function recordPublishingRule(db: Db, secondPerson: boolean): Promise<void> {
  await retryTransient('record who may publish rules', () =>
    publishingOf(db).updateOne({ _id: 'publishing' }, { $set: { secondPerson } }, { upsert: true }),
  )
}

/** Whether the API that started last lets rules be published by a second person alone; false where none ever did. */
export async function needsSecondPublisher(db: Db): Promise<boolean> {
  const found = await retryTransient('read who may publish rules', () =>
    publishingOf(db).findOne({ _id: 'publishing' }),
  )
  return found?.secondPerson ?? false
}

function publishingOf(db: Db) {
  return db.collection<PublishingRule>('apiPublishing')
}
