import type { Entity, Instance } from '../instance/instance.ts'
import { contactSource } from './contact-source.ts'
import { customObjectSource } from './custom-object-source.ts'
import type { Source } from './reader.ts'

/** What a statement such as `{{Contact.Field(C_Country)}}` stands for with this entity; undefined when it is unknown. */
export function resolveStatement(instance: Instance, entity: Entity, statement: string): Source | undefined {
  const [, root, object, property] = /^\{\{(\w+)(?:\[(\d+)\])?\.(.+)\}\}$/.exec(statement.trim()) ?? []
  if (property === undefined) return undefined
  const contactFields = instance.contacts.fields
  const rootName = root?.toLowerCase()
  if (entity === instance.contacts) {
    return rootName === 'contact' && object === undefined ? contactSource(property, contactFields) : undefined
  }
  const customObject = instance.customObjects.find((one) => one === entity)
  if (rootName !== 'customobject' || !customObject || Number(object) !== customObject.id) return undefined
  return customObjectSource(property, customObject, contactFields)
}
