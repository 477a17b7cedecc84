import type { CustomObject, Field } from '@dwmops/eloqua-client'
import type { CheckContext } from '../check-context.ts'
import { objectText } from '../object-text.ts'
import { propertyOf } from '../raw-bulk.ts'
import { Lab, shortLife } from './lab.ts'
import { probeRows } from './probe-rows.ts'

const topic = 'probe of a custom object'

/** A custom object for tests, with the two fields that are written. */
export interface TestObject {
  readonly object: CustomObject
  readonly identifier: Field
  readonly value: Field
}

/** Finds out by trying, on a custom object for tests, how imports behave. */
export async function probeObject(context: CheckContext, name: string): Promise<void> {
  const lab = new Lab(context, topic)
  if (!lab.mayWrite)
    return lab.tell('unknown', 'how imports behave', 'left out: neither prod nor ELOQUA_WRITE=true')
  await lab.try(`the custom object "${name}"`, async () => {
    const test = await findTestObject(lab, name)
    if (test === undefined) return
    try {
      await lab.try('defaults of imports', () => tellDefaults(lab, test))
      await lab.try('an import without rows', () => tellEmptyImport(lab, test))
      await probeRows(lab, test)
    } finally {
      await lab.deleteAll()
    }
  })
}

async function findTestObject(lab: Lab, name: string): Promise<TestObject | undefined> {
  const { eloqua, settings } = lab.context
  const object = await eloqua.customObjects.find(name)
  const ofStages = await eloqua.customObjects.find(objectText(settings.customObject)).catch(() => undefined)
  if (object.id === ofStages?.id) {
    lab.tell('wrong', `"${object.name}" is the object of the stages: name one for tests`, '--probe-object')
    return undefined
  }
  const { all } = await object.fields()
  const texts = all.filter(
    ({ dataType, isReadOnly }) => !isReadOnly && /^(string|emailAddress)$/.test(dataType),
  )
  const identifier = texts.find(({ dataType }) => dataType === 'emailAddress') ?? texts[0]
  const value = texts.find((field) => field !== identifier && !field.isUnique)
  if (identifier === undefined || value === undefined) {
    lab.tell('unknown', `"${object.name}" lacks two text fields that can be written`, 'its fields')
    return undefined
  }
  lab.tell('ok', `"${identifier.name}" is taken as identifier, "${value.name}" as value`, 'its fields')
  return { object, identifier, value }
}

/** What a definition becomes that leaves things out; none of these is synced. */
async function tellDefaults(lab: Lab, { object, identifier }: TestObject): Promise<void> {
  const { raw } = lab.context
  const path = `customObjects/${object.id}/imports`
  const body = { name: `${lab.stamp} defaults`, fields: { id: identifier.statement }, ...shortLife }
  const bare = await raw.post(path, { ...body, identifierFieldName: 'id' })
  const without = await raw.post(path, { ...body, isSyncTriggeredOnImport: false })
  for (const answer of [bare, without]) {
    const uri = propertyOf(answer, 'uri')
    if (typeof uri === 'string') lab.keep({ uri })
  }
  const triggers = String(propertyOf(bare, 'isSyncTriggeredOnImport'))
  lab.tell(
    'settled',
    `isSyncTriggeredOnImport is ${triggers} where it is not said`,
    `answered ${bare.status}`,
  )
  const fact = `an import without identifierFieldName is answered with ${without.status}`
  lab.tell('settled', fact, 'tried on a custom object')
}

async function tellEmptyImport(lab: Lab, { object, identifier }: TestObject): Promise<void> {
  const { eloqua, raw } = lab.context
  const { uri } = lab.keep(
    await eloqua.imports.create({
      name: `${lab.stamp} empty`,
      entity: { customObjectId: object.id },
      fields: { id: identifier.statement },
      identifierFieldName: 'id',
      ...shortLife,
    }),
  )
  const { status } = await raw.delete(`${uri}/data`)
  lab.tell('settled', `deletion of staged data is answered with ${status}`, 'nothing was staged')
  lab.tell('settled', `an import without rows ends so: ${(await lab.run(uri)).words}`, 'tried')
}
