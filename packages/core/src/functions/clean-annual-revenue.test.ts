import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cleanAnnualRevenue } from './clean-annual-revenue.ts'

describe('cleanAnnualRevenue', () => {
  const cases: readonly [revenue: string, bucket: string][] = [
    ['-1', 'Less than $1 mil'],
    ['$999,999', 'Less than $1 mil'],
    ['1000000', '$1 mil to less than $5 mil'],
    ['5000000', '$5 mil to less than $10 mil'],
    ['10000000', '$10 mil to less than $25 mil'],
    ['25000000', '$25 mil to less than $50 mil'],
    ['50000000', '$50 mil to less than $100 mil'],
    ['100000000', '$100 mil to less than $250 mil'],
    ['250000000', '$250 mil to less than $500 mil'],
    ['999999999', '$500 mil to less than $1 bil'],
    ['1000000000', '$1 bil and above'],
    [' +1_000_000 ', '$1 mil to less than $5 mil'],
    ['٢٠٠٠٠٠٠', '$1 mil to less than $5 mil'],
    ['߉999999', '$5 mil to less than $10 mil'],
    ['0'.repeat(4300), 'Less than $1 mil'],
  ]
  for (const [revenue, bucket] of cases)
    it(`puts ${revenue.slice(0, 20)} into ${bucket}`, () => assert.equal(cleanAnnualRevenue(revenue), bucket))

  for (const revenue of ['', '$1 bil and above', '1.5', '1 000', '1__0', '_1', 'much', '0'.repeat(4301)])
    it(`leaves ${JSON.stringify(revenue.slice(0, 20))} as it is`, () =>
      assert.equal(cleanAnnualRevenue(revenue), revenue))
})
