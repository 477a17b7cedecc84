import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eloquaChecks } from '../testing/eloqua-checks.ts'
import { runDwm } from '../testing/run-dwm.ts'
import { testDatabase } from '../testing/test-database.ts'

describe('dwm eloqua check', () => {
  const database = testDatabase()
  const { start, check, factsOf } = eloquaChecks()

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
    assert.match(text, /^wrong: dataStatus: no single field Status; known: "Email_Address" \(18495\), /m)
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

  it('shows the lengths of text, which the Application API alone reports', async () => {
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
      /^unknown: whether contact fields are of small or of large text \(.* not for this user; no value is cut/m,
    )
    assert.equal(code, 0)
  })

  it('reports refused rights by call and stage', async () => {
    const sandbox = await start({ faults: ['http-error=403,times=ever,path=*syncActions*'] })
    const { code, text } = await factsOf(sandbox)
    assert.equal(code, 1)
    assert.match(
      text,
      /^wrong: GET contacts\/syncActions is forbidden \(answered 403; needed by get-contacts\)$/m,
    )
  })

  it('reports refused credentials as a fact, and an unavailable instance by exit code 3', async () => {
    const sandbox = await start()
    const refused = await factsOf(sandbox, [], { ELOQUA_PASSWORD: 'Another-Pass-1' })
    assert.equal(refused.code, 1)
    assert.match(refused.text, /^wrong: credentials are refused/)
    sandbox.setFaults(['http-error=500,times=ever'])
    const away = await check(sandbox)
    assert.equal(away.code, 3)
    assert.match(away.err, /^dwm: GET \/id: answered 500.*\n$/)
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
