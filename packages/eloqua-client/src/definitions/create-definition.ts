import {
  EloquaDefinitionRefusedError,
  EloquaNotFoundError,
  EloquaResponseError,
  EloquaValidationError,
} from '../errors.ts'
import { ignoreBody, jsonReader } from '../http/read-json.ts'
import type { Transport } from '../http/transport.ts'
import type { CallOptions } from '../metadata/metadata.ts'
import { definition as schema } from '../schemas.ts'
import { checkExport, checkImport, checkSyncAction } from './definition-check.ts'
import type {
  Definition,
  Entity,
  ExportDefinition,
  ImportDefinition,
  SyncActionDefinition,
} from './definitions.ts'

type Body = Record<string, unknown>

/**
 * `POST contacts/exports` and the like of custom objects. The bounds of `maxRecords` are not documented: one that is refused is
 * left out, as for an Eloqua that ignores it.
 */
export async function createExport(
  transport: Transport,
  definition: ExportDefinition,
  options?: CallOptions,
) {
  checkExport(definition)
  const { entity, filter, areSystemTimestampsInUTC = true, syncActions = [], ...rest } = definition
  const body = { ...rest, areSystemTimestampsInUTC, syncActions, ...(filter ? { filter: filter.text } : {}) }
  return create(transport, entity, 'exports', body, options).catch((error: unknown) => {
    if (rest.maxRecords === undefined || !blames(error, 'maxRecords')) throw error
    return create(transport, entity, 'exports', { ...body, maxRecords: undefined }, options)
  })
}

function blames(error: unknown, field: string): boolean {
  return error instanceof EloquaValidationError && error.failures.some((one) => one.field === field)
}

/** `POST contacts/imports` and the like of custom objects. Never synced by the upload itself, which is said explicitly. */
export async function createImport(
  transport: Transport,
  definition: ImportDefinition,
  options?: CallOptions,
) {
  checkImport(definition)
  const { entity, linkToContacts: link, syncActions = [], ...rest } = definition
  const mapping: Body = link
    ? {
        mapDataCards: true,
        mapDataCardsEntityType: 'Contact',
        mapDataCardsEntityField: link.entityField,
        mapDataCardsSourceField: link.sourceField,
        mapDataCardsCaseSensitiveMatch: link.caseSensitive ?? false,
      }
    : {}
  const body = { ...rest, ...mapping, syncActions, isSyncTriggeredOnImport: false }
  return create(transport, entity, 'imports', body, options)
}

/** `POST contacts/syncActions`: exactly one field, which is the identifier. */
export async function createSyncAction(
  transport: Transport,
  definition: SyncActionDefinition,
  options?: CallOptions,
) {
  checkSyncAction(definition)
  const { entity, identifier, ...rest } = definition
  const identity = { fields: { [identifier.key]: identifier.statement }, identifierFieldName: identifier.key }
  return create(
    transport,
    entity,
    'syncActions',
    { ...rest, ...identity, isSyncTriggeredOnImport: false },
    options,
  )
}

/** Deletes a definition; one that is gone already is as good. */
export async function deleteDefinition(
  transport: Transport,
  uri: string,
  options?: CallOptions,
): Promise<void> {
  await transport.call({ method: 'DELETE', path: uri, read: ignoreBody }, options).catch((error: unknown) => {
    if (!(error instanceof EloquaNotFoundError)) throw error
  })
}

async function create(
  transport: Transport,
  entity: Entity = 'contacts',
  kind: 'exports' | 'imports' | 'syncActions',
  json: Body,
  options?: CallOptions,
): Promise<Definition> {
  const path = `${entity === 'contacts' ? entity : `customObjects/${entity.customObjectId}`}/${kind}`
  const read = jsonReader(`POST ${path}`, schema)
  // made twice after a lost answer, the first one is an orphan that autoDeleteDuration removes
  const made = await transport
    .call({ method: 'POST', path, json, repeatable: true, read }, options)
    .catch((error: unknown) => {
      throw error instanceof EloquaValidationError
        ? new EloquaDefinitionRefusedError(error.message, error)
        : error
    })
  if (kind !== 'exports' && made.isSyncTriggeredOnImport === true) {
    throw new EloquaResponseError(
      `POST ${path}: ${made.uri} would sync by itself, although the request said not to`,
    )
  }
  return { uri: made.uri }
}
