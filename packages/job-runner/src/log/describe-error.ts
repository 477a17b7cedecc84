import { maskText } from './mask.ts'

const longestFact = 200
const deepestCause = 5

/** What is logged of an error: name, code, message, stack, plain facts and causes; never objects that hang on it. */
export interface ErrorDescription {
  readonly name: string
  readonly message: string
  readonly stack?: string
  readonly cause?: ErrorDescription
  readonly [fact: string]: unknown
}

/** Describes whatever was thrown, secrets and mail addresses masked. Objects on an error may hold requests or documents, so only plain facts are taken. */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error))
    return { name: typeof error, message: maskText(String(error)).slice(0, longestFact) }
  return {
    ...plainFacts(error),
    name: error.name,
    message: maskText(error.message),
    ...(error.stack === undefined ? {} : { stack: maskText(error.stack) }),
    ...(error.cause === undefined || depth >= deepestCause
      ? {}
      : { cause: describeError(error.cause, depth + 1) }),
  }
}

/** An error and what caused it, the outermost first. */
export function* causesOf(error: unknown): Generator<unknown> {
  const seen = new Set<unknown>()
  for (let one = error; one !== undefined && one !== null && !seen.has(one); ) {
    seen.add(one)
    yield one
    one = one instanceof Error ? one.cause : undefined
  }
}

function plainFacts(error: Error): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(error)
      .filter(
        ([, fact]) =>
          typeof fact === 'number' ||
          typeof fact === 'boolean' ||
          (typeof fact === 'string' && fact.length <= longestFact),
      )
      .map(([name, fact]) => [name, typeof fact === 'string' ? maskText(fact) : fact]),
  )
}
