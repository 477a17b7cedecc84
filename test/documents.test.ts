import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { repository } from './support/kube-manifests.ts'

const patterns = [
  '*.md',
  'packages/*/README.md',
  'packages/*/docs/*.md',
  'k8s/*.md',
  '.github/*.md',
  '.github/decisions/*.md',
]
const documents = patterns.flatMap((pattern) => globSync(pattern, { cwd: repository }).toSorted())
const textOf = (file: string) => readFileSync(path.join(repository, file), 'utf8')

/** What a heading is called in an address, as GitHub makes it. */
function anchorsOf(file: string): string[] {
  return Array.from(textOf(file).matchAll(/^#+ (.*)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )
}

/** The links of a document that lead nowhere in the repository. */
function deadLinks(file: string): string[] {
  const links = Array.from(textOf(file).matchAll(/\]\(([^)\s]+)\)/g), ([, link = '']) => link)
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false
    const [to = '', anchor] = link.split('#')
    const found = to === '' ? file : path.join(path.dirname(file), to)
    if (!existsSync(path.join(repository, found))) return true
    const isFolder = statSync(path.join(repository, found)).isDirectory()
    return (
      anchor !== undefined && !anchorsOf(isFolder ? path.join(found, 'README.md') : found).includes(anchor)
    )
  })
}

/** What the examples of a document import of our packages, that is not there. */
async function missingImports(file: string): Promise<string[]> {
  const imports = textOf(file).matchAll(/^import \{ ([^}]+) \} from '(@dwmops\/[\w/-]+)'$/gm)
  const missing: string[] = []
  for (const [, names = '', from = ''] of imports) {
    const module: object = await import(from)
    missing.push(...names.split(', ').filter((name) => !(name in module)))
  }
  return missing
}

describe('the documents', () => {
  it('lead with every link to something that is there', () => {
    assert.ok(documents.length > 30)
    const dead = documents.flatMap((file) => deadLinks(file).map((link) => `${file}: ${link}`))
    assert.deepEqual(dead, [])
  })

  it('name files of the code that are there', () => {
    const named = documents.flatMap((file) =>
      Array.from(
        textOf(file).matchAll(/`((?:packages|test|k8s)\/[\w./-]+\.(?:ts|tsx|json|yaml|md))`/g),
        ([, name = '']) => name,
      ),
    )
    assert.deepEqual(
      named.filter((name) => !existsSync(path.join(repository, name))),
      [],
    )
  })

  it('import in their examples what the packages export', async () => {
    const missing = await Promise.all(documents.map(missingImports))
    assert.deepEqual(missing.flat(), [])
  })
})
