export { type AddReport, addPack } from './add-pack.ts'
export { emptyConfig, neutralRules, type RulesAndConfig } from './neutral-rules.ts'
export { isPackName, type Pack, type PackField, packNames, readPack } from './pack.ts'
