import type { CallOptions, CustomObject, Eloqua, Field } from '@dwmops/eloqua-client'
import type { SettingsOf } from '@dwmops/fleet'

/** What the indicator object is flagged with, so that Eloqua's own programme takes the contact up again. */
export const processAgain = 'PROCESS as MOD'

/** The status that Eloqua's programme leaves on a record it is through with. */
export const processed = 'PROCESSED'

/** The custom object of indicators with the statements of its fields, resolved in this instance. */
export interface IndicatorObject {
  readonly id: string
  readonly emailAddress: string
  readonly dataStatus: string
  readonly updatedTimestamp: string
}

/**
 * Finds the object and its fields by id or name, as the settings say. Throws EloquaNotFoundError, EloquaAmbiguousNameError.
 */
export async function findIndicatorObject(
  eloqua: Eloqua,
  { customObject, indicatorFields }: SettingsOf<'CUSTOM_OBJECT' | 'INDICATOR_FIELDS'>,
  options: CallOptions,
): Promise<IndicatorObject> {
  const object: CustomObject = await eloqua.customObjects.find(refText(customObject), options)
  const fields = await object.fields(options)
  const statement = (ref: { readonly id: number } | { readonly name: string }): string => {
    const field: Field = fields.resolve(refText(ref))
    return field.statement
  }
  return {
    id: object.id,
    emailAddress: statement(indicatorFields.emailAddress),
    dataStatus: statement(indicatorFields.dataStatus),
    updatedTimestamp: statement(indicatorFields.updatedTimestamp),
  }
}

function refText(ref: { readonly id: number } | { readonly name: string }): string {
  return 'id' in ref ? String(ref.id) : ref.name
}
