import { longestText } from '../../catalog/longest-text.ts'
import type { FaultArguments } from '../../faults/active-faults.ts'
import { rowMatcher } from '../../faults/row-matcher.ts'
import type { Source } from '../../statements/reader.ts'
import { type ImportGround, identifierKey } from './import-ground.ts'
import type { StagedRecord } from './staged-records.ts'

/** A record that may go in, with its identifier. */
export interface Candidate extends StagedRecord {
  readonly row: Readonly<Record<string, string>>
  readonly identifier: string
}

/** What keeps a record out; `field`: the key that is named as invalid, where it is not the identifier. */
export interface Refusal {
  readonly code: string
  readonly field?: string
}

/** Which records of a sync are kept out before any is stored. */
export interface Screened {
  /** by the record's number: what keeps it out */
  readonly refusals: ReadonlyMap<number, Refusal>
  /** how many of them shared the identifier of another */
  readonly duplicates: number
}

const validAddress = /^[^\s@]+@[^\s@]+$/

/** Keeps out the records of a sync that are malformed, empty, without or with a bad identifier; and of those that share one, all but one. */
export function screenRecords(records: Iterable<StagedRecord>, ground: ImportGround): Screened {
  const refusal = refusalOf(ground)
  const rival = rivalFinder(ground)
  const isEmail = ground.identifierSource?.dataType === 'emailAddress'
  const duplicateCode = isEmail && ground.trigger('duplicates-email-code') ? 'ELQ-00011' : 'ELQ-00026'
  const refusals = new Map<number, Refusal>()
  let duplicates = 0
  for (const record of records) {
    const refused = refusal(record)
    const loser = refused === undefined ? rival(record) : undefined
    if (refused !== undefined) refusals.set(record.index, refused)
    if (loser === undefined) continue
    refusals.set(loser, { code: duplicateCode })
    duplicates += 1
  }
  return { refusals, duplicates }
}

/** The record with its identifier; `screenRecords` has kept out what has none. */
export function candidateOf(record: StagedRecord, { identifier }: ImportGround): Candidate {
  const { row = {} } = record
  return { ...record, row, identifier: row[identifier ?? ''] ?? '' }
}

function refusalOf(ground: ImportGround): (record: StagedRecord) => Refusal | undefined {
  const { keys, identifier, identifierSource } = ground
  const isEmail = identifierSource?.dataType === 'emailAddress'
  // a record of a custom object that is sent without its id is a new one
  const mayBeBlank =
    ground.definition.entity !== ground.instance.contacts && identifierSource?.identity !== undefined
  const bad = ground.trigger('bad-rows')
  const isBad = bad && rowMatcher(bad, ground.instance.seed)
  const tooLong = longValueRefusal(ground)
  return ({ row }) => {
    if (row === undefined) return { code: 'ELQ-00032' }
    if (keys.every((key) => (row[key] ?? '') === '')) return { code: 'ELQ-00059' }
    if (identifier === undefined) return undefined
    const value = row[identifier] ?? ''
    if (value.trim() === '') return mayBeBlank ? undefined : { code: 'ELQ-00061' }
    if (isEmail && !validAddress.test(value.trim())) return { code: 'ELQ-00002' }
    if (isBad?.(value)) return badRow(bad)
    return tooLong(row)
  }
}

/** The refusal that `bad-rows` asks for. */
export function badRow(fault: FaultArguments | undefined): Refusal {
  const { code = '', field = '' } = fault ?? {}
  return field === '' ? { code } : { code, field }
}

/** Keeps a row out for the sake of one long value, where a fault has it so. */
function longValueRefusal({ trigger, sources, definition, instance }: ImportGround) {
  const isOfRows = trigger('long-values')?.['mode'] === 'row'
  const isCustom = definition.entity !== instance.contacts
  return (row: Readonly<Record<string, string>>): Refusal | undefined => {
    if (!isOfRows) return undefined
    const isLong = ([key, { field }]: readonly [string, Source]) =>
      field !== undefined && (row[key] ?? '').length > longestText(field, isCustom)
    const [long] = [...sources].filter(isLong)
    return long && { code: 'ELQ-00040', field: long[0] }
  }
}

/** Of two records with one identifier, the number of the one that loses; undefined for the first that comes. */
function rivalFinder(ground: ImportGround): (record: StagedRecord) => number | undefined {
  const keyOf = identifierKey(ground.trigger('identifiers-case') !== undefined)
  const lastWins = ground.trigger('duplicates-last') !== undefined
  const winners = new Map<string, number>()
  return (record) => {
    const key = keyOf(candidateOf(record, ground).identifier)
    const winner = key === '' ? undefined : winners.get(key)
    if (key !== '' && (winner === undefined || lastWins)) winners.set(key, record.index)
    return winner === undefined || lastWins ? winner : record.index
  }
}
