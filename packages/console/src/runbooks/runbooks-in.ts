import { lexer, parser, type TokensList, walkTokens } from 'marked'

/** What to do about an alert, as HTML that the project itself has written. */
export interface Runbook {
  readonly anchor: string
  readonly title: string
  readonly html: string
}

/** The runbooks of a Markdown file, a section each; what stands before the first is left out. Links between them lead to the console's pages. */
export function runbooksIn(markdown: string): Runbook[] {
  const tokens = lexer(markdown)
  walkTokens(tokens, (token) => {
    if (token.type === 'link' && String(token['href']).startsWith('#'))
      token['href'] = `#/runbooks/${String(token['href']).slice(1)}`
  })
  const starts = tokens.flatMap((token, at) => (token.type === 'heading' && token['depth'] === 2 ? [at] : []))
  return starts.map((start, nth) => {
    const title = String((tokens[start] as { text?: string }).text)
    const section = Object.assign(tokens.slice(start + 1, starts[nth + 1]), {
      links: tokens.links,
    }) as TokensList
    return { anchor: title.toLowerCase().replaceAll(' ', '-'), title, html: parser(section) }
  })
}
