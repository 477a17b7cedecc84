import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { repository } from '../support/kube-manifests.ts'

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

/** Decisions speak of the code as it was on their day. */
function isKeptTrue(file: string): boolean {
  return !/\/decisions\/|\/docs\/\d{4}-/.test(file)
}

/** Files of the code, and folders, that a text names; names in capitals stand for any. */
function pathsIn(text: string): string[] {
  return Array.from(text.matchAll(/`([^`\n]+)`/g), ([, code = '']) => code.split(/[\s'",;:()]+/))
    .flat()
    .filter((word) =>
      /^[\w.][\w./-]*(?:\/|\.(?:tsx?|cjs|md|yaml|css))$|^(?:packages|test|k8s|src|docs|bench|\.ci)\/[\w./-]+$/.test(
        word,
      ),
    )
    .filter((word) => !/[A-Z]{4}(?!.*\.md$)/.test(word) && !unversioned.includes(word))
}

/** What tests leave, and git ignores. */
const unversioned = ['test/screenshots']
const everyName = new Set(
  globSync('{*,{packages,test,k8s,.ci,.github}/**/*}', {
    cwd: repository,
    exclude: (name) => name === 'node_modules',
  }).map((file) => path.basename(file)),
)

/** Whether a document's word for a file is right: from the root, from where the document stands, or from its package's source. */
function isThere(document: string, name: string): boolean {
  const [ofPackage = ''] = /^packages\/[^/]+/.exec(document) ?? []
  const folders = ['', path.dirname(document), ofPackage, `${ofPackage}/src`]
  return (
    folders.some((folder) => existsSync(path.join(repository, folder, name))) ||
    (!name.includes('/') && everyName.has(name))
  )
}

function missingPaths(file: string): string[] {
  const missing = pathsIn(textOf(file)).filter((name) => !isThere(file, name))
  return missing.map((name) => `${file}: ${name}`)
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

  it('name files and folders that are there', () => {
    const missing = documents.filter(isKeptTrue).flatMap((file) => missingPaths(file))
    assert.deepEqual(missing, [])
  })

  it('find a name that leads nowhere', () => {
    assert.deepEqual(
      pathsIn('see `src/gone.ts`, `gone/`, `rules.json`, `NAME/main.ts` and `node .ci/gone.ts --fast`'),
      ['src/gone.ts', 'gone/', '.ci/gone.ts'],
    )
    assert.equal(isThere('packages/core/README.md', 'wash/washer.ts'), true)
    assert.equal(isThere('packages/core/README.md', 'wash/gone.ts'), false)
  })

  it('run scripts that the packages have', () => {
    const missing = documents.flatMap((file) =>
      Array.from(
        textOf(file).matchAll(/npm run ([\w:-]+)(?: -w (packages\/[\w-]+))?/g),
        ([command, script = '', of = '.']) => {
          const manifest = path.join(repository, of, 'package.json')
          const isKnown =
            !existsSync(manifest) || script in JSON.parse(readFileSync(manifest, 'utf8')).scripts
          return isKnown ? '' : `${file}: ${command}`
        },
      ),
    )
    assert.deepEqual(missing.filter(Boolean), [])
  })

  it('import in their examples what the packages export', async () => {
    const missing = await Promise.all(documents.map(missingImports))
    assert.deepEqual(missing.flat(), [])
  })
})
