import type { CustomObject, Field } from '@dwmops/eloqua-client'
import { objectText } from '../object-text.ts'
import type { Lab } from './lab.ts'

/** A custom object for tests, with the fields that are written. */
export interface TestObject {
  readonly object: CustomObject
  readonly identifier: Field
  readonly value: Field
  /** One that does not take every text, if there is one. */
  readonly typed: Field | undefined
}

/** The object with this id or name; undefined, and reported, when it cannot serve as a test object. */
export async function findTestObject(lab: Lab, name: string): Promise<TestObject | undefined> {
  const { eloqua, settings } = lab.context
  const object = await eloqua.customObjects.find(name)
  const ofStages = await eloqua.customObjects.find(objectText(settings.customObject)).catch(() => undefined)
  if (object.id === ofStages?.id) {
    lab.report('wrong', `"${object.name}" is the object of the stages: name one for tests`, '--probe-object')
    return undefined
  }
  const { all } = await object.fields()
  const texts = all.filter(
    ({ dataType, isReadOnly }) => !isReadOnly && /^(string|emailAddress)$/.test(dataType),
  )
  const identifier = texts.find(({ dataType }) => dataType === 'emailAddress') ?? texts[0]
  const value = texts.find((field) => field !== identifier && !field.isUnique)
  if (identifier === undefined || value === undefined) {
    lab.report('unknown', `"${object.name}" lacks two text fields that can be written`, 'its fields')
    return undefined
  }
  lab.report('ok', `"${identifier.name}" is taken as identifier, "${value.name}" as value`, 'its fields')
  const typed = all.find(({ dataType, isReadOnly }) => !isReadOnly && /^(date|number)$/.test(dataType))
  return { object, identifier, value, typed }
}
