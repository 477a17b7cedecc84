import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { unsupportedServer } from './supported-server.ts'

const mongodb = { hosts: ['db.example.com'], buildInfo: { version: '6.0.27' }, takesPipelines: true }

describe('unsupportedServer', () => {
  for (const [what, facts] of [
    ['MongoDB 6', mongodb],
    ['MongoDB 8.2', { ...mongodb, buildInfo: { version: '8.2.1' } }],
    ['FerretDB 2', { ...mongodb, buildInfo: { version: '7.0.77', ferretdb: { version: 'v2.7.0' } } }],
  ] as const)
    it(`takes ${what}`, () => assert.equal(unsupportedServer(facts), undefined))

  for (const [what, facts] of [
    ['MongoDB 5.0.9', { ...mongodb, buildInfo: { version: '5.0.9' } }],
    ['FerretDB v1.24.0', { ...mongodb, buildInfo: { version: '7.0.42', ferretdb: { version: 'v1.24.0' } } }],
    ['FerretDB v1.2.0', { ...mongodb, buildInfo: { version: '6.0.42', ferretdbVersion: 'v1.2.0' } }],
    ['Amazon DocumentDB', { ...mongodb, hosts: ['x.cluster-y.eu-west-1.docdb.amazonaws.com'] }],
    ['Amazon DocumentDB', { ...mongodb, takesPipelines: false }],
    ['Azure Cosmos DB', { ...mongodb, hosts: ['x.mongo.cosmos.azure.com'] }],
    ['Azure Cosmos DB', { ...mongodb, buildInfo: { version: '4.2.0', _t: 'BuildInfoResponse' } }],
  ] as const)
    it(`names ${what}, with ${JSON.stringify(facts)}`, () =>
      assert.ok(unsupportedServer(facts)?.includes(what)))
})
