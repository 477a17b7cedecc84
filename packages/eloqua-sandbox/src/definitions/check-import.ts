import { emailField } from '../catalog/contact-catalog.ts'
import { validationRefusal } from '../http/refusal.ts'
import type { Entity, Instance } from '../instance/instance.ts'
import { resolveStatement } from '../statements/resolve-statement.ts'
import { checkFields, checkWritable } from './check-fields.ts'
import { checkSyncActions } from './check-sync-actions.ts'
import { BodyCheck, said } from './checks.ts'
import type { DefinitionBody } from './definition.ts'

const mostFields = 100
const mostActions = 1
const updateRules = ['always', 'ifNewIsNotNull', 'ifExistingIsNull', 'useFieldRule'] as const
const importRules = ['createAndUpdate', 'updateOnly', 'createOnly'] as const

/** How an instance reads what a body leaves open. */
export interface ImportManners {
  /** whether data starts a sync where the body does not say */
  readonly triggers: boolean
  readonly needsIdentifier: boolean
  /** whether `importRule` is an unknown property, as before release 26B */
  readonly dropsImportRule: boolean
}

/** Reads the body of an import. Throws a Refusal (400). */
export function checkImport(
  body: Readonly<Record<string, unknown>>,
  instance: Instance,
  entity: Entity,
  { triggers, needsIdentifier, dropsImportRule }: ImportManners,
): DefinitionBody {
  const check = new BodyCheck(body)
  const name = check.text('name', { required: true })
  const fields = checkFields(check, instance, entity, mostFields)
  const isContacts = entity === instance.contacts
  const identifierFieldName = check.text('identifierFieldName', { required: isContacts || needsIdentifier })
  const isUpdatingMultipleMatchedRecords = check.flag('isUpdatingMultipleMatchedRecords') ?? false
  if (fields) {
    const resolve = (statement: string) => resolveStatement(instance, entity, statement)
    checkIdentifier(check, fields, identifierFieldName, (statement) => resolve(statement)?.dataType)
    checkWritable(check, fields, identifierFieldName, resolve)
    checkEmailChange(check, fields, identifierFieldName, isUpdatingMultipleMatchedRecords)
  }
  const rest = {
    identifierFieldName,
    syncActions: checkSyncActions(check, instance, mostActions),
    isSyncTriggeredOnImport: check.flag('isSyncTriggeredOnImport') ?? triggers,
    dataRetentionDuration: check.retention('dataRetentionDuration') ?? 'P7D',
    isUpdatingMultipleMatchedRecords,
    updateRule: check.oneOf('updateRule', updateRules),
    updateRuleByField: check.texts('updateRuleByField'),
    importRule: isContacts && !dropsImportRule ? check.oneOf('importRule', importRules) : undefined,
    autoDeleteDuration: check.lifetime('autoDeleteDuration'),
    ...(isContacts ? {} : checkMapping(check, body, fields)),
  }
  if (name === undefined || !fields || check.failures.length > 0) throw validationRefusal(check.failures)
  return { name, fields, ...said(rest) }
}

function checkIdentifier(
  check: BodyCheck,
  fields: Readonly<Record<string, string>>,
  identifier: string | undefined,
  dataTypeOf: (statement: string) => string | undefined,
): void {
  if (identifier === undefined) return
  const statement = fields[identifier]
  if (statement === undefined) {
    check.fail('identifierFieldName', 'Must be one of the keys of fields (ELQ-00112).', identifier)
  } else if (dataTypeOf(statement) === 'date') {
    check.fail('identifierFieldName', 'Must not reference a date field.', identifier)
  }
}

function checkEmailChange(
  check: BodyCheck,
  fields: Readonly<Record<string, string>>,
  identifier: string | undefined,
  updatesMany: boolean,
): void {
  const email = Object.entries(fields).find(([, statement]) =>
    statement.includes(`Contact.Field(${emailField})`),
  )
  if (email && email[0] !== identifier && updatesMany) {
    check.fail('isUpdatingMultipleMatchedRecords', 'Must be false to change the email address.', true)
  }
}

/** How records are linked to contacts; the flags may be texts, as in Oracle's own example. */
function checkMapping(
  check: BodyCheck,
  body: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, string>> | undefined,
) {
  const mapDataCards = check.flag('mapDataCards')
  const source = check.text('mapDataCardsSourceField')
  if (mapDataCards && source !== undefined && fields && !Object.hasOwn(fields, source)) {
    check.fail('mapDataCardsSourceField', 'Must be one of the keys of fields.', source)
  }
  return {
    mapDataCards: mapDataCards ?? (body['mapDataCards'] === undefined ? undefined : false),
    mapDataCardsEntityType: check.oneOf('mapDataCardsEntityType', ['Contact', 'Company']),
    mapDataCardsEntityField: check.text('mapDataCardsEntityField', { longest: 200 }),
    mapDataCardsSourceField: source,
    mapDataCardsCaseSensitiveMatch: check.flag('mapDataCardsCaseSensitiveMatch'),
  }
}
