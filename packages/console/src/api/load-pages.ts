import type { Page } from './answers.ts'

/** Reads the first `pages` pages of a list, or as many as there are, as one. */
export async function loadPages<Item>(
  load: (cursor: string | undefined) => Promise<Page<Item>>,
  pages: number,
): Promise<Page<Item>> {
  let read = await load(undefined)
  for (let page = 1; page < pages && read.next !== null; page += 1) {
    const { items, next } = await load(read.next)
    read = { items: [...read.items, ...items], next }
  }
  return read
}
