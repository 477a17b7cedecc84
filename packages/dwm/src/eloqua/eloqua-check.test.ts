import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { type Sandbox, type SandboxOptions, startSandbox } from '@dwmops/eloqua-sandbox'
import { type Ended, runDwm } from '../testing/run-dwm.ts'
import { testDatabase } from '../testing/test-database.ts'
import type { Fact } from './report.ts'

const password = 'Sandbox-Pass-1'
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

describe('dwm eloqua check', () => {
  const database = testDatabase()
  const running: Sandbox[] = []
  after(() => Promise.all(running.map((sandbox) => sandbox.stop())))

  async function start(options: SandboxOptions = {}): Promise<Sandbox> {
    const sandbox = await startSandbox({ contacts: 20, password, ...options })
    running.push(sandbox)
    return sandbox
  }

  function check(sandbox: Sandbox, args: string[] = [], env: Record<string, string> = {}): Promise<Ended> {
    const login = { ELOQUA_COMPANY: 'Sandbox', ELOQUA_USERNAME: 'sandbox', ELOQUA_PASSWORD: password }
    const settings = { ELOQUA_LOGIN_URL: `${sandbox.url}/id`, POLL_SECONDS: '0.02' }
    return runDwm(['eloqua', 'check', ...args], { env: { ...login, ...settings, ...env } })
  }

  async function factsOf(sandbox: Sandbox, args: string[] = [], env: Record<string, string> = {}) {
    const { out, err, code } = await check(sandbox, [...args, '--json'], env)
    assert.doesNotMatch(out + err, /@|Sandbox-Pass/)
    const facts: Fact[] = JSON.parse(out)
    const text = facts.map(({ verdict, fact, how }) => `${verdict}: ${fact} (${how})`).join('\n')
    return { code, facts, text }
  }

  it('finds an instance good for the stages, and only reads', async () => {
    const sandbox = await start()
    const { code, out, err } = await check(sandbox)
    assert.equal(code, 0, out + err)
    assert.match(
      out,
      /^login\n {2}ok +credentials are good: user sandbox of Sandbox \(site \d+\) \(GET \/id\)\n/,
    )
    assert.match(out, /"DWM - Processing Queue" is list 6051 and counts 20 contacts/)
    assert.match(out, /39 of 39 statements are good/)
    assert.match(out, /updatedTimestamp is "Contacts\.Indicators\.Updated_Timestamp", id 18500, of type date/)
    assert.match(out, /Eloqua's clock less ours is between -?\d/)
    assert.match(out, /\d+ ok, \d+ unknown, \d+ settled\n$/)
    assert.deepEqual([...new Set(sandbox.requests().map(({ method }) => method))], ['GET'])
  })

  it('names what is wrong, and goes on to the rest', async () => {
    const sandbox = await start()
    const env = {
      EXPORT_LIST: 'dwm export queue',
      INDICATOR_FIELDS: 'emailAddress=18495,dataStatus=Status,updatedTimestamp=18496',
    }
    const { code, text } = await factsOf(sandbox, [], env)
    assert.equal(code, 1)
    assert.match(text, /^wrong: no list is named exactly "dwm export queue"; there is "DWM - Export Queue"/m)
    assert.match(text, /^wrong: dataStatus: no single field Status; there are "Email_Address" \(18495\), /m)
    assert.match(
      text,
      /^wrong: updatedTimestamp is "Data_Status", id 18496, of type string; refresh-indicators/m,
    )
    assert.match(text, /^ok: "DWM - Processing Queue"/m)
  })

  it('names every field, list and object that is missing or locked, each with its key', async () => {
    const fields = { persona: 'missing', C_City: 'readOnly', vertical: 'missing' } as const
    const sandbox = await start({ fields, exportList: { name: 'DWM - Processing Queue' } })
    const env = {
      EXPORT_LIST: '6050',
      PROCESSING_LIST: 'DWM - Processing Queue',
      CUSTOM_OBJECT: 'Indicators',
    }
    const { code, text, facts } = await factsOf(sandbox, [], env)
    assert.equal(code, 1)
    assert.match(text, /^ok: "DWM - Processing Queue" is list 6050 and counts 20 contacts \(EXPORT_LIST/m)
    assert.match(
      text,
      /^wrong: 2 lists are named exactly "DWM - Processing Queue": give an id, one of 6050, 6051/m,
    )
    assert.match(text, /^wrong: CUSTOM_OBJECT Indicators: /m)
    assert.match(text, /the instance has "Contacts\.Indicators" \(990\)/)
    const wrong = facts.filter(({ verdict, topic }) => verdict === 'wrong' && topic === 'contact fields')
    assert.deepEqual(
      wrong.map(({ details }) => details),
      [
        { key: 'city', readOnly: 'C_City' },
        { key: 'persona', missing: 'C_Derived__Persona1' },
        { key: 'vertical', missing: 'C_Vertical1' },
      ],
    )
  })

  it('shows the lengths of text, which the Application API alone tells', async () => {
    const sandbox = await start({ fields: { jobTitle: 'largeText' } })
    const { facts } = await factsOf(sandbox)
    const lengths = facts.filter(({ topic }) => topic === 'text lengths')
    const [contacts, object] = lengths.map(({ details = {} }) => details)
    assert.deepEqual([contacts?.['jobTitle'], contacts?.['city']], [32_000, 100])
    assert.equal(object?.['dataStatus'], 250)
    sandbox.setFaults(['http-error=403,times=ever,path=/API/REST/*'])
    const { text, code } = await factsOf(sandbox)
    assert.match(
      text,
      /^unknown: whether contact fields are of small or of large text \(.* answered 403; .* 100/m,
    )
    assert.equal(code, 0)
  })

  it('tells refused rights by call and stage', async () => {
    const sandbox = await start({ faults: ['http-error=403,times=ever,path=*syncActions*'] })
    const { code, text } = await factsOf(sandbox)
    assert.equal(code, 1)
    assert.match(
      text,
      /^wrong: GET contacts\/syncActions is forbidden \(answered 403; needed by get-contacts\)$/m,
    )
  })

  it('tells refused credentials as a fact, and an instance that is away by exit code 3', async () => {
    const sandbox = await start()
    const refused = await factsOf(sandbox, [], { ELOQUA_PASSWORD: 'Another-Pass-1' })
    assert.equal(refused.code, 1)
    assert.match(refused.text, /^wrong: credentials are refused/)
    sandbox.setFaults(['http-error=500,times=ever'])
    const away = await check(sandbox)
    assert.equal(away.code, 3)
    assert.match(away.err, /^dwm: GET \/id: answered 500.*\n$/)
  })

  it('settles by probes what reading does not tell, and puts things back', async () => {
    const sandbox = await start(lists)
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
      'the address is put back as it was',
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

  it('logs in by OAuth with the tokens that the stages share, which are in the queue database', async () => {
    const sandbox = await start({ oauthClient: { id: 'an-app', secret: 'an-app-secret' } })
    const oauth = { ELOQUA_CLIENT_ID: 'an-app', ELOQUA_CLIENT_SECRET: 'an-app-secret' }
    const { env } = database.fresh()
    for (const run of [1, 2]) {
      const { code, out, err } = await check(sandbox, [], { ...oauth, ...env })
      assert.equal(code, 0, `run ${run}: ${out}${err}`)
    }
    const tokenCalls = sandbox.requests().filter(({ path }) => path === '/auth/oauth2/token')
    assert.deepEqual(
      tokenCalls.map(({ count }) => count),
      [1],
    )
    const { code, err } = await check(sandbox, [], oauth)
    assert.equal(code, 2)
    assert.match(err, /MONGODB_URL/)
  })

  it('names all settings that are missing at once', async () => {
    const { code, err } = await runDwm(['eloqua', 'check'])
    assert.equal(code, 2)
    assert.match(
      err,
      /^dwm: 3 settings are missing or wrong: ELOQUA_COMPANY .*ELOQUA_USERNAME .*ELOQUA_PASSWORD .*\n$/,
    )
  })
})
