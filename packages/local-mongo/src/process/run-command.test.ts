import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { runCommand } from './run-command.ts'

describe('runCommand', () => {
  it('returns what the program wrote, with the environment it is given', async () => {
    const environment = { GREETING: 'good morning' }
    const lines: string[] = []
    const onLine = (line: string) => lines.push(line)
    const output = await runCommand('sh', ['-c', 'echo "$GREETING"; echo again'], { environment, onLine })
    assert.equal(output, 'good morning\nagain\n')
    assert.deepEqual(lines, ['good morning', 'again'])
  })

  it('ends with the last words of a program that fails, on either output', async () => {
    const script = 'echo out; echo err >&2; exit 3'
    await assert.rejects(runCommand('sh', ['-c', script]), {
      code: 'LOCAL_MONGO_COMMAND_FAILED',
      message: /ended with 3:\n(out\nerr|err\nout)$/,
    })
    await assert.rejects(runCommand('sh', ['-c', 'kill -9 $$']), /ended with SIGKILL/)
  })

  it('says what to install where the program is not there', async () => {
    const missing = { code: 'LOCAL_MONGO_TOOL_MISSING', message: /no-such-program.*: install the package x/ }
    await assert.rejects(runCommand('no-such-program', [], { toInstall: 'install the package x' }), missing)
  })
})
