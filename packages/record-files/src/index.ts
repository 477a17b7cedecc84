export type { Column } from './columns.ts'
export type { RaggedRows } from './csv-records.ts'
export { type CsvWriterOptions, cellText, csvWriter } from './csv-text.ts'
export { delimiters } from './delimiter.ts'
export { type Encoding, encodings } from './encoding.ts'
export { InputError, type Place } from './input-error.ts'
export { jsonFault } from './json-fault.ts'
export { parseJson, readJsonFile } from './json-file.ts'
export {
  formatOf,
  type OpenRecordsOptions,
  openRecords,
  type RecordFile,
  type RecordFormat,
} from './open-records.ts'
export { refuseToOverwrite, writeOutput, writeTextFile } from './output-file.ts'
export type { ReadRecord } from './read-record.ts'
export { pickConfig, readConfigsFile, readRulesFile } from './rule-files.ts'
export { reasonOf } from './system-reason.ts'
