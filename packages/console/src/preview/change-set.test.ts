import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { unsavedWork } from '../login/unsaved-work.ts'
import {
  addChange,
  addChanges,
  changeOf,
  changeSet,
  dropChange,
  dropChangeOf,
  dropChanges,
  type RuleChange,
} from './change-set.ts'

const kept = new Map<string, string>()
const heard: string[] = []
const world = globalThis as unknown as Record<string, unknown>
const own = Object.getOwnPropertyDescriptors(globalThis)

const changeTo = (id: string, find = 'X', collection = 'normLookup'): RuleChange => ({
  ...{ do: 'change', collection, id, document: { find } },
})
const created: RuleChange = { do: 'create', collection: 'normLookup', document: { find: 'new' } }

describe('changeSet', () => {
  before(() => {
    const storage = {
      get length() {
        return kept.size
      },
      key: (at: number) => [...kept.keys()][at] ?? null,
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: kept.set.bind(kept),
      removeItem: kept.delete.bind(kept),
    }
    Object.defineProperty(world, 'localStorage', { value: storage, configurable: true })
    world['dispatchEvent'] = (event: Event) => void heard.push(event.type)
  })
  after(() => {
    for (const name of ['localStorage', 'dispatchEvent']) {
      delete world[name]
      const descriptor = own[name as keyof typeof own]
      if (descriptor) Object.defineProperty(world, name, descriptor)
    }
  })
  beforeEach(() => {
    kept.clear()
    heard.length = 0
    unsavedWork.of('ann')
  })

  it('keeps one change of a rule, the last, and notifies the page', () => {
    addChange(changeTo('a'))
    addChange(changeTo('b'))
    addChange(changeTo('a', 'Y'))
    assert.deepEqual(changeSet(), [changeTo('b'), changeTo('a', 'Y')])
    assert.equal(heard.length, 3)
  })

  it('keeps every new rule, and rules of one id in two collections', () => {
    addChanges([created, created])
    addChanges([created, changeTo('a')])
    addChange(changeTo('a', 'Z', 'genericLookup'))
    assert.deepEqual(changeSet(), [
      created,
      created,
      created,
      changeTo('a'),
      changeTo('a', 'Z', 'genericLookup'),
    ])
  })

  it('drops a change by its place, or by its rule', () => {
    addChanges([created, changeTo('a'), changeTo('a', 'Z', 'genericLookup'), changeTo('b')])
    dropChange(0)
    dropChangeOf({ collection: 'normLookup', id: 'a' })
    assert.deepEqual(changeSet(), [changeTo('a', 'Z', 'genericLookup'), changeTo('b')])
  })

  it('gives up what a preview took along, and nothing that was added meanwhile', () => {
    addChanges([created, changeTo('a')])
    const sent = changeSet()
    addChanges([changeTo('a', 'newer'), changeTo('b')])
    dropChanges(sent)
    assert.deepEqual(changeSet(), [changeTo('a', 'newer'), changeTo('b')])
  })

  it('knows the change of a rule, and none of the same id in another collection', () => {
    addChange(changeTo('a', 'Z', 'genericLookup'))
    assert.equal(changeOf({ collection: 'normLookup', id: 'a' }), undefined)
    assert.deepEqual(changeOf({ collection: 'genericLookup', id: 'a' }), changeTo('a', 'Z', 'genericLookup'))
  })

  it('is empty where something else is kept', () => {
    for (const text of ['{', '{"do":"change"}', 'null']) {
      unsavedWork.set('change set', text)
      assert.deepEqual(changeSet(), [])
    }
  })
})
