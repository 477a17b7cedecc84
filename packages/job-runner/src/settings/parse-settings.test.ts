import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { contactFields, type SettingName, settingDefinitions } from '@dwmops/fleet'
import { defineSettings, parseSettings, settingsOfStage } from './parse-settings.ts'
import { SettingsError } from './settings-error.ts'

const all = defineSettings(Object.keys(settingDefinitions) as SettingName[])
const needed = {
  ELOQUA_COMPANY: 'Sandbox',
  ELOQUA_USERNAME: 'somebody',
  ELOQUA_PASSWORD: 'pass word ',
  MONGODB_URL: 'mongodb://127.0.0.1:27017/',
}

function faultsOf(
  environment: Record<string, string>,
  files: Record<string, string> = {},
): Record<string, string> {
  try {
    parseSettings(all, environment, { readFile: reader(files) })
    return {}
  } catch (error) {
    assert.ok(error instanceof SettingsError)
    return Object.fromEntries(error.faults.map(({ name, expected }) => [name, expected]))
  }
}

function reader(files: Record<string, string>) {
  return (path: string) => {
    const content = files[path]
    if (content === undefined) throw new Error(`ENOENT ${path}`)
    return content
  }
}

describe('parseSettings', () => {
  it('takes the defaults of the stage', () => {
    const washing = parseSettings(settingsOfStage('wash-contacts'), needed)
    const posting = parseSettings(settingsOfStage('post-contacts'), needed)
    const getting = parseSettings(settingsOfStage('get-contacts'), needed)
    assert.deepEqual([washing.batchSize, posting.batchSize, getting.batchSize], [600, 30_000, 80_000])
    assert.deepEqual([washing.queueDatabase, washing.rulesDatabase], ['dwmqueue', 'dwmdev'])
    assert.equal(washing.environment, 'dev')
    assert.equal(washing.configName, 'Eloqua_Contacts_DWM')
    assert.equal(getting.exportList, 'DWM - Export Queue')
    assert.equal(Object.keys(getting.contactFields).length, 39)
  })

  it('freezes what it returns', () => {
    assert.ok(Object.isFrozen(parseSettings(all, needed)))
  })

  it('takes an empty value for a missing one', () => {
    assert.deepEqual(
      Object.keys(faultsOf({ ...needed, ELOQUA_COMPANY: '', BATCH_SIZE: ' ', PUSHGATEWAY: '' })),
      ['ELOQUA_COMPANY'],
    )
  })

  it('reports all faults at once by name and expected form, and never a value', () => {
    const wrong = { BATCH_SIZE: '10abc', ENVIRONMENT: 'staging', PUSHGATEWAY: 'nowhere', LEASE_SECONDS: '-1' }
    try {
      parseSettings(all, wrong)
      assert.fail('accepted')
    } catch (error) {
      assert.ok(error instanceof SettingsError)
      const names = [...Object.keys(needed), ...Object.keys(wrong)].sort()
      assert.deepEqual(error.faults.map((fault) => fault.name).sort(), names)
      assert.doesNotMatch(error.message, /10abc|staging|nowhere|-1/)
    }
  })

  const refused: [SettingName, string[]][] = [
    ['BATCH_SIZE', ['10abc', '1e3', '0x10', '1.5', '-1', '0', '1_000', '999999999999']],
    ['POLL_SECONDS', ['0', 'soon', '1e1', '.5.']],
    ['ELOQUA_WRITE', ['yes', '1', 'TRUE']],
    ['ENVIRONMENT', ['production', 'Prod']],
    ['LOG_LEVEL', ['verbose']],
    ['MONGODB_URL', ['localhost:27017', 'http://host', 'mongodb://']],
    ['QUEUE_DATABASE', ['a/b', 'a b', 'a.b', '$a']],
    [
      'PUSHGATEWAY',
      [
        ...['host', 'ftp://host', ':9091', 'host:99999', 'http://host:9091/?job=x', 'http://host:9091/#x'],
        ...['http://ann:%ZZ@host:9091', 'http://100%:secret@host:9091'],
      ],
    ],
    ['HTTPS_PROXY', ['proxy', 'socks5://proxy:1080', 'http://ann:%@proxy:3128']],
    ['NODE_EXTRA_CA_CERTS', ['/nowhere/ca.pem', '/proc/version']],
    ['ELOQUA_LOGIN_URL', ['login.eloqua.com', 'ftp://x/id']],
    ['CUSTOM_OBJECT', ["it's", '{{x}}']],
    [
      'INDICATOR_FIELDS',
      ['18495,18496', 'emailAddress=1', 'emailAddress=1,dataStatus=1,updatedTimestamp=2', 'a=1,b=2,c=3'],
    ],
  ]
  for (const [name, values] of refused) {
    it(`refuses for ${name}: ${values.join(' | ')}`, () => {
      for (const value of values)
        assert.deepEqual(Object.keys(faultsOf({ ...needed, [name]: value })), [name], value)
    })
  }

  it('reads ids and names of objects and fields', () => {
    const settings = parseSettings(all, {
      ...needed,
      CUSTOM_OBJECT: 'Contacts.Indicators',
      INDICATOR_FIELDS:
        'emailAddress=1, dataStatus = Data Status, updatedTimestamp=Contacts.Indicators.Updated_Timestamp',
    })
    assert.deepEqual(settings.customObject, { name: 'Contacts.Indicators' })
    assert.deepEqual(settings.indicatorFields, {
      emailAddress: { id: 1 },
      dataStatus: { name: 'Data Status' },
      updatedTimestamp: { name: 'Contacts.Indicators.Updated_Timestamp' },
    })
    assert.deepEqual(parseSettings(all, needed).customObject, { id: 990 })
  })

  it('takes host:port of a Pushgateway for plain HTTP', () => {
    const of = (PUSHGATEWAY: string) => parseSettings(all, { ...needed, PUSHGATEWAY }).pushgateway?.reveal()
    assert.equal(of('push.example.com:9091'), 'http://push.example.com:9091')
    assert.equal(of('https://push.example.com/some/where/'), 'https://push.example.com/some/where')
  })

  it('knows ELOQUA_USER and OPENSHIFT_LOG_DIR as other names', () => {
    const { ELOQUA_USERNAME: _, ...rest } = needed
    const settings = parseSettings(all, { ...rest, ELOQUA_USER: 'another', OPENSHIFT_LOG_DIR: '/logs' })
    assert.equal(settings.eloquaUsername, 'another')
    assert.equal(settings.logDir, '/logs')
  })

  it('keeps a password to the letter', () => {
    assert.equal(parseSettings(all, needed).eloquaPassword?.reveal(), 'pass word ')
  })

  it('reads every secret from NAME_FILE too, and trims what a file ends with', () => {
    const { ELOQUA_PASSWORD: _, MONGODB_URL: __, ...rest } = needed
    const files = { '/run/p': 'from file\n', '/run/m': 'mongodb://u:p@db.example.com/\n' }
    const environment = { ...rest, ELOQUA_PASSWORD_FILE: '/run/p', MONGODB_URL_FILE: '/run/m' }
    const settings = parseSettings(all, environment, { readFile: reader(files) })
    assert.equal(settings.eloquaPassword?.reveal(), 'from file')
    assert.equal(settings.mongodbUrl.reveal(), 'mongodb://u:p@db.example.com/')
  })

  it('refuses a secret that is given twice, and a file that is missing or empty', () => {
    const files = { '/run/p': 'from file', '/run/empty': '\n' }
    assert.match(
      faultsOf({ ...needed, ELOQUA_PASSWORD_FILE: '/run/p' }, files)['ELOQUA_PASSWORD'] ?? '',
      /not both/,
    )
    const { ELOQUA_PASSWORD: _, ...rest } = needed
    const missing = faultsOf({ ...rest, ELOQUA_PASSWORD_FILE: '/run/q' }, files)
    const empty = faultsOf({ ...rest, ELOQUA_PASSWORD_FILE: '/run/empty' }, files)
    assert.match(missing['ELOQUA_PASSWORD'] ?? '', /readable file/)
    assert.match(empty['ELOQUA_PASSWORD'] ?? '', /not empty/)
  })

  it('shows neither password nor login of the database when settings are printed', () => {
    const settings = parseSettings(all, {
      ...needed,
      MONGODB_URL: 'mongodb://u:hidden@db.example.com:27017/x?y=z',
    })
    const prints = [JSON.stringify(settings), inspect(settings), Object.values(settings).map(String).join()]
    for (const printed of prints) {
      assert.doesNotMatch(printed, /hidden|pass word/)
      assert.match(printed, /mongodb:\/\/db\.example\.com:27017/)
    }
  })

  it('reads contact fields from CONTACT_FIELDS_FILE', () => {
    const fields = { emailAddress: '{{Contact.Field(C_EmailAddress)}}', ContactID: '{{Contact.Id}}' }
    const files = { '/fields.json': JSON.stringify(fields) }
    const environment = { ...needed, CONTACT_FIELDS_FILE: '/fields.json' }
    assert.deepEqual(parseSettings(all, environment, { readFile: reader(files) }).contactFields, fields)
  })

  const badFields = ['', 'not json', '[]', '{}', '{"emailAddress": 1, "ContactID": "{{Contact.Id}}"}']
  const tooMany = Array.from({ length: 100 }, (_, n) => [`f${n}`, `{{Contact.Field(C_F${n})}}`])
  const hundredAndTwo = JSON.stringify({ ...contactFields, ...Object.fromEntries(tooMany) })
  for (const content of [
    ...badFields,
    '{"emailAddress": "{{Contact.Id}}", "ContactID": "C_Id"}',
    hundredAndTwo,
  ]) {
    it(`refuses contact fields ${content.slice(0, 60)}`, () => {
      const faults = faultsOf({ ...needed, CONTACT_FIELDS_FILE: '/fields.json' }, { '/fields.json': content })
      assert.deepEqual(Object.keys(faults), ['CONTACT_FIELDS_FILE'])
    })
  }

  it('wants https for the login in prod, but for an address on this machine', () => {
    const of = (ELOQUA_LOGIN_URL: string, ENVIRONMENT: string) =>
      Object.keys(faultsOf({ ...needed, ELOQUA_LOGIN_URL, ENVIRONMENT }))
    assert.deepEqual(of('http://sandbox:4010/id', 'prod'), ['ELOQUA_LOGIN_URL'])
    assert.deepEqual(of('http://sandbox:4010/id', 'dev'), [])
    assert.deepEqual(of('http://127.0.0.1:4010/id', 'prod'), [])
  })

  const { MONGODB_URL, ...login } = needed
  const app = { ELOQUA_CLIENT_ID: 'app', ELOQUA_CLIENT_SECRET: 'app secret' }
  const logins: [what: string, environment: Record<string, string>, lacking: string[]][] = [
    ['nothing', {}, Object.keys(login)],
    ['a user without a password', { ELOQUA_COMPANY: 'A', ELOQUA_USER: 'b' }, ['ELOQUA_PASSWORD']],
    ['an OAuth client and a refresh token', { ...app, ELOQUA_REFRESH_TOKEN: 'token' }, []],
    ['an OAuth client and a user', { ...app, ...login }, []],
    ['an OAuth client alone', app, ['ELOQUA_REFRESH_TOKEN']],
    ['a client id alone', { ELOQUA_CLIENT_ID: 'app' }, ['ELOQUA_CLIENT_SECRET', 'ELOQUA_REFRESH_TOKEN']],
    ['a refresh token alone', { ELOQUA_REFRESH_TOKEN: 't' }, ['ELOQUA_CLIENT_ID', 'ELOQUA_CLIENT_SECRET']],
  ]
  for (const [what, environment, lacking] of logins) {
    it(`${lacking.length === 0 ? 'logs in by' : `misses ${lacking.join(', ')} in a login by`} ${what}`, () => {
      assert.deepEqual(Object.keys(faultsOf({ MONGODB_URL, ...environment })), lacking)
    })
  }

  it('asks a program for no login that reads none', () => {
    assert.ok(parseSettings(settingsOfStage('wash-contacts'), { MONGODB_URL }))
  })
})
