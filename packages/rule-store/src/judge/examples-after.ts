import type { LintFinding } from '@dwmops/core'
import { retryTransient } from '@dwmops/mongo'
import type { Db } from 'mongodb'
import { type DocumentChange, withChange } from '../rules/rule-change.ts'
import { ruleCollections } from '../rules/rule-collections.ts'
import { readConsistently } from '../rules/rule-snapshot.ts'
import { publicSet } from '../rules/stored-rules.ts'
import { exampleFindings } from './example-findings.ts'

/** What is wrong with the examples of all rules once a change is made. The whole set is read only where there are any. */
export async function examplesAfter(db: Db, change: DocumentChange): Promise<LintFinding[]> {
  const own = change.after?.['examples'] !== undefined
  if (!own && !(await retryTransient('look for examples', () => hasExamples(db)))) return []
  const { stored } = await retryTransient('read the rules', () => readConsistently(db))
  return exampleFindings(publicSet(withChange(stored, change)))
}

/** Sorted as the index is that holds such rules alone, `rules_with_examples`: so it is taken. */
async function hasExamples(db: Db): Promise<boolean> {
  const options = { projection: { _id: 1 }, sort: { _order: 1 } } as const
  const found = ruleCollections.map((name) =>
    db.collection(name).findOne({ examples: { $exists: true } }, options),
  )
  return (await Promise.all(found)).some((rule) => rule !== null)
}
