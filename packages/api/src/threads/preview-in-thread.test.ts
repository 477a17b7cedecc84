import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { smallRuleSet } from '../testing/small-rule-set.ts'
import { testApi } from '../testing/test-api.ts'
import { previewInThread } from './preview-in-thread.ts'
import { threadDataOf } from './thread-data.ts'

const api = testApi()

function preview(draft: string, following: Parameters<typeof previewInThread>[1]) {
  return previewInThread({ ...threadDataOf(api.context), draft, over: { queued: true } }, following)
}

const following = (signal = new AbortController().signal) => ({ signal })

describe('previewInThread', () => {
  it('previews a draft, and says in words what is not there', async () => {
    const { store } = api.context
    await store.publish(smallRuleSet, { who: 'test' })
    const { basis } = await store.drafts.ground()
    const { id } = await store.drafts.keep(smallRuleSet, { who: 'test', basis })
    const found = await preview(id, following())
    assert.deepEqual([found.contacts, found.changed], [0, 0])
    await assert.rejects(preview('none', following()), /none/)
  })

  it('ends with the reason of its signal, before and while it works', async () => {
    const controller = new AbortController()
    const begun = preview('none', following(controller.signal))
    controller.abort(new Error('thrown away'))
    await assert.rejects(begun, /^Error: thrown away$/)
    await assert.rejects(preview('none', following(controller.signal)), /thrown away/)
  })
})
