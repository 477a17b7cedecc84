import type { Db } from 'mongodb'
import { InvalidRulesError } from '../errors.ts'
import { overLimits } from '../judge/set-limits.ts'
import { type RuleCollection, ruleCollections } from '../rules/rule-collections.ts'

/** Throws InvalidRulesError when one more rule in this collection made the set larger than any pod could compile. Costs no look at the rules. */
export async function refuseOneMore(db: Db, collection: RuleCollection): Promise<void> {
  const counts = await Promise.all(
    ruleCollections.map(async (name) => {
      const count = await db.collection(name).estimatedDocumentCount()
      return [name, count + Number(name === collection)] as const
    }),
  )
  const over = overLimits(Object.fromEntries(counts))
  if (over.length > 0) throw new InvalidRulesError(over)
}
