import { type Static, Type } from 'typebox'
import { Time } from './parts.ts'
import { BatchRefSchema } from './queue.ts'
import { SyncKindName, SyncStateName } from './sync.ts'

const text = Type.String()
const optionalText = Type.Optional(Type.String())

const RunRef = Type.Object({
  id: text,
  stage: optionalText,
  startedAt: Type.Optional(Time),
  result: optionalText,
})

const TimelineSync = Type.Object({
  id: text,
  stage: text,
  kind: SyncKindName,
  state: SyncStateName,
  definitionUri: text,
  syncUri: optionalText,
  claim: optionalText,
  owner: optionalText,
  plannedAt: Time,
  startedAt: Type.Optional(Time),
  endedAt: Type.Optional(Time),
  seenAt: Time,
  status: Type.Optional(Type.String({ description: 'how it ended, as Eloqua spelled it' })),
  counts: Type.Optional(Type.Record(Type.String(), Type.Number())),
  reason: optionalText,
  run: Type.Optional(RunRef),
})

export const WashSchema = Type.Object({
  id: Type.String({ description: '_id of its contactHistory document' }),
  at: Time,
  configName: optionalText,
  place: Type.Integer({ description: '0 is the newest' }),
  run: Type.Optional(RunRef),
  rules: Type.Optional(Type.Object({ hash: text, version: Type.Optional(Type.Integer()) })),
  changes: Type.Array(
    Type.Object({
      field: text,
      ruleType: text,
      ruleId: Type.Optional(Type.String({ description: 'known for 90 days' })),
      from: Type.Optional(Type.Unknown()),
      to: Type.Optional(Type.Unknown()),
      using: Type.Optional(Type.Unknown({ description: 'what the value was derived from' })),
      pattern: Type.Optional(Type.Unknown()),
    }),
  ),
  superseded: Type.Array(text, {
    description: 'fields whose change was not imported, as Eloqua held a newer value by then',
  }),
})

export const TimelineSchema = Type.Object({
  key: Type.Optional(Type.String({ description: 'address; left out when the queue has forgotten it' })),
  itemId: text,
  contactIds: Type.Array(text),
  now: Type.Optional(
    Type.Object({
      queue: text,
      state: text,
      since: Time,
      addedAt: Time,
      attempts: Type.Integer(),
      generation: Type.Integer(),
      heldBy: Type.Optional(Type.Object({ stage: text, owner: text, until: Time })),
      lastError: Type.Optional(Type.Object({ code: text, message: text, queue: text, at: Time })),
      newerExportAt: Type.Optional(Time),
    }),
  ),
  exports: Type.Array(
    Type.Object({ at: Time, batch: Type.Optional(BatchRefSchema), sync: Type.Optional(TimelineSync) }),
  ),
  washes: Type.Array(WashSchema),
  hops: Type.Array(Type.Object({ at: Time, did: text, from: text, to: text, run: Type.Optional(RunRef) })),
  imports: Type.Array(TimelineSync),
  undos: Type.Array(
    Type.Object({
      undo: Type.String({ description: 'id of the undo' }),
      item: text,
      contact: Type.Optional(Type.Unknown()),
      at: Time,
      state: Type.Enum(['planned', 'done', 'rejected', 'dropped']),
      by: Type.Optional(Type.String({ description: 'who decided on it' })),
      values: Type.Array(Type.Object({ field: text, from: text, to: text })),
    }),
  ),
})

/** The way of one contact. */
export type Timeline = Static<typeof TimelineSchema>
