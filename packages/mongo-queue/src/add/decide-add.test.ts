import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ObjectId } from 'mongodb'
import { type Decision, decideAdd, type Incoming, type Seen } from './decide-add.ts'

const at = (hour: number) => new Date(Date.UTC(2024, 0, 1, hour))
const seen: Seen = {
  _id: new ObjectId(),
  state: 'ready',
  source: 'A',
  exportedAt: at(5),
  arrival: 'earlier call',
  generation: 1,
}
const waiting = { source: 'B', exportedAt: at(6), arrival: 'another call' }
const incoming: Incoming = {
  source: 'B',
  exportedAt: at(7),
  arrival: 'this call',
  dated: true,
  onlyIdle: false,
  replaces: null,
}

const table: [string, Partial<Seen>, Partial<Incoming>, Decision][] = [
  ['another version replaces what is ready', {}, {}, 'renew'],
  ['another version replaces what is dead', { state: 'dead' }, {}, 'renew'],
  ['any newer export replaces what is done', { state: 'done' }, { source: 'A' }, 'renew'],
  ['the same version is confirmed', {}, { source: 'A' }, 'confirm'],
  ['the same version that is dead stays so', { state: 'dead' }, { source: 'A' }, 'confirm'],
  ['another version waits for a claim', { state: 'claimed' }, {}, 'hold'],
  ['the same version does not wait', { state: 'claimed' }, { source: 'A' }, 'confirm'],
  ['what waits already is confirmed', { state: 'claimed', pendingVersion: waiting }, {}, 'confirmPending'],
  [
    'back to the claimed version drops the waiting one',
    { state: 'claimed', pendingVersion: waiting },
    { source: 'A' },
    'dropPending',
  ],
  ['a third version waits instead', { state: 'claimed', pendingVersion: waiting }, { source: 'C' }, 'hold'],
  ['an older export changes nothing', {}, { exportedAt: at(4) }, 'same'],
  [
    'older than what waits is older',
    { state: 'claimed', pendingVersion: waiting },
    { exportedAt: at(5) },
    'same',
  ],
  ['the same export again changes nothing', { state: 'done' }, { source: 'A', exportedAt: at(5) }, 'same'],
  ['without a date the later call is newer', {}, { exportedAt: at(5), dated: false }, 'renew'],
  ['for idle ones only, what is under way stays', {}, { onlyIdle: true }, 'same'],
  ['for idle ones only, what is dead stays', { state: 'dead' }, { onlyIdle: true }, 'same'],
  [
    'for idle ones only, what is done is replaced by an older one too',
    { state: 'done' },
    { onlyIdle: true, replaces: 'earlier call', exportedAt: at(4) },
    'renew',
  ],
  [
    'for idle ones only, what has come through since it was looked at stays',
    { state: 'done' },
    { onlyIdle: true, replaces: 'call before that' },
    'same',
  ],
  [
    'for idle ones only, what was new when it was looked at stays',
    { state: 'done' },
    { onlyIdle: true },
    'same',
  ],
  ['this call has added it', { arrival: 'this call' }, {}, 'added'],
  ['this call has renewed it', { arrival: 'this call', generation: 2 }, {}, 'renewed'],
  [
    'this call has put it in waiting',
    { state: 'claimed', pendingVersion: { ...waiting, arrival: 'this call' } },
    {},
    'held',
  ],
]

describe('decideAdd', () => {
  for (const [name, stored, added, decision] of table)
    it(name, () => assert.equal(decideAdd({ ...seen, ...stored }, { ...incoming, ...added }), decision))
})
