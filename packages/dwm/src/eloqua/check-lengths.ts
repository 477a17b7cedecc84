import type { FieldSet } from '@dwmops/eloqua-client'
import { attempt, type CheckContext } from './check-context.ts'
import { objectText } from './object-text.ts'
import { propertyOf, type RawAnswer } from './raw-bulk.ts'

const topic = 'text lengths'
const assets = '../../REST/2.0/assets'
const largeText = 32_000
const smallText = { contacts: 100, customObjects: 250 } as const

/**
 * How many characters the fields of the settings take. The Bulk API names small and large text alike; only the Application API tells
 * them apart (Oracle's page "Bulk API data types", read 2026-11-30), which a user may not be allowed to read.
 */
export async function checkLengths(context: CheckContext): Promise<void> {
  const { eloqua, raw, settings, report } = context
  await attempt(report, { topic, what: 'lengths of contact fields' }, async () => {
    const answer = await raw.get(`${assets}/contact/fields`, { depth: 'complete', count: '1000' })
    const wanted = new Map(
      Object.entries(settings.contactFields).flatMap(([key, statement]) => {
        const name = /^\{\{Contact\.Field\((\w+)\)\}\}$/.exec(statement)?.[1]
        return name === undefined ? [] : [[name, key] as const]
      }),
    )
    tellLengths(context, {
      what: 'contact fields',
      answer,
      list: 'elements',
      wanted,
      small: smallText.contacts,
    })
  })
  await attempt(report, { topic, what: 'lengths of the custom object' }, async () => {
    const object = await eloqua.customObjects.find(objectText(settings.customObject))
    const answer = await raw.get(`${assets}/customObject/${object.id}`, { depth: 'complete' })
    const wanted = writtenFields(await object.fields(), settings.indicatorFields)
    const what = `fields of "${object.name}"`
    tellLengths(context, { what, answer, list: 'fields', wanted, small: smallText.customObjects })
  })
}

interface Lengths {
  readonly what: string
  readonly answer: RawAnswer
  /** Property that holds the fields. */
  readonly list: 'elements' | 'fields'
  /** Internal name -> key of the settings. */
  readonly wanted: ReadonlyMap<string, string>
  readonly small: number
}

function tellLengths({ report }: CheckContext, { what, answer, list, wanted, small }: Lengths): void {
  const how = 'Application API, assets'
  const given = propertyOf(answer, list)
  if (answer.status !== 200 || !Array.isArray(given)) {
    const reason = `${how}: answered ${answer.status}; text is taken to be of ${small} characters`
    report.add(topic, 'unknown', `whether ${what} are of small or of large text`, reason)
    return
  }
  const lengths = new Map(
    given.flatMap(({ internalName, dataType }: Record<string, unknown>) => {
      const key = wanted.get(String(internalName))
      const length = dataType === 'text' ? small : dataType === 'largeText' ? largeText : undefined
      return key === undefined || length === undefined ? [] : [[key, length] as const]
    }),
  )
  const shown = [...Map.groupBy(lengths, ([, length]) => length)].map(
    ([length, keys]) => `${length} characters: ${keys.map(([key]) => key).join(', ')}`,
  )
  report.add(topic, 'ok', `${what} take ${shown.join('; ') || 'no text'}`, how, Object.fromEntries(lengths))
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
