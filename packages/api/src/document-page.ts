/** Colors and measures of the page, after the reader's own preference for light or dark. */
export const documentStyle = `:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
summary { cursor: pointer; padding: .3rem 0 }
code, pre { font: .9rem/1.5 ui-monospace, monospace }
pre { overflow: auto; padding: .5rem; border: 1px solid; border-radius: .3rem }
.method { display: inline-block; min-width: 4.5rem; font-weight: bold }
details { border-bottom: 1px solid #8884 }
`

interface Operation {
  readonly summary?: string
  readonly 'x-role'?: string
  readonly parameters?: unknown
  readonly requestBody?: unknown
  readonly responses?: unknown
}

interface OpenApiDocument {
  readonly info?: { readonly title?: string; readonly description?: string }
  readonly paths?: Readonly<Record<string, object | undefined>> | undefined
}

/** The OpenAPI document as a page: every operation to unfold, with what it takes and answers. No script, nothing from elsewhere. */
export function documentPage({ info, paths = {} }: OpenApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods = {}]) =>
    Object.entries(methods).map(([method, operation]) => operationPart(method, path, operation as Operation)),
  )
  const title = escaped(info?.title ?? '')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} API</title>
<link rel="stylesheet" href="/docs.css"></head><body><main><h1>${title} API</h1>
${(info?.description ?? '')
  .split('\n\n')
  .map((part) => `<p>${escaped(part)}</p>`)
  .join('\n')}
<p>For programs: <a href="/openapi.json">openapi.json</a></p>
${operations.join('\n')}
</main></body></html>
`
}

function operationPart(method: string, path: string, operation: Operation): string {
  const { summary = '', 'x-role': role = '', parameters, requestBody, responses } = operation
  const parts = Object.entries({ parameters, requestBody, responses })
    .filter(([, part]) => part !== undefined)
    .map(([name, part]) => `<h3>${name}</h3><pre>${escaped(JSON.stringify(part, undefined, 2))}</pre>`)
  return `<details><summary><span class="method">${method.toUpperCase()}</span> <code>${escaped(path)}</code> ${escaped(summary)} (${role})</summary>
${parts.join('\n')}</details>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
