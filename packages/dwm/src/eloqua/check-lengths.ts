import type { FieldSet } from '@dwmops/eloqua-client'
import { attempt, type CheckContext } from './check-context.ts'
import { objectText } from './object-text.ts'
import { propertyOf, type RawAnswer } from './raw-bulk.ts'

const topic = 'text lengths'
const how = 'Application API, assets'

/**
 * How many characters the fields of the settings take. The Bulk API names small and large text alike; only the Application API
 * distinguishes them (Oracle's page "Bulk API data types", read 2026-11-30), which a user may not be allowed to read.
 */
export async function checkLengths(context: CheckContext): Promise<void> {
  const { eloqua, raw, settings, report } = context
  await attempt(report, { topic, what: 'lengths of contact fields' }, async () => {
    const wanted = new Map(
      Object.entries(settings.contactFields).flatMap(([key, statement]) => {
        const name = /^\{\{Contact\.Field\((\w+)\)\}\}$/.exec(statement)?.[1]
        return name === undefined ? [] : [[name, key] as const]
      }),
    )
    reportLengths(context, { what: 'contact fields', lengths: await eloqua.textLengths(), wanted })
  })
  await attempt(report, { topic, what: 'lengths of the custom object' }, async () => {
    const object = await eloqua.customObjects.find(objectText(settings.customObject))
    const answer = await raw.get(`../../REST/2.0/assets/customObject/${object.id}`, { depth: 'complete' })
    const wanted = writtenFields(await object.fields(), settings.indicatorFields)
    reportLengths(context, { what: `fields of "${object.name}"`, lengths: objectLengths(answer), wanted })
  })
}

/** Text of custom objects takes 250 characters, or 32,000. */
function objectLengths(answer: RawAnswer): ReadonlyMap<string, number> | undefined {
  const fields = propertyOf(answer, 'fields')
  if (answer.status !== 200 || !Array.isArray(fields)) return undefined
  return new Map(
    fields.flatMap(({ internalName, dataType }: Record<string, unknown>) => {
      const length = dataType === 'text' ? 250 : dataType === 'largeText' ? 32_000 : undefined
      return length === undefined ? [] : [[String(internalName), length] as const]
    }),
  )
}

interface Lengths {
  readonly what: string
  /** By internal name; undefined where Eloqua does not say. */
  readonly lengths: ReadonlyMap<string, number> | undefined
  /** Internal name -> key of the settings. */
  readonly wanted: ReadonlyMap<string, string>
}

function reportLengths({ report }: CheckContext, { what, lengths, wanted }: Lengths): void {
  if (lengths === undefined) {
    const reason = `${how}: not for this user; no value is cut or named as too long`
    report.add(topic, 'unknown', `whether ${what} are of small or of large text`, reason)
    return
  }
  const known = [...wanted].flatMap(([name, key]) => {
    const length = lengths.get(name)
    return length === undefined ? [] : [[key, length] as const]
  })
  const shown = [...Map.groupBy(known, ([, length]) => length)].map(
    ([length, keys]) => `${length} characters: ${keys.map(([key]) => key).join(', ')}`,
  )
  report.add(topic, 'ok', `${what} take ${shown.join('; ') || 'no text'}`, how, Object.fromEntries(known))
}

function writtenFields(
  fields: FieldSet,
  settings: CheckContext['settings']['indicatorFields'],
): ReadonlyMap<string, string> {
  const found = Object.entries(settings).flatMap(([key, ref]) => {
    const wanted = objectText(ref)
    const field = fields.all.find(({ id, name, internalName }) => [id, internalName, name].includes(wanted))
    return field === undefined ? [] : [[field.internalName, key] as const]
  })
  return new Map(found)
}
