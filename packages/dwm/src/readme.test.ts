import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import type { Command } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { dwmProgram } from './program.ts'

const read = (file: string) => readFileSync(path.join(import.meta.dirname, '..', file), 'utf8')
const readme = read('README.md')
const commands = readme + read('docs/rules.md') + read('docs/queues.md')

/** Commands that do something, by their full names. */
function commandNames(command: Command, before = ''): string[] {
  const name = `${before}${command.name()}`
  return command.commands.length === 0
    ? [name]
    : command.commands.flatMap((inner) => commandNames(inner, `${name} `))
}

describe('README', () => {
  for (const name of commandNames(dwmProgram())) {
    it(`has ${name} with an example`, () => {
      assert.match(commands, new RegExp(`^\\| \`${name}\` +\\| \`${name}[ \`]`, 'm'))
    })
  }

  it('lists the exit codes as the code has them', () => {
    const listed = [...readme.matchAll(/^\| (\d) +\|/gm)].map(([, code]) => Number(code))
    assert.deepEqual(listed, [...new Set(Object.values(exitCodes))].toSorted())
  })
})
