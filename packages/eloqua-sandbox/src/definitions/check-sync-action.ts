import { validationRefusal } from '../http/refusal.ts'
import type { Entity, Instance } from '../instance/instance.ts'
import { checkFields } from './check-fields.ts'
import { checkSyncActions } from './check-sync-actions.ts'
import { BodyCheck, said } from './checks.ts'
import type { DefinitionBody } from './definition.ts'

const mostActions = 10
const contactIdentifiers = /^\{\{contact\.(id|field\((c_emailaddress|contactidext)\))\}\}$/i

/** Reads the body of a standalone sync action: exactly one field, which is the identifier. Throws a Refusal (400). */
export function checkSyncActionBody(
  body: Readonly<Record<string, unknown>>,
  instance: Instance,
  entity: Entity,
  { triggers }: { readonly triggers: boolean },
): DefinitionBody {
  const check = new BodyCheck(body)
  const name = check.text('name', { required: true })
  const fields = checkFields(check, instance, entity, 1)
  const identifierFieldName = check.text('identifierFieldName', { required: true })
  const [key, statement = ''] = Object.entries(fields ?? {})[0] ?? []
  if (fields && identifierFieldName !== undefined && key !== identifierFieldName) {
    check.fail('identifierFieldName', 'Must be the key of the one field (ELQ-00112).', identifierFieldName)
  }
  if (fields && entity === instance.contacts && !contactIdentifiers.test(statement)) {
    check.fail(`fields.${key}`, 'Must be the id, the external id or the email address.', statement)
  }
  const syncActions = checkSyncActions(check, instance, mostActions)
  if (!syncActions || syncActions.length === 0) check.fail('syncActions', 'Must contain a sync action.')
  const rest = {
    syncActions,
    isSyncTriggeredOnImport: check.flag('isSyncTriggeredOnImport') ?? triggers,
    dataRetentionDuration: check.retention('dataRetentionDuration') ?? 'P7D',
    autoDeleteDuration: check.lifetime('autoDeleteDuration'),
  }
  if (name === undefined || !fields || identifierFieldName === undefined || check.failures.length > 0) {
    throw validationRefusal(check.failures)
  }
  return { name, fields, identifierFieldName, ...said(rest) }
}
