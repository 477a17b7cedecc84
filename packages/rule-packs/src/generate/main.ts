import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Pack } from '../pack.ts'
import { countryPacks } from './countries.ts'
import { emailPack } from './free-mail.ts'
import { titlePack } from './job-titles.ts'
import { junkPack } from './junk-values.ts'
import { keyPacks } from './keys.ts'
import { phonePack, salutationPack } from './people.ts'
import { sizePacks } from './sizes.ts'
import { statePack } from './states.ts'

const packs: readonly Pack[] = [
  ...countryPacks(),
  statePack(),
  junkPack,
  salutationPack,
  phonePack,
  titlePack,
  ...sizePacks,
  emailPack(),
  ...keyPacks,
]

const folder = path.join(import.meta.dirname, '../../packs')
for (const pack of packs) await writeFile(path.join(folder, `${pack.name}.json`), textOf(pack))

/** A rule a line, so that versions compare well. */
function textOf({ name, title, fields, rules }: Pack): string {
  const head = JSON.stringify({ name, title, fields }, undefined, 1).slice(0, -2)
  const parts = Object.entries(rules).map(([collection, documents]) => {
    const lines = documents.map((rule) => `   ${JSON.stringify(rule)}`)
    return `  ${JSON.stringify(collection)}: [\n${lines.join(',\n')}\n  ]`
  })
  return `${head},\n "rules": {\n${parts.join(',\n')}\n }\n}\n`
}
