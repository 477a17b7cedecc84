/** One entry of a rule's form. */
export interface RuleEntry {
  readonly key: string
  readonly label: string
  readonly hint?: string
  /** `field`: the name of a contact field; `values`: field = value pairs; else a line of text. */
  readonly form: 'field' | 'value' | 'pattern' | 'words' | 'values'
  readonly optional?: boolean
}

/** A kind of rule, which is a collection in the database, as marketing people speak of it. */
export interface RuleKind {
  readonly collection: string
  readonly name: string
  readonly about: string
  readonly entries: readonly RuleEntry[]
}

const field: RuleEntry = { key: 'fieldName', label: 'Field', form: 'field' }
const otherField: RuleEntry = { key: 'deriveFieldName', label: 'Looks at the field', form: 'field' }
const find: RuleEntry = {
  key: 'find',
  label: 'Value to find',
  form: 'value',
  hint: 'In capitals and without spaces at its ends, as values are compared',
}
const pattern: RuleEntry = {
  key: 'pattern',
  label: 'Pattern',
  form: 'pattern',
  hint: 'A regular expression in Python’s syntax, matched from the start, capitals or not',
}
const result: RuleEntry = { key: 'replace', label: 'Becomes', form: 'value' }
const template: RuleEntry = {
  key: 'replace',
  label: 'Becomes',
  form: 'value',
  hint: '\\1 stands for the first group of the pattern',
}
/** Of the kinds that mostly blank: what they say that a value becomes instead counts as well. */
const blank: RuleEntry = {
  key: 'replace',
  label: 'Becomes',
  form: 'value',
  optional: true,
  hint: 'Empty: the value is blanked',
}
const blankTemplate: RuleEntry = {
  ...blank,
  hint: 'Empty: the value is blanked; \\1 stands for the first group of the pattern',
}
const words: readonly RuleEntry[] = [
  {
    key: 'includes',
    label: 'Contains all of',
    form: 'words',
    optional: true,
    hint: 'In capitals, separated by commas; parts of words count too: IT is also in SECURITY',
  },
  { key: 'excludes', label: 'Contains none of', form: 'words', optional: true },
  { key: 'begins', label: 'Begins with', form: 'words', optional: true },
  { key: 'ends', label: 'Ends with', form: 'words', optional: true },
]

/** All kinds, in the order in which a value meets them. */
export const ruleKinds: readonly RuleKind[] = [
  {
    collection: 'genericLookup',
    name: 'Blank or replace a value',
    about: 'in any field',
    entries: [find, blank],
  },
  {
    collection: 'genericRegex',
    name: 'Blank or replace by pattern',
    about: 'in any field',
    entries: [pattern, blankTemplate],
  },
  {
    collection: 'fieldSpecificLookup',
    name: 'Blank or replace a value',
    about: 'in one field',
    entries: [field, find, blank],
  },
  {
    collection: 'fieldSpecificRegex',
    name: 'Blank or replace by pattern',
    about: 'in one field',
    entries: [field, pattern, blankTemplate],
  },
  {
    collection: 'normLookup',
    name: 'Replace a value',
    about: 'in one field',
    entries: [field, find, result],
  },
  {
    collection: 'normRegex',
    name: 'Replace by pattern',
    about: 'in one field',
    entries: [field, pattern, template],
  },
  {
    collection: 'normIncludes',
    name: 'Replace by words',
    about: 'in one field',
    entries: [field, ...words, result],
  },
  {
    collection: 'deriveValue',
    name: 'Fill by values',
    about: 'of other fields',
    entries: [
      field,
      {
        key: 'lookupVals',
        label: 'When',
        form: 'values',
        hint: 'All of these fields hold these values, in capitals',
      },
      { key: 'value', label: 'Becomes', form: 'value' },
    ],
  },
  {
    collection: 'deriveRegex',
    name: 'Fill by pattern',
    about: 'on another field',
    entries: [field, otherField, pattern, template],
  },
  {
    collection: 'deriveIncludes',
    name: 'Fill by words',
    about: 'in another field',
    entries: [field, otherField, ...words, result],
  },
]

/** The kind whose rules stand in a collection; undefined for a name that is none. */
export function ruleKind(collection: string): RuleKind | undefined {
  return ruleKinds.find((kind) => kind.collection === collection)
}
