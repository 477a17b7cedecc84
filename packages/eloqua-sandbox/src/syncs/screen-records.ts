import { rowMatcher } from '../faults/row-matcher.ts'
import { type ImportGround, identifierKey } from './import-ground.ts'
import type { StagedRecord } from './staged-records.ts'

/** A record that may go in, with its identifier. */
export interface Candidate extends StagedRecord {
  readonly row: Readonly<Record<string, string>>
  readonly identifier: string
}

export interface Screened {
  readonly taken: readonly Candidate[]
  readonly refused: readonly { readonly record: StagedRecord; readonly code: string }[]
  readonly duplicates: readonly Candidate[]
  readonly duplicateCode: string
}

const validAddress = /^[^\s@]+@[^\s@]+$/

/** Parts the records of a sync: malformed, empty, without or with a bad identifier; and of those that share one, all but one. */
export function screenRecords(records: readonly StagedRecord[], ground: ImportGround): Screened {
  const refuse = refusalOf(ground)
  const refused: { record: StagedRecord; code: string }[] = []
  const sound: Candidate[] = []
  for (const record of records) {
    const code = refuse(record)
    if (code !== undefined || record.row === undefined) refused.push({ record, code: code ?? 'ELQ-00032' })
    else sound.push({ ...record, row: record.row, identifier: record.row[ground.identifier ?? ''] ?? '' })
  }
  const isEmail = ground.identifierSource?.dataType === 'emailAddress'
  const duplicateCode = isEmail && ground.strike('duplicates-email-code') ? 'ELQ-00011' : 'ELQ-00026'
  return { ...oneOfEach(sound, ground), refused, duplicateCode }
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

function oneOfEach(sound: readonly Candidate[], ground: ImportGround) {
  const keyOf = identifierKey(ground.strike('identifiers-case') !== undefined)
  const lastWins = ground.strike('duplicates-last') !== undefined
  const winners = new Map<string, Candidate>()
  const duplicates: Candidate[] = []
  for (const candidate of sound) {
    const key = keyOf(candidate.identifier) || `blank ${candidate.index}`
    const winner = winners.get(key)
    if (!winner) winners.set(key, candidate)
    else if (lastWins) duplicates.push(winner)
    else duplicates.push(candidate)
    if (winner && lastWins) winners.set(key, candidate)
  }
  return { taken: [...winners.values()], duplicates }
}
