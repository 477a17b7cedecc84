import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as forms from './setting-forms.ts'

const { decimalNumber, oneOf, wholeNumber } = forms

type Case = readonly [name: string, form: forms.Form<unknown>, given: string, read: unknown]

const refs = { emailAddress: { name: 'E' }, dataStatus: { id: 9 }, updatedTimestamp: { name: 'U' } }
const cases: readonly Case[] = [
  ['wholeNumber', wholeNumber(1, 10), '1', 1],
  ['wholeNumber', wholeNumber(1, 10), '10', 10],
  ['wholeNumber', wholeNumber(1, 10), '0', undefined],
  ['wholeNumber', wholeNumber(1, 10), '11', undefined],
  ['wholeNumber', wholeNumber(1, 10), '5abc', undefined],
  ['wholeNumber', wholeNumber(1, 10), '5.0', undefined],
  ['decimalNumber', decimalNumber(0.5, 2), '0.5', 0.5],
  ['decimalNumber', decimalNumber(0.5, 2), '2', 2],
  ['decimalNumber', decimalNumber(0.5, 2), '0.4', undefined],
  ['decimalNumber', decimalNumber(0.5, 2), '1e0', undefined],
  ['oneOf', oneOf('dev', 'prod'), 'prod', 'prod'],
  ['oneOf', oneOf('dev', 'prod'), 'Prod', undefined],
  ['trueOrFalse', forms.trueOrFalse, 'true', true],
  ['trueOrFalse', forms.trueOrFalse, 'false', false],
  ['trueOrFalse', forms.trueOrFalse, 'yes', undefined],
  ['httpUrl', forms.httpUrl, 'https://x.org/a//', 'https://x.org/a'],
  ['httpUrl', forms.httpUrl, 'ftp://x.org', undefined],
  ['httpUrl', forms.httpUrl, 'x.org', undefined],
  ['databaseName', forms.databaseName, 'dwm-queue_1', 'dwm-queue_1'],
  ['databaseName', forms.databaseName, 'a.b', undefined],
  ['databaseName', forms.databaseName, 'a'.repeat(64), undefined],
  ['headerName', forms.headerName, 'X-User', 'x-user'],
  ['headerName', forms.headerName, 'x user', undefined],
  ['certificates', forms.certificates, '-----BEGIN CERTIFICATE-----\nx', '-----BEGIN CERTIFICATE-----\nx'],
  ['certificates', forms.certificates, '-----BEGIN PRIVATE KEY-----', undefined],
  ['proxyRoles', forms.proxyRoles, 'cn=a,b = editor', undefined],
  ['proxyRoles', forms.proxyRoles, ' cn=a = editor , * =reader', { 'cn=a': 'editor', '*': 'reader' }],
  ['proxyRoles', forms.proxyRoles, 'a=admin', undefined],
  ['objectRef', forms.objectRef, '990', { id: 990 }],
  ['objectRef', forms.objectRef, 'My object', { name: 'My object' }],
  ['objectRef', forms.objectRef, 'a"b', undefined],
  ['indicatorFields', forms.indicatorFields, 'emailAddress=E, dataStatus = 9,updatedTimestamp=U', refs],
  ['indicatorFields', forms.indicatorFields, 'emailAddress=E,dataStatus=9', undefined],
  ['indicatorFields', forms.indicatorFields, 'emailAddress=E,dataStatus=E,updatedTimestamp=U', undefined],
  ['indicatorFields', forms.indicatorFields, 'emailAddress=E,dataStatus=9,other=U', undefined],
  [
    'indicatorFields',
    forms.indicatorFields,
    'emailAddress=E,dataStatus=9,updatedTimestamp=U,other=X',
    undefined,
  ],
  ['indicatorFields', forms.indicatorFields, 'emailAddress=E,emailAddress=F,updatedTimestamp=U', undefined],
  ['indicatorFields', forms.indicatorFields, 'emailAddress={E},dataStatus=9,updatedTimestamp=U', undefined],
]

const secrets: readonly (readonly [
  name: string,
  form: forms.Form<unknown>,
  given: string,
  shown?: string,
])[] = [
  ['pushgateway', forms.pushgateway, 'gateway:9091', 'http://gateway:9091'],
  ['pushgateway', forms.pushgateway, '[::1]:9091', 'http://[::1]:9091'],
  ['pushgateway', forms.pushgateway, 'https://ann:pass@gateway/', 'https://gateway'],
  ['pushgateway', forms.pushgateway, 'https://ann:pa%ss@gateway'],
  ['pushgateway', forms.pushgateway, 'https://a%n:pass@gateway'],
  ['pushgateway', forms.pushgateway, 'https://gateway?a=1'],
  ['pushgateway', forms.pushgateway, 'https://gateway#a'],
  ['pushgateway', forms.pushgateway, 'gateway'],
  ['proxy', forms.proxy, 'socks://proxy:1'],
  ['mongodbUrl', forms.mongodbUrl, 'mongodb://ann:pass@a,b/db?x=1', 'mongodb://a,b'],
  ['mongodbUrl', forms.mongodbUrl, 'mongodb+srv://a', 'mongodb+srv://a'],
  ['mongodbUrl', forms.mongodbUrl, 'http://a'],
  ['mongodbUrl', forms.mongodbUrl, 'mongodb://'],
  ['secret', forms.secret, 'pass', '***'],
]

const read = (form: forms.Form<unknown>, given: string) => {
  const parsed = form.schema.safeParse(given)
  return parsed.success ? parsed.data : undefined
}

describe('forms of settings', () => {
  for (const [name, form, given, expected] of cases)
    it(`read ${JSON.stringify(given).slice(0, 70)} as ${name}: ${JSON.stringify(expected)}`, () =>
      assert.deepEqual(read(form, given), expected))

  for (const [name, form, given, shown] of secrets)
    it(`${shown === undefined ? 'refuse' : 'show'} ${given} as ${name} ${shown ?? ''}`, () => {
      const found = read(form, given) as { reveal(): string } | undefined
      if (shown === undefined) return assert.equal(found, undefined)
      assert.ok(!String(found).includes('pass'))
      if (name !== 'secret') assert.equal(String(found), shown)
      assert.ok(found?.reveal().includes(given.replace(/\/$/, '')))
    })

  it('say what they expect, and never what was given', () => {
    const { error } = wholeNumber(1, 10).schema.safeParse('secret')
    assert.match(error?.message ?? '', /whole number from 1 to 10/)
    assert.ok(!error?.message.includes('secret'))
  })
})
