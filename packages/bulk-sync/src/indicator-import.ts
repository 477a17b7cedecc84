import type { ImportDefinition, Row } from '@dwmops/eloqua-client'
import { type IndicatorObject, processAgain } from './indicator-object.ts'

/** The import that flags records of the indicator object for re-processing, by e-mail address. */
export function indicatorImport(object: IndicatorObject, name: string): ImportDefinition {
  return {
    name,
    entity: { customObjectId: object.id },
    fields: { emailAddress: object.emailAddress, dataStatus: object.dataStatus },
    identifierFieldName: 'emailAddress',
    autoDeleteDuration: definitionLifetime,
  }
}

/** `emailAddress` trimmed and lower-cased. */
export function indicatorRow(emailAddress: string): Row {
  return { emailAddress, dataStatus: processAgain }
}

/** How long Eloqua keeps our definitions: long enough to look a sync up after days of outage. */
export const definitionLifetime = 'P7D'
