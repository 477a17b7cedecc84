import { retrying } from '@dwmops/mongo'
import { type Db, ObjectId } from 'mongodb'
import type { RuleCollection } from '../rules/rule-collections.ts'

/** What somebody says of a rule. */
export interface RuleComment {
  readonly id: string
  readonly who: string
  readonly at: Date
  readonly text: string
}

/** Comments on rules, by people for people: no version holds them, and they stay when the rule changes. */
export interface RuleComments {
  add(rule: RuleName, comment: Pick<RuleComment, 'who' | 'text'>): Promise<RuleComment>
  /** Newest first, at most 200. */
  list(rule: RuleName): Promise<RuleComment[]>
}

/** The rule that is meant; it need not be there any more. */
export interface RuleName {
  readonly collection: RuleCollection
  readonly id: string
}

interface CommentDocument extends Omit<RuleComment, 'id'> {
  readonly _id: ObjectId
  readonly collection: string
  readonly rule: string
}

const name = 'ruleComments'
const mostListed = 200

export const commentIndexes = {
  [name]: [{ key: { rule: 1, collection: 1, at: -1 }, name: 'comments_of_a_rule' }],
} as const

export function openComments(db: Db): RuleComments {
  const comments = db.collection<CommentDocument>(name)
  const reads = retrying('read the comments', {
    list: async ({ collection, id }: RuleName) => {
      const found = comments.find({ rule: id, collection }).sort({ at: -1, _id: -1 }).limit(mostListed)
      return (await found.toArray()).map(commentOf)
    },
  })
  return {
    ...reads,
    async add({ collection, id: rule }, { who, text }) {
      const document = { _id: new ObjectId(), collection, rule, who, text, at: new Date() }
      await comments.insertOne(document)
      return commentOf(document)
    },
  }
}

function commentOf({ _id, who, at, text }: CommentDocument): RuleComment {
  return { id: _id.toHexString(), who, at, text }
}
