import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { registerSecret } from '@dwmops/fleet'
import { maskText } from './mask.ts'

describe('maskText', () => {
  it('hides secrets and mail addresses, wherever they stand', () => {
    registerSecret('wild gnu herd')
    assert.equal(
      maskText('login with wild gnu herd refused for ann@example.com'),
      'login with *** refused for ***@***',
    )
    assert.equal(
      maskText('dup key: { key: "jane.o\'doe+x@mail.example.com.au" }'),
      'dup key: { key: "***@***" }',
    )
    assert.equal(maskText('at @dwmops/core, pino@10.4.0'), 'at @dwmops/core, pino@10.4.0')
  })
})
