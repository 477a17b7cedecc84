/** What a cursor gives, as pages of so many. */
export async function* pagesOf<T>(source: AsyncIterable<T>, pageSize: number): AsyncGenerator<T[]> {
  let page: T[] = []
  for await (const one of source) {
    page.push(one)
    if (page.length < pageSize) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}
