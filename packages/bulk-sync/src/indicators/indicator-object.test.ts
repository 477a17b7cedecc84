import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Eloqua, EloquaUnknownNameError } from '@dwmops/eloqua-client'
import { findIndicatorObject } from './indicator-object.ts'

const fieldNames = ['Email Address', 'Data Status', '9']
const settings = {
  customObject: { id: 990 },
  indicatorFields: {
    emailAddress: { name: 'Email Address' },
    dataStatus: { name: 'Data Status' },
    updatedTimestamp: { id: 9 },
  },
}

/** An Eloqua with one custom object, number 990. */
const eloqua = {
  customObjects: {
    find: async (ref: string) => ({
      ...{ id: known(ref, ['990', 'Indicators']), name: 'Indicators' },
      fields: async () => ({ resolve: (name: string) => ({ statement: `{{${known(name, fieldNames)}}}` }) }),
    }),
  },
} as unknown as Eloqua

function known(wanted: string, names: readonly string[]): string {
  if (names.includes(wanted)) return wanted
  throw new EloquaUnknownNameError('no', { path: '/customObjects', wanted, known: names })
}

describe('findIndicatorObject', () => {
  it('finds the object and its fields by number or name', async () => {
    assert.deepEqual(await findIndicatorObject(eloqua, settings, {}), {
      id: '990',
      emailAddress: '{{Email Address}}',
      dataStatus: '{{Data Status}}',
      updatedTimestamp: '{{9}}',
    })
  })

  it('names the setting whose object or field is not there', async () => {
    const other = { ...settings, customObject: { name: 'Others' } }
    await assert.rejects(findIndicatorObject(eloqua, other, {}), /CUSTOM_OBJECT.*custom object/)
    const indicatorFields = { ...settings.indicatorFields, dataStatus: { id: 8 } }
    await assert.rejects(
      findIndicatorObject(eloqua, { ...settings, indicatorFields }, {}),
      /INDICATOR_FIELDS.*field of Indicators/,
    )
  })
})
