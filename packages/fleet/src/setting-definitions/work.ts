import { contactFieldsForm } from '../contact-fields.ts'
import * as forms from '../setting-forms.ts'
import type { SettingDefinition } from './setting-definition.ts'

/** What the stages work on: lists, objects, fields, imports, the washing config. */
export const work = {
  EXPORT_LIST: {
    key: 'exportList',
    form: forms.text,
    presence: 'default',
    default: 'DWM - Export Queue',
    meaning: 'Eloqua list of the contacts to wash, by id or exact name',
  },
  PROCESSING_LIST: {
    key: 'processingList',
    form: forms.text,
    presence: 'default',
    default: 'DWM - Processing Queue',
    meaning: 'Eloqua list that an import takes its contacts off, by id or exact name',
  },
  CUSTOM_OBJECT: {
    key: 'customObject',
    form: forms.objectRef,
    presence: 'default',
    default: '990',
    meaning: 'the indicator object',
  },
  INDICATOR_FIELDS: {
    key: 'indicatorFields',
    form: forms.indicatorFields,
    presence: 'default',
    default: 'emailAddress=18495,dataStatus=18496,updatedTimestamp=Contacts.Indicators.Updated_Timestamp',
    meaning: 'fields of the indicator object',
  },
  CONTACT_FIELDS_FILE: {
    key: 'contactFields',
    form: contactFieldsForm,
    presence: 'default',
    readsFile: true,
    meaning: 'JSON file {key: Eloqua statement} in place of the built-in 39 contact fields',
  },
  WRITE_FIELDS: {
    key: 'writeFields',
    form: forms.oneOf('changed', 'all'),
    presence: 'default',
    default: 'changed',
    meaning:
      'which fields of a contact an import writes: those that washing changed, or all that were exported, as the old fleet did',
  },
  FRESHNESS_CHECK: {
    key: 'freshnessCheck',
    form: forms.trueOrFalse,
    presence: 'default',
    default: 'true',
    meaning:
      'whether Eloqua is asked before an import which fields hold something else since the export: those are left as they are',
  },
  CREATE_CONTACTS: {
    key: 'createContacts',
    form: forms.trueOrFalse,
    presence: 'default',
    default: 'false',
    meaning:
      'whether an import creates contacts that Eloqua does not have, such as deleted ones; else they become dead letters',
  },
  CUT_LONG_VALUES: {
    key: 'cutLongValues',
    form: forms.trueOrFalse,
    presence: 'default',
    default: 'false',
    meaning:
      'whether text that is longer than its field in Eloqua is cut; else it is sent as it is, and Eloqua refuses the value',
  },
  UPLOAD_MAX_ROWS: {
    key: 'uploadMaxRows',
    form: forms.wholeNumber(1, 1_000_000),
    presence: 'default',
    default: '20000',
    unit: 'rows',
    meaning: 'most rows in one POST to an import',
  },
  UPLOAD_MAX_BYTES: {
    key: 'uploadMaxBytes',
    form: forms.wholeNumber(10_000, 31_999_999),
    presence: 'default',
    default: '31000000',
    unit: 'bytes',
    meaning: 'most bytes in one POST to an import; Eloqua refuses 32 MB',
  },
  CONFIG_NAME: {
    key: 'configName',
    form: forms.text,
    presence: 'default',
    default: 'Eloqua_Contacts_DWM',
    meaning: 'the washing config, by its configName',
  },
  REFRESH_AFTER_DAYS: {
    key: 'refreshAfterDays',
    form: forms.wholeNumber(0, 36_500),
    presence: 'default',
    default: '180',
    unit: 'days',
    meaning: 'age at which an indicator record is refreshed',
  },
} as const satisfies Record<string, SettingDefinition>
