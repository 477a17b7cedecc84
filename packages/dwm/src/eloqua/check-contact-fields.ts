import type { Field } from '@dwmops/eloqua-client'
import { attempt, type CheckContext } from './check-context.ts'

const topic = 'contact fields'
const how = 'GET contacts/fields'

/** Every statement of CONTACT_FIELDS_FILE must name a field that can be written. */
export async function checkContactFields({ eloqua, settings, report }: CheckContext): Promise<void> {
  await attempt(report, { topic, what: 'contact fields' }, async () => {
    const { all } = await eloqua.fields()
    const byName = new Map(all.map((field) => [field.internalName, field]))
    let good = 0
    for (const [key, statement] of Object.entries(settings.contactFields)) {
      const name = /^\{\{Contact\.Field\((\w+)\)\}\}$/.exec(statement)?.[1]
      const field = name === undefined ? undefined : byName.get(name)
      if (name === undefined)
        good += 1 // {{Contact.Id}} is listed nowhere
      else if (field === undefined)
        report.add(topic, 'wrong', `${key}: there is no field ${name}`, how, { key, missing: name })
      else if (field.isReadOnly)
        report.add(topic, 'wrong', `${key}: ${name} is read-only, and imports write it`, how, {
          key,
          readOnly: name,
        })
      else good += 1
    }
    const total = Object.keys(settings.contactFields).length
    report.add(
      topic,
      'ok',
      `${good} of ${total} statements are good; the instance has ${all.length} fields`,
      how,
    )
    checkIdentifier(byName.get('C_EmailAddress'), report)
  })
}

function checkIdentifier(field: Field | undefined, report: CheckContext['report']): void {
  if (field === undefined) return // reported above
  const isFit = field.isUnique && field.dataType === 'emailAddress'
  const fact = `C_EmailAddress is of type ${field.dataType} and ${field.isUnique ? '' : 'not '}unique`
  report.add(topic, isFit ? 'ok' : 'warning', fact, `${how}; imports tell contacts apart by it`)
}
