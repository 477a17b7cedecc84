export { ensureIndexes, type NamedIndex } from './ensure-indexes.ts'
