import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { alertConditions } from '@dwmops/fleet'
import { runbooksIn } from './runbooks-in.ts'

describe('runbooksIn', () => {
  it('takes each section, with links to the pages of the others', () => {
    const [first, second] = runbooksIn(
      '# All\n\nbefore\n\n## Stage stale\n\nSee [the other](#api-down).\n\n## API down\n\n- one',
    )
    assert.deepEqual([first?.anchor, first?.title], ['stage-stale', 'Stage stale'])
    assert.match(first?.html ?? '', /<a href="#\/runbooks\/api-down">the other<\/a>/)
    assert.match(second?.html ?? '', /<li>one<\/li>/)
  })

  it('finds the runbook of every condition in the file of the fleet, and no markup that runs', () => {
    const file = path.join(import.meta.dirname, '../../../../k8s/runbooks.md')
    const runbooks = runbooksIn(readFileSync(file, 'utf8'))
    const anchors = new Set(runbooks.map(({ anchor }) => anchor))
    for (const { runbook } of Object.values(alertConditions)) assert.ok(anchors.has(runbook), runbook)
    for (const { html } of runbooks) assert.doesNotMatch(html, /<script|<style| style=| on\w+=/)
  })
})
