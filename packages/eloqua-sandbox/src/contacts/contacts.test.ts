import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { contactFields, contactIdKey } from '../catalog/contact-catalog.ts'
import { ContactsFileError } from '../errors.ts'
import { startSandbox } from '../index.ts'
import { openSandbox } from '../testing/open-sandbox.ts'
import { generateContacts } from './generate-contacts.ts'

describe('generateContacts', () => {
  it('makes the same contacts of the same seed, however many', () => {
    assert.deepEqual([...generateContacts(50, 7)], [...generateContacts(200, 7)].slice(0, 50))
    assert.notDeepEqual([...generateContacts(50, 7)], [...generateContacts(50, 8)])
  })

  it('gives each of 20,000 an address of its own in the example domains, and known keys only', () => {
    const known = new Set([...contactFields.map(({ key }) => key), contactIdKey])
    const addresses = new Set<string>()
    for (const contact of generateContacts(20_000, 1)) {
      const address = contact['emailAddress'] ?? ''
      assert.match(address, /^[a-z]+\.[a-z]+\.\d+@example\.(com|org|net)$/)
      addresses.add(address)
      assert.deepEqual(
        Object.keys(contact).filter((key) => !known.has(key)),
        [],
      )
    }
    assert.equal(addresses.size, 20_000)
  })

  it('spells a part of the addresses with capitals, and changes nothing else of these contacts', () => {
    const plain = [...generateContacts(1000, 1)]
    const mixed = [...generateContacts(1000, 1, 0.3)]
    const address = ({ emailAddress = '' }: Record<string, string>) => emailAddress
    const capital = mixed.filter((one) => /[A-Z]/.test(address(one))).length
    assert.ok(capital > 200 && capital < 400, `${capital}`)
    assert.deepEqual(
      mixed.map((one) => ({ ...one, emailAddress: address(one).toLowerCase() })),
      plain,
    )
  })

  it('spells states, zips, titles and revenues in many ways', () => {
    const contacts = [...generateContacts(2000, 1)]
    for (const [key, atLeast] of [
      ['stateProvince', 30],
      ['zipPostalCode', 500],
      ['jobTitle', 40],
      ['annualRevenue', 500],
      ['country', 12],
    ] as const) {
      assert.ok(new Set(contacts.map((contact) => contact[key])).size >= atLeast, key)
    }
  })
})

describe('records of the indicators object', () => {
  it('are two for every tenth address, in its own spelling, evenly spread', async () => {
    const sandbox = await openSandbox({
      records: Array.from({ length: 30 }, (_, at) => ({ emailAddress: `N${at}@Example.com` })),
      customObject: { secondRecordShare: 0.1 },
    })
    const { items } = (await sandbox.ask('GET', '/sandbox/custom-objects/990')).json
    assert.deepEqual(
      items.slice(30).map(({ emailAddress }: { emailAddress: string }) => emailAddress),
      ['N9@Example.com', 'N19@Example.com', 'N29@Example.com'],
    )
  })

  it('are updated one or all by whether the import says so', async () => {
    const sandbox = await openSandbox({ customObject: { secondRecordShare: 1 } })
    const field = (id: number) => `{{CustomObject[990].Field[${id}]}}`
    const flagged = async (isUpdatingMultipleMatchedRecords: boolean, status: string) => {
      const definition = {
        fields: { id: field(18495), status: field(18496) },
        identifierFieldName: 'id',
        isUpdatingMultipleMatchedRecords,
      }
      await sandbox.sync('/customObjects/990/imports', definition, [{ id: 'ann@example.com', status }])
      const { items } = (await sandbox.ask('GET', '/sandbox/custom-objects/990')).json
      return items.filter(({ dataStatus }: { dataStatus: string }) => dataStatus === status).length
    }
    assert.deepEqual([await flagged(false, 'ONE'), await flagged(true, 'ALL')], [1, 2])
  })
})

describe('a file of contacts', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-contacts-'))
  after(() => rmSync(folder, { recursive: true }))
  const write = (name: string, text: string) => {
    const file = path.join(folder, name)
    writeFileSync(file, text)
    return file
  }

  for (const [name, text] of [
    [
      'good.csv',
      '\uFEFFemailAddress,ContactID,firstName\r\na@example.com,41,"A, ""B""\nC"\r\nb@example.com,,\r\n',
    ],
    [
      'good.jsonl',
      '{"emailAddress":"a@example.com","ContactID":41,"firstName":"A, \\"B\\"\\nC"}\n\n{"emailAddress":"b@example.com","firstName":null}\n',
    ],
  ] as const) {
    it(`is read from ${path.extname(name)}`, async () => {
      const sandbox = await openSandbox({ records: undefined as never, contactsFile: write(name, text) })
      const { items } = (await sandbox.ask('GET', '/sandbox/contacts')).json
      assert.partialDeepStrictEqual(items, [
        { ContactID: '41', fields: { emailAddress: 'a@example.com', firstName: 'A, "B"\nC' } },
        { ContactID: '42', fields: { emailAddress: 'b@example.com', firstName: '' } },
      ])
    })
  }

  for (const [what, name, text, line, reason] of [
    [
      'a quote that never ends',
      'a.csv',
      'emailAddress,city\na@example.com,x\nb@example.com,"y\nc@example.com,z\n',
      3,
      /quote/,
    ],
    ['a quote inside a value', 'b.csv', 'emailAddress,city\na@example.com,x"y"\n', 2, /quote/],
    ['text behind a quote', 'c.csv', 'emailAddress,city\na@example.com,"x"y\n', 2, /quote/],
    [
      'a line of too many values',
      'd.csv',
      'emailAddress\n"a@example\n.com"\nb@example.com,x\n',
      4,
      /2 values where the header has 1/,
    ],
    ['no address', 'f.csv', 'city\n', 1, /no column stands for emailAddress/],
    ['an empty file', 'g.csv', '', 1, /is empty/],
    ['an address twice', 'h.csv', 'emailAddress\na@example.com\nA@example.com\n', 3, /there already/],
    [
      'an id twice',
      'i.csv',
      'emailAddress,ContactID\na@example.com,1\nb@example.com,1\n',
      3,
      /there already/,
    ],
    ['an id that is no number', 'j.csv', 'emailAddress,ContactID\na@example.com,x\n', 2, /not a number/],
    [
      'a line that is no JSON',
      'k.jsonl',
      '{"emailAddress":"a@example.com"}\n{"emailAddress":\n',
      2,
      /not JSON/,
    ],
    ['a list for a value', 'l.jsonl', '{"emailAddress":[]}\n', 1, /emailAddress is not a text/],
  ] as const) {
    it(`is refused for ${what}, with file and line, without its values`, async () => {
      const file = write(name, text)
      await assert.rejects(startSandbox({ contactsFile: file }), (error) => {
        assert.ok(error instanceof ContactsFileError)
        assert.deepEqual([error.file, error.line], [file, line])
        assert.match(error.reason, reason)
        assert.doesNotMatch(error.message, /@/)
        return true
      })
    })
  }

  it('is refused when it is not there', async () => {
    await assert.rejects(
      startSandbox({ contactsFile: path.join(folder, 'none.csv') }),
      /none\.csv, line 1: cannot be read \(ENOENT: there is no such file or folder\)/,
    )
  })
})
