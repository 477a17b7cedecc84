import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkExport, checkImport, checkSyncAction } from './definition-check.ts'
import type { ExportDefinition, ImportDefinition, SyncActionDefinition } from './definitions.ts'
import { filter } from './filter.ts'

const fieldsOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, 's']))
const actions = (count: number) =>
  Array.from({ length: count }, () => ({ action: 'remove', destination: '{{ContactList[1]}}' }) as const)
const fieldOf = (check: () => void) => {
  try {
    check()
    return undefined
  } catch (error) {
    return (error as { failures: { field: string }[] }).failures.map(({ field }) => field).join()
  }
}

describe('checkExport', () => {
  const definition: ExportDefinition = {
    name: 'n',
    fields: fieldsOf(1),
    filter: filter.exists('{{ContactList[1]}}'),
  }
  const cases: readonly [more: Partial<ExportDefinition>, fault: string | undefined][] = [
    [{ name: 'n'.repeat(100), fields: fieldsOf(250), syncActions: actions(10), maxRecords: 1 }, undefined],
    [{ name: '' }, 'name'],
    [{ name: 'n'.repeat(101) }, 'name'],
    [{ fields: {} }, 'fields'],
    [{ fields: fieldsOf(251) }, 'fields'],
    [{ syncActions: actions(11) }, 'syncActions'],
    [{ maxRecords: 0 }, 'maxRecords'],
    [{ maxRecords: 1.5 }, 'maxRecords'],
    [{ name: '', maxRecords: 0 }, 'name,maxRecords'],
  ]
  for (const [more, fault] of cases)
    it(`refuses ${fault ?? 'nothing'} of ${JSON.stringify(more).slice(0, 50)}`, () =>
      assert.equal(
        fieldOf(() => checkExport({ ...definition, ...more })),
        fault,
      ))
})

describe('checkImport', () => {
  const definition: ImportDefinition = { name: 'n', fields: fieldsOf(2), identifierFieldName: 'f0' }
  const link = (sourceField: string) => ({ linkToContacts: { sourceField, fieldName: '{{a}}' } }) as object
  const cases: readonly [more: object, fault: string | undefined][] = [
    [{ fields: fieldsOf(100), syncActions: actions(1), ...link('f1') }, undefined],
    [{ fields: fieldsOf(101) }, 'fields'],
    [{ syncActions: actions(2) }, 'syncActions'],
    [{ identifierFieldName: 'toString' }, 'identifierFieldName'],
    [link('other'), 'linkToContacts.sourceField'],
  ]
  for (const [more, fault] of cases)
    it(`refuses ${fault ?? 'nothing'} of ${JSON.stringify(more).slice(0, 50)}`, () =>
      assert.equal(
        fieldOf(() => checkImport({ ...definition, ...more })),
        fault,
      ))
})

describe('checkSyncAction', () => {
  const definition: SyncActionDefinition = {
    ...{ name: 'n', identifier: { key: 'k', statement: '{{Contact.Id}}' }, syncActions: actions(1) },
  }
  it('wants a key and an action, and says of all that is wrong at once', () => {
    checkSyncAction(definition)
    const identifier = { ...definition.identifier, key: '' }
    assert.equal(
      fieldOf(() => checkSyncAction({ ...definition, identifier, syncActions: [] })),
      'identifier.key,syncActions',
    )
  })
})
