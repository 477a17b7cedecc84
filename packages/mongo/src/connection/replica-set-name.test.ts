import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { describe, it } from 'node:test'
import type { MongoClient } from 'mongodb'
import { replicaSetMismatch, watchReplicaSetNames } from './replica-set-name.ts'

describe('watchReplicaSetNames', () => {
  it('knows the set of each server, but not of one that does not know it yet, or a router', () => {
    const client = new EventEmitter()
    const names = watchReplicaSetNames(client as unknown as MongoClient)
    const says = (connectionId: string, reply: object) =>
      client.emit('serverHeartbeatSucceeded', { connectionId, reply })
    says('a:1', { setName: 'rs0' })
    says('b:1', { isWritablePrimary: true })
    says('c:1', { isreplicaset: true })
    says('d:1', { msg: 'isdbgrid' })
    names.stop()
    says('e:1', { setName: 'rs0' })
    assert.deepEqual(
      [...names.found],
      [
        ['a:1', 'rs0'],
        ['b:1', undefined],
      ],
    )
  })
})

describe('replicaSetMismatch', () => {
  const found = new Map<string, string | undefined>([
    ['a:1', 'rs0'],
    ['b:1', undefined],
  ])

  it('says what the servers are instead', () => {
    assert.match(
      replicaSetMismatch('rs1', { found }) ?? '',
      /it says rs1, but a:1 is a member of rs0, b:1 is no member/,
    )
  })

  it('has nothing to say where a server agrees, none answered, or no set is wanted', () => {
    for (const mismatch of [
      replicaSetMismatch('rs0', { found }),
      replicaSetMismatch('rs1', { found: new Map() }),
      replicaSetMismatch(undefined, { found }),
    ])
      assert.equal(mismatch, undefined)
  })
})
