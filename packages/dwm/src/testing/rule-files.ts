import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before } from 'node:test'

/** A folder for the tests of a file, with rules and configs in it; removed after them. */
export function ruleFiles(rules: object, configs: object) {
  let folder = ''
  const file = (name: string) => path.join(folder, name)
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dwm-'))
    await writeFile(file('rules.json'), JSON.stringify(rules))
    await writeFile(file('config.json'), JSON.stringify(configs))
  })
  after(() => rm(folder, { recursive: true }))
  return {
    file,
    /** The arguments that name the two files. */
    named: () => ['--rules', file('rules.json'), '--config', file('config.json')],
  }
}
