import type { CallOptions, Eloqua } from '@dwmops/eloqua-client'
import type { ObjectRef, SettingsOf } from '@dwmops/fleet'
import { namedBy } from '../named-by.ts'

/** What the indicator object is flagged with, so that Eloqua's own program takes the contact up again. */
export const processAgain = 'PROCESS as MOD'

/** The status that Eloqua's program leaves on a record it is through with. */
export const processed = 'PROCESSED'

/** The custom object of indicators with the statements of its fields, resolved in this instance. */
export interface IndicatorObject {
  readonly id: string
  readonly emailAddress: string
  readonly dataStatus: string
  readonly updatedTimestamp: string
}

/** Finds the object and its fields by id or name, as the settings say. Throws SettingsError when they are not there. */
export async function findIndicatorObject(
  eloqua: Eloqua,
  { customObject, indicatorFields }: SettingsOf<'CUSTOM_OBJECT' | 'INDICATOR_FIELDS'>,
  options: CallOptions,
): Promise<IndicatorObject> {
  const object = await namedBy('CUSTOM_OBJECT', 'custom object', () =>
    eloqua.customObjects.find(refText(customObject), options),
  )
  const fields = await object.fields(options)
  const statement = async (ref: ObjectRef) =>
    (await namedBy('INDICATOR_FIELDS', `field of ${object.name}`, () => fields.resolve(refText(ref))))
      .statement
  return {
    id: object.id,
    emailAddress: await statement(indicatorFields.emailAddress),
    dataStatus: await statement(indicatorFields.dataStatus),
    updatedTimestamp: await statement(indicatorFields.updatedTimestamp),
  }
}

function refText(ref: ObjectRef): string {
  return 'id' in ref ? String(ref.id) : ref.name
}
