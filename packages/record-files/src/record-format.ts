export type RecordFormat = 'csv' | 'jsonl'

/** CSV by the ending of the name (.csv, .tsv, .txt, also with .gz), else JSON Lines. */
export function formatOf(file: string): RecordFormat {
  return /\.(csv|tsv|tab|txt)(\.gz)?$/i.test(file) ? 'csv' : 'jsonl'
}
