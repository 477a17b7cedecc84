import type { CheckContext } from '../check-context.ts'
import { propertyOf } from '../raw-bulk.ts'
import { Lab, shortLife } from './lab.ts'
import { probeBadValue } from './probe-bad-value.ts'
import { probeCounts } from './probe-counts.ts'
import { probeOmittedKey } from './probe-omitted-key.ts'
import { probeRows } from './probe-rows.ts'
import { findTestObject, type TestObject } from './test-object.ts'

const topic = 'probe of a custom object'

/** Finds out by trying, on a custom object for tests, how imports behave. */
export async function probeObject(context: CheckContext, name: string): Promise<void> {
  const lab = new Lab(context, topic)
  if (!lab.mayWrite)
    return lab.report('unknown', 'how imports behave', 'left out: neither prod nor ELOQUA_WRITE=true')
  await lab.try(`the custom object "${name}"`, async () => {
    const test = await findTestObject(lab, name)
    if (test === undefined) return
    try {
      await lab.try('defaults of imports', () => reportDefaults(lab, test))
      await lab.try('an import without rows', () => reportEmptyImport(lab, test))
      await probeRows(lab, test)
      await lab.try('counting of rejected rows', () => probeCounts(lab, test))
      await lab.try('a key that a whole body lacks', () => probeOmittedKey(lab, test))
      await lab.try('a value that its field cannot take', () => probeBadValue(lab, test))
    } finally {
      await lab.deleteAll()
    }
  })
}

/** What a definition becomes that leaves things out; none of these is synced. */
async function reportDefaults(lab: Lab, { object, identifier }: TestObject): Promise<void> {
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
  lab.report(
    'settled',
    `isSyncTriggeredOnImport is ${triggers} where it is not said`,
    `answered ${bare.status}`,
  )
  const fact = `an import without identifierFieldName is answered with ${without.status}`
  lab.report('settled', fact, 'tried on a custom object')
}

async function reportEmptyImport(lab: Lab, { object, identifier }: TestObject): Promise<void> {
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
  lab.report('settled', `deletion of staged data is answered with ${status}`, 'nothing was staged')
  lab.report('settled', `an import without rows ends so: ${(await lab.run(uri)).words}`, 'tried')
}
