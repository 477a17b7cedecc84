import type { Item } from './search.ts'

/** A line of CSV (RFC 4180) with its end. */
export function csvLine(values: readonly string[]): string {
  return `${values.map(csvValue).join(',')}\r\n`
}

/** Items as CSV: a header of all keys; nested values as JSON. */
export function csvOf(items: readonly Item[]): string {
  const keys = [...new Set(items.flatMap((item) => Object.keys(item)))]
  if (keys.length === 0) return ''
  return [keys, ...items.map((item) => keys.map((key) => cell(item[key])))].map(csvLine).join('')
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function csvValue(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
