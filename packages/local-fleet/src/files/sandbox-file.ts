import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ContactFile, contactOf } from './contact-file.ts'

/** Hands the rows of a file that can be washed to `work` as a file that the sandbox reads, and removes it afterwards. */
export async function withSandboxFile<T>(
  { rows }: ContactFile,
  work: (file: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dwmops-contacts-'))
  try {
    const file = path.join(folder, 'contacts.jsonl')
    const lines = rows
      .filter(({ reason }) => reason === undefined)
      .map((row) => JSON.stringify(contactOf(row)))
    await writeFile(file, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 })
    return await work(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
