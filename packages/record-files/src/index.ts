export type { Chunk } from './chunks.ts'
export type { Column } from './csv/columns.ts'
export type { RaggedRows } from './csv/csv-records.ts'
export { type CsvWriterOptions, cellText, csvWriter } from './csv/csv-text.ts'

export { type Encoding, isEncoding } from './encoding.ts'
export { InputError, type Place } from './input-error.ts'

export {
  type ChunkShape,
  type OpenRecordsOptions,
  openCsvText,
  openRecords,
  type RecordFile,
  readChunk,
} from './open-records.ts'
export { type Output, openOutput, writeOutput, writeTextFile } from './output/output-file.ts'
export { refuseToOverwrite, refuseToShare } from './output/output-names.ts'
export { writePrivateFile } from './output/private-file.ts'
export type { ReadRecord } from './read-record.ts'
export { formatOf, type RecordFormat } from './record-format.ts'
export { pickConfig, readConfigsFile, readRulesFile } from './rule-files.ts'
export {
  readRuleSheet,
  type SheetRules,
  type SheetTarget,
  sheetCollections,
} from './sheets/read-rule-sheet.ts'
export { ruleSheetText } from './sheets/rule-sheet-text.ts'
export { withSheetRules } from './sheets/with-sheet-rules.ts'
