import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Sandbox } from '@dwmops/eloqua-sandbox'
import { eloquaChecks } from '../../testing/eloqua-checks.ts'

const lists = { processingList: { name: 'Test contacts' } }
/** The sandbox has two lists and one object: as test objects they must be none of the stages'. */
const apart = { PROCESSING_LIST: 'DWM - Export Queue', CUSTOM_OBJECT: 'Another' }
const probes = ['--probe-list', 'Test contacts', '--probe-object', 'Contacts.Indicators']

async function allContacts({ url }: Sandbox): Promise<string[]> {
  const page = (await (await fetch(`${url}/sandbox/contacts`)).json()) as {
    items: { fields: { emailAddress: string } }[]
  }
  return page.items.map(({ fields }) => fields.emailAddress)
}

describe('the probes of dwm eloqua check', () => {
  const { start, factsOf } = eloquaChecks()

  it('settles by probes what reading does not show, and restores everything', async () => {
    // a sync runs long enough to be asked for its data meanwhile
    const sandbox = await start({ ...lists, activeMs: 400 })
    const { text } = await factsOf(sandbox, probes, { ...apart, ELOQUA_WRITE: 'true' })
    for (const fact of [
      'of rows for one record the first wins',
      'a key that a row lacks blanks the field',
      'an empty value blanks the field',
      'identifiers are compared without their case',
      'the duplicate is rejected with ELQ-00026 as record 5',
      'maxRecords bounds an export',
      'filter: values are compared without their case',
      'system times in filters are taken as UTC',
      'it is among the rejects with ELQ-00040, invalid fields: typed',
      'the rest of it went in',
      'a duplicate address is rejected with ELQ-00026 as record 2',
      'a bad address is rejected with ELQ-00002 as record 3',
      'data of an unfinished sync is answered with 409',
      'syncs are listed newest first',
      'ELQ-00130 counts rejected rows',
      'ELQ-00001 counts rejected rows',
      'importRule is known: nobody who was deleted is created',
      'contacts are found whatever the case of their address',
      'an import leaves the case of an address',
    ])
      assert.ok(text.includes(`settled: ${fact} (`), `${fact}\n${text}`)
    assert.match(text, /^settled: a key that a whole body lacks changes nothing \(/m)
    assert.match(text, /^settled: an unknown contact is rejected with ELQ-00085 \(/m)
    assert.match(text, /^settled: exported times look like .*; without UTC they differ by -[45] hours/m)
    assert.match(
      text,
      /^settled: an addition of one contact ends so: .*\(the contact is back on the list\)$/m,
    )
    const list = await (await fetch(`${sandbox.url}/sandbox/lists/Test%20contacts`)).json()
    assert.equal((list as { count: number }).count, 20)
    const left = await (await fetch(`${sandbox.url}/sandbox/syncs?limit=1000`)).json()
    assert.ok((left as { items: unknown[] }).items.length > 10)
  })

  it('finds the other answers where Eloqua behaves in the other way', async () => {
    const manners = [
      'duplicates-last',
      'omitted-keys-kept',
      'identifiers-case',
      'max-records-ignored',
      'loose-q',
    ]
    const faults = [
      ...manners,
      'items-omitted',
      'definition-busy',
      'syncs-q',
      'import-triggers',
      'unfinished-data',
      'duplicates-email-code',
    ]
    const sandbox = await start({ ...lists, faults, activeMs: 400 })
    const { text } = await factsOf(sandbox, probes, { ...apart, ELOQUA_WRITE: 'true' })
    for (const fact of [
      'settled: of rows for one record the last wins',
      'settled: a key that a row lacks changes nothing',
      'settled: identifiers are compared with their case',
      'warning: maxRecords has no effect: 20 rows came',
      'settled: `q` matches parts of names',
      'settled: `q` on syncs is ignored',
      'settled: `items` is missing in an empty collection',
      'settled: a second sync of a definition that is being synced is answered with 409',
      'settled: isSyncTriggeredOnImport is true where it is not said',
      'settled: data of an unfinished sync is answered with 200',
      'settled: a duplicate address is rejected with ELQ-00011 as record 1',
    ])
      assert.ok(text.includes(`${fact} (`), `${fact}\n${text}`)
  })

  it('settles how rejected rows are counted and what an older pod does, for programs too', async () => {
    const faults = ['rejects-uncounted', 'unmatched-rows=ELQ-00034,listed=false', 'identifier-written']
    const sandbox = await start({ ...lists, faults, mixedCaseShare: 0 })
    const { facts, text } = await factsOf(sandbox, probes, { ...apart, ELOQUA_WRITE: 'true' })
    assert.match(text, /^settled: ELQ-00130 does not count rejected rows/m)
    assert.match(text, /^settled: ELQ-00001 does not count rejected rows/m)
    assert.match(text, /^settled: an unknown contact is not among the rejects and not counted in ELQ-00001/m)
    const counts = facts.find(({ fact }) => fact.startsWith('ELQ-00130'))?.details
    assert.deepEqual(counts, { sent: 3, rejects: 2, staged: 1, processed: 1 })
    const contacts = await allContacts(sandbox)
    assert.match(text, /^settled: an import writes the case of its address/m)
    assert.deepEqual(
      contacts.filter((address) => address !== address.toLowerCase()),
      [],
      'the address is restored',
    )
    sandbox.setFaults(['import-rule-ignored'])
    const older = await factsOf(sandbox, ['--probe-list', 'Test contacts'], {
      ...apart,
      ELOQUA_WRITE: 'true',
    })
    assert.match(older.text, /^warning: importRule is dropped: an import creates contacts anew/m)
    assert.equal((await allContacts(sandbox)).length, 20, 'and none is created to find that out')
  })

  it('sends no import and no sync action outside production, unless it is said', async () => {
    const sandbox = await start(lists)
    const { text } = await factsOf(sandbox, probes, apart)
    assert.match(text, /^unknown: how sync actions behave \(left out: neither prod nor ELOQUA_WRITE=true\)$/m)
    assert.match(text, /^unknown: how imports behave \(left out/m)
    assert.match(text, /^unknown: how imports of contacts behave \(left out/m)
    assert.match(
      text,
      /^unknown: what an import does with an unknown contact id \(trying could make a contact\)/m,
    )
    const sent = sandbox.requests().filter(({ method }) => method === 'POST')
    assert.deepEqual([...new Set(sent.map(({ path }) => path.replace(/.*\/2\.0/i, '')))].toSorted(), [
      '/contacts/exports',
      '/syncs',
    ])
  })

  it('does not take for a test what the stages use', async () => {
    const sandbox = await start()
    const named = ['--probe-list', 'DWM - Export Queue', '--probe-object', 'Contacts.Indicators']
    const { code, text } = await factsOf(sandbox, named, { ELOQUA_WRITE: 'true' })
    assert.equal(code, 1)
    assert.match(text, /^wrong: "DWM - Export Queue" is a list of the stages: name one of test contacts/m)
    assert.match(text, /^wrong: "Contacts\.Indicators" is the object of the stages: name one for tests/m)
    assert.ok(sandbox.requests().every(({ method }) => method === 'GET'))
  })
})
