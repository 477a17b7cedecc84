import type { ImportDefinition, Row } from '@dwmops/eloqua-client'
import type { ImportKeys } from '../import/results/record-results.ts'
import { type IndicatorObject, processAgain } from './indicator-object.ts'

/** The import that flags records of the indicator object for re-processing, by e-mail address: all records of an address. */
export function indicatorImport(object: IndicatorObject, name: string): ImportDefinition {
  return {
    name,
    entity: { customObjectId: object.id },
    fields: { emailAddress: object.emailAddress, dataStatus: object.dataStatus },
    identifierFieldName: 'emailAddress',
    isUpdatingMultipleMatchedRecords: true,
    autoDeleteDuration: definitionLifetime,
  }
}

/** The keys of {@link indicatorImport}. */
export const indicatorKeys: ImportKeys = { identifier: 'emailAddress', unique: ['emailAddress'] }

/** `emailAddress` as Eloqua gave it: an object may heed its case. */
export function indicatorRow(emailAddress: string): Row {
  return { emailAddress, dataStatus: processAgain }
}

/** How long Eloqua keeps our definitions: long enough to look a sync up after days of outage. */
export const definitionLifetime = 'P7D'
