import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { RuleDocuments } from '../rules/rule-documents.ts'

/** A record with what the original made of it. */
export interface Vector {
  readonly id: string
  readonly config: string
  readonly record: Record<string, unknown>
  readonly expected: Record<string, unknown>
  readonly history: Record<string, unknown> | null
  readonly quirks?: readonly string[]
}

const folder = path.join(import.meta.dirname, '../../testdata')

/** Reads a JSON file of the test data. */
export function readJson<Content>(name: string): Content {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
}

/** Reads a file of the test data that has one JSON value a line. */
export function readLines<Content>(name: string): Content[] {
  const text = readFileSync(path.join(folder, name), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

/** The rules of one of the two sets. */
export function readRuleSet(set: 'golden' | 'real'): RuleDocuments {
  return readJson(`${set}/rules.json`)
}

/** The config documents of one of the two sets, by name. */
export function readConfigs(set: 'golden' | 'real'): Map<string, Record<string, unknown>> {
  const configs = readJson<Record<string, unknown>[]>(`${set}/config.json`)
  return new Map(configs.map((config) => [String(config['configName']), config]))
}

/** The contacts of the real set. */
export function readRealContacts(): Record<string, string>[] {
  const [header = [], ...rows] = parseCsv(readFileSync(path.join(folder, 'real/contacts.csv'), 'utf8'))
  return rows.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ''])))
}

/** Enough of RFC 4180 for that one file: every row ends in CRLF, quotes only around whole values. */
function parseCsv(text: string): string[][] {
  const cell = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g
  const rows: string[][] = [[]]
  for (const [, written = '', end] of text.matchAll(cell)) {
    rows.at(-1)?.push(written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written)
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}
