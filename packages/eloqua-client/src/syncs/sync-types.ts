/** How a sync ended. Eloqua's two spellings of failure, `error` and `errored`, are both `error` here. */
export type EndStatus = 'success' | 'warning' | 'error'

/** A sync as Eloqua shows it. Its times come from several clocks: not for ordering. */
export type Sync = {
  uri: string
  definitionUri: string
  /** as Eloqua spelled it */
  status: string
  /** undefined while it is not known to have ended */
  end: EndStatus | undefined
  createdAt: string | undefined
  startedAt: string | undefined
  endedAt: string | undefined
}

/** A sync that has ended. */
export type EndedSync = Sync & { end: EndStatus }

/** One line of a sync's log. Lines come in no order. */
export type SyncLog = {
  severity: string
  statusCode: string
  message: string | undefined
  count: number
  createdAt: string | undefined
}

/** A row that Eloqua lists as rejected. `values` holds every field of the definition: a contact's data, not for logs. */
export type Reject = {
  statusCode: string
  message: string | undefined
  values: Readonly<Record<string, string>>
  invalidFields: readonly string[]
  recordIndex: number | undefined
  /** from {@link classifyReject} and the fields concerned: `harmless` rows went in all the same */
  effect: 'rejected' | 'harmless'
}
