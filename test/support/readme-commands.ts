import { readFileSync } from 'node:fs'
import path from 'node:path'
import { repository } from './kube-manifests.ts'

/** The commands of a section of the README, line by line, without their remarks. */
export function readmeCommands(heading: string): string[] {
  const readme = readFileSync(path.join(repository, 'README.md'), 'utf8')
  const [, section = ''] = readme.split(`# ${heading}\n`)
  const [, block = ''] = /^```sh\n(.*?)^```/ms.exec(section) ?? []
  const commands = block.split('\n').map((line) => line.replace(/ *#.*/, '').trim())
  return commands.filter((command) => command !== '')
}
