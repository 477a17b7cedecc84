import { rowMatcher } from '../faults/row-matcher.ts'
import { type ImportGround, identifierKey } from './import-ground.ts'
import type { StagedRecord } from './staged-records.ts'

/** A record that may go in, with its identifier. */
export interface Candidate extends StagedRecord {
  readonly row: Readonly<Record<string, string>>
  readonly identifier: string
}

/** Which records of a sync are kept out before any is stored. */
export interface Screened {
  /** by the record's number: the code that keeps it out */
  readonly codes: ReadonlyMap<number, string>
  /** how many of them shared the identifier of another */
  readonly duplicates: number
}

const validAddress = /^[^\s@]+@[^\s@]+$/

/** Keeps out the records of a sync that are malformed, empty, without or with a bad identifier; and of those that share one, all but one. */
export function screenRecords(records: Iterable<StagedRecord>, ground: ImportGround): Screened {
  const refusal = refusalOf(ground)
  const rival = rivalFinder(ground)
  const isEmail = ground.identifierSource?.dataType === 'emailAddress'
  const duplicateCode = isEmail && ground.strike('duplicates-email-code') ? 'ELQ-00011' : 'ELQ-00026'
  const codes = new Map<number, string>()
  let duplicates = 0
  for (const record of records) {
    const code = refusal(record)
    const loser = code === undefined ? rival(record) : undefined
    if (code !== undefined) codes.set(record.index, code)
    if (loser === undefined) continue
    codes.set(loser, duplicateCode)
    duplicates += 1
  }
  return { codes, duplicates }
}

/** The record with its identifier; `screenRecords` has kept out what has none. */
export function candidateOf(record: StagedRecord, { identifier }: ImportGround): Candidate {
  const { row = {} } = record
  return { ...record, row, identifier: row[identifier ?? ''] ?? '' }
}

function refusalOf(ground: ImportGround): (record: StagedRecord) => string | undefined {
  const { keys, identifier, identifierSource } = ground
  const isEmail = identifierSource?.dataType === 'emailAddress'
  // a record of a custom object that is sent without its id is a new one
  const mayBeBlank =
    ground.definition.entity !== ground.instance.contacts && identifierSource?.identity !== undefined
  const bad = ground.strike('bad-rows')
  const isBad = bad && rowMatcher(bad, ground.instance.seed)
  return ({ row }) => {
    if (row === undefined) return 'ELQ-00032'
    if (keys.every((key) => (row[key] ?? '') === '')) return 'ELQ-00059'
    if (identifier === undefined) return undefined
    const value = row[identifier] ?? ''
    if (value.trim() === '') return mayBeBlank ? undefined : 'ELQ-00061'
    if (isEmail && !validAddress.test(value.trim())) return 'ELQ-00002'
    return isBad?.(value) ? bad?.['code'] : undefined
  }
}

/** Of two records with one identifier, the number of the one that loses; undefined for the first that comes. */
function rivalFinder(ground: ImportGround): (record: StagedRecord) => number | undefined {
  const keyOf = identifierKey(ground.strike('identifiers-case') !== undefined)
  const lastWins = ground.strike('duplicates-last') !== undefined
  const winners = new Map<string, number>()
  return (record) => {
    const key = keyOf(candidateOf(record, ground).identifier)
    const winner = key === '' ? undefined : winners.get(key)
    if (key !== '' && (winner === undefined || lastWins)) winners.set(key, record.index)
    return winner === undefined || lastWins ? winner : record.index
  }
}
