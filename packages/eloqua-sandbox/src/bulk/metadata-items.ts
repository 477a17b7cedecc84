import type { Field } from '../catalog/field.ts'
import { CustomObject, indicatorFields } from '../instance/custom-object.ts'
import type { Entity } from '../instance/instance.ts'
import type { ContactList } from '../instance/list.ts'
import type { MemberFilter } from '../instance/member-filter.ts'
import { isoTime } from '../iso-time.ts'

const madeBy = 'Sandbox'
const longAgo = '1900-01-01T05:00:00.0000000Z'

/** A field as the API returns it. */
export function fieldItem(field: Field, entity: Entity): Record<string, unknown> {
  const custom = entity instanceof CustomObject
  return {
    name: field.name,
    internalName: field.internalName,
    dataType: field.dataType,
    hasReadOnlyConstraint: field.readOnly ?? false,
    hasNotNullConstraint: field.notNull ?? false,
    hasUniquenessConstraint: field.unique ?? false,
    statement: custom
      ? `{{CustomObject[${entity.id}].Field[${field.id}]}}`
      : `{{Contact.Field(${field.internalName})}}`,
    uri: `${entity.path}/fields/${field.id}`,
    createdAt: longAgo,
    updatedAt: longAgo,
  }
}

/** The two system fields that the API lists among those of a custom object. */
export function systemFieldItems(object: CustomObject): Record<string, unknown>[] {
  return ['Id', 'ExternalId'].map((property) => ({
    name: property === 'Id' ? 'Record ID' : 'External ID',
    internalName: property,
    dataType: property === 'Id' ? 'number' : 'string',
    hasReadOnlyConstraint: true,
    hasNotNullConstraint: true,
    hasUniquenessConstraint: true,
    statement: `{{CustomObject[${object.id}].${property}}}`,
    uri: `${object.path}/fields/${property}`,
  }))
}

export function listItem(list: ContactList, count = list.members.size): Record<string, unknown> {
  return {
    name: list.name,
    count,
    statement: `{{ContactList[${list.id}]}}`,
    uri: `/contacts/lists/${list.id}`,
    createdBy: madeBy,
    createdAt: isoTime(list.createdAt),
    updatedBy: madeBy,
    updatedAt: isoTime(list.updatedAt),
  }
}

export function memberFilterItem(filter: MemberFilter): Record<string, unknown> {
  const isFilter = filter.kind === 'filter'
  return {
    name: filter.name,
    count: filter.count,
    statement: `{{${isFilter ? 'ContactFilter' : 'ContactSegment'}[${filter.id}]}}`,
    uri: `/contacts/${filter.kind}s/${filter.id}`,
    createdBy: madeBy,
    createdAt: isoTime(filter.executedAt),
    updatedBy: madeBy,
    updatedAt: isoTime(filter.executedAt),
    executedAt: isoTime(filter.executedAt),
  }
}

export function customObjectItem(object: CustomObject): Record<string, unknown> {
  const uriOf = (internalName: string) => {
    const field = object.fields.find((one) => one.internalName === internalName)
    return field && `${object.path}/fields/${field.id}`
  }
  const email = uriOf(indicatorFields.emailAddress)
  return {
    name: object.name,
    ...(email ? { displayNameFieldUri: email, emailAddressFieldUri: email, uniqueFieldUri: email } : {}),
    uri: object.path,
    createdBy: madeBy,
    createdAt: longAgo,
    updatedBy: madeBy,
    updatedAt: longAgo,
  }
}
