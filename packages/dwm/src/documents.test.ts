import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import type { Command } from 'commander'
import { dwmProgram } from './program.ts'

const root = path.join(import.meta.dirname, '../../..')
const documents = [
  '*.md',
  'packages/*/README.md',
  'packages/*/docs/*.md',
  'k8s/**/*.md',
  '.github/*.md',
].flatMap((pattern) =>
  globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' }).filter(
    (file) => file !== 'CHANGELOG.md',
  ),
)
const program = dwmProgram()

/** Calls of dwm in a text: what follows its name, in code and in blocks of commands. */
function callsIn(text: string): string[] {
  const inline = Array.from(text.matchAll(/`(?:npx )?dwm ([^`\n]+)`/g), ([, call = '']) => call)
  const lines = Array.from(text.matchAll(/^(?:npx )?dwm ([^#|>\n]+)/gm), ([, call = '']) => call)
  return [...inline, ...lines].map((call) => call.trim())
}

/** What of a call dwm does not know; undefined when it knows all. */
function unknownIn(call: string): string | undefined {
  const words = call.replace(/"[^"]*"/g, 'text').split(/\s+/)
  let command: Command = program
  const known = new Set(['--help'])
  const learn = () => {
    for (const { long, short } of command.options) for (const name of [long, short]) if (name) known.add(name)
  }
  learn()
  for (const word of words) {
    const inner = command.commands.find((one) => one.name() === word)
    if (inner !== undefined) {
      command = inner
      learn()
    } else if (word.startsWith('-')) {
      if (!known.has(word.replace(/[=,].*/, ''))) return word
    } else if (command === program) return /^[A-Z.]+$/.test(word) ? undefined : word
  }
  return undefined
}

describe('the documents', () => {
  it('name commands and options that dwm has', () => {
    const calls = documents.flatMap((file) =>
      callsIn(readFileSync(path.join(root, file), 'utf8')).map((call) => ({
        file,
        call,
        unknown: unknownIn(call),
      })),
    )
    assert.ok(calls.length > 100, `only ${calls.length} calls`)
    assert.deepEqual(
      calls.filter(({ unknown }) => unknown !== undefined),
      [],
    )
  })

  it('are read well enough to find a wrong one', () => {
    assert.deepEqual(callsIn('`dwm queue ls`\ndwm status  # now'), ['queue ls', 'status'])
    assert.equal(unknownIn('queue ls --json'), undefined)
    assert.equal(unknownIn('queue ls --gone'), '--gone')
    assert.equal(unknownIn('gone'), 'gone')
  })
})
