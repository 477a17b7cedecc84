import { EloquaError, type FieldSet } from '@dwmops/eloqua-client'
import { attempt, type CheckContext } from './check-context.ts'
import { objectText } from './object-text.ts'
import { itemsOf } from './raw-bulk.ts'

const topic = 'custom object'

/** The indicator object and its three fields must be there under the ids or names of the settings. */
export async function checkIndicatorObject(context: CheckContext): Promise<void> {
  const { eloqua, settings, report } = context
  const wanted = objectText(settings.customObject)
  const what = `CUSTOM_OBJECT ${wanted}`
  await attempt(report, { topic, what, verdict: 'wrong' }, async () => {
    const object = await eloqua.customObjects.find(wanted).catch(async (error: unknown) => {
      await reportWhatThereIs(context)
      throw error
    })
    report.add(topic, 'ok', `"${object.name}" has id ${object.id}`, `CUSTOM_OBJECT=${wanted}`)
    checkFields(await object.fields(), context)
  })
}

function checkFields(fields: FieldSet, { settings, report }: CheckContext): void {
  for (const [key, ref] of Object.entries(settings.indicatorFields)) {
    const wanted = objectText(ref)
    const how = `INDICATOR_FIELDS, ${key}=${wanted}`
    try {
      const { id, name, dataType, isReadOnly } = fields.resolve(wanted)
      const fact = `${key} is "${name}", id ${id}, of type ${dataType}`
      const isDate = key === 'updatedTimestamp'
      if (isDate && dataType !== 'date')
        report.add(topic, 'wrong', `${fact}; refresh-indicators compares it as a date`, how)
      else if (!isDate && isReadOnly)
        report.add(topic, 'wrong', `${fact}; read-only, and imports write it`, how)
      else report.add(topic, 'ok', fact, how)
    } catch (error) {
      if (!(error instanceof EloquaError)) throw error
      const names = fields.all.map(({ id, name }) => `"${name}" (${id})`)
      report.add(topic, 'wrong', `${key}: no single field ${wanted}; known: ${names.join(', ')}`, how, {
        key,
        missing: wanted,
      })
    }
  }
}

async function reportWhatThereIs({ raw, report }: CheckContext): Promise<void> {
  const items = itemsOf(await raw.get('customObjects'))
  const names = items.slice(0, 20).map(({ name, uri }) => `"${name}" (${String(uri).split('/').at(-1)})`)
  report.add(
    topic,
    'warning',
    `the instance has ${names.join(', ') || 'none'}`,
    'GET customObjects, the first 20',
  )
}
