import { changeFields } from './catalog/change-fields.ts'
import { contactFields, readOnlyContactFields } from './catalog/contact-catalog.ts'
import type { Clock } from './clock.ts'
import { fillContacts } from './contacts/fill-contacts.ts'
import { fillIndicators } from './contacts/fill-indicators.ts'
import type { FileContact } from './contacts/read-contacts-file.ts'
import { parseFilter } from './filter/parse-filter.ts'
import { rowTest } from './filter/row-test.ts'
import { Contacts } from './instance/contacts.ts'
import { CustomObject, indicatorFields } from './instance/custom-object.ts'
import { type Instance, snapshotOf } from './instance/instance.ts'
import { ContactList } from './instance/list.ts'
import type { MemberFilter } from './instance/member-filter.ts'
import type { CustomObjectOptions, SandboxOptions } from './options.ts'

const defaultLists = {
  exportList: { id: 6050, name: 'DWM - Export Queue' },
  processingList: { id: 6051, name: 'DWM - Processing Queue' },
}

/** The data that a sandbox starts with; `fromFile` are the contacts of a file, when one is named. Throws SandboxOptionsError, ContactsFileError. */
export function makeInstance(
  options: SandboxOptions,
  clock: Clock,
  fromFile?: readonly FileContact[],
): Instance {
  const now = clock.now()
  const seed = options.seed ?? 1
  const fields = changeFields(contactFields, options.fields ?? {})
  const contacts = new Contacts([...fields, ...readOnlyContactFields])
  fillContacts(contacts, contactFields, now, options, fromFile)
  const object = makeCustomObject(options.customObject ?? {})
  const isMadeUp = fromFile === undefined && options.records === undefined
  if (options.customObject?.filled !== false) {
    const shares = { secondRecordShare: isMadeUp ? 0.1 : 0, ...options.customObject }
    fillIndicators(object, contacts, shares, { now, seed })
  }
  const lists = (['exportList', 'processingList'] as const).map((which) => {
    const { filled = true, ...given } = options[which] ?? {}
    const list = new ContactList({ ...defaultLists[which], ...given, clock })
    if (filled) list.add(contacts.table.rows())
    return list
  })
  const instance: Instance = {
    ...{ clock, seed, contacts, lists, customObjects: [object], memberFilters: [] },
    maxContacts: options.maxContacts ?? Number.POSITIVE_INFINITY,
  }
  return { ...instance, memberFilters: memberFilters(instance, now) }
}

function makeCustomObject({
  id = 990,
  name = 'Contacts.Indicators',
  fieldIds = {},
  stampOnImport = true,
}: CustomObjectOptions) {
  const { emailAddress = 18495, dataStatus = 18496, updatedTimestamp = 18500 } = fieldIds
  return new CustomObject({
    id,
    name,
    stampField: stampOnImport ? indicatorFields.updatedTimestamp : undefined,
    fields: [
      {
        id: emailAddress,
        name: 'Email_Address',
        internalName: indicatorFields.emailAddress,
        dataType: 'string',
      },
      { id: dataStatus, name: 'Data_Status', internalName: indicatorFields.dataStatus, dataType: 'string' },
      {
        id: updatedTimestamp,
        name: 'Contacts.Indicators.Updated_Timestamp',
        internalName: indicatorFields.updatedTimestamp,
        dataType: 'date',
      },
    ],
  })
}

/** A shared filter and a segment, so that there is one of each to read and to export by. */
function memberFilters(instance: Instance, now: number): readonly MemberFilter[] {
  const kinds = [
    {
      kind: 'filter',
      id: 7001,
      name: 'Sandbox - With Company',
      condition: "'{{Contact.Field(C_Company)}}' != ''",
    },
    {
      kind: 'segment',
      id: 7101,
      name: 'Sandbox - With Country',
      condition: "'{{Contact.Field(C_Country)}}' != ''",
    },
  ] as const
  const entity = instance.contacts
  const ground = { instance, entity, snapshot: snapshotOf(instance, entity), style: { utc: true } }
  return kinds.map((filter) => {
    const isMember = rowTest(parseFilter(filter.condition), ground)
    const members = [...entity.table.rows()].filter(isMember)
    return { ...filter, executedAt: now, count: members.length }
  })
}
