import { createInterface } from 'node:readline/promises'
import { InputError } from '@dwmops/record-files'

/** Asks the person at the terminal. Throws InputError for no, and where nobody is at one: `instead` says what a script adds. */
export async function askPerson(question: string, instead: string): Promise<void> {
  if (!process.stdin.isTTY) throw new InputError(undefined, instead)
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(`${question} [y/N] `)
  terminal.close()
  if (!/^\s*y(es)?\s*$/i.test(answer)) throw new InputError(undefined, 'nothing was changed')
}
