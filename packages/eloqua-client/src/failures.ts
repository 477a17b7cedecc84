import { maskSecrets } from '@dwmops/fleet'
import * as z from 'zod'
import type { Failure } from './errors.ts'

const maxText = 300
/** Long enough for what is kept, and for an address that stands across its end. */
const mostRead = 2 * maxText
/** Each run of characters between separators is looked at once: the time is linear, whatever the text. */
const words = /[^\s"'<>(),;:[\]]+/g
const failure = z.object({
  field: z.string().optional(),
  value: z.unknown().optional(),
  constraint: z.string().optional(),
})
const bulk = z.object({ failures: z.array(failure) })
const application = z.object({
  type: z.string(),
  property: z.string().optional(),
  parameter: z.string().optional(),
  requirement: z.object({ type: z.string() }).optional(),
})
const oauth = z.object({
  error: z.string(),
  error_code: z.union([z.string(), z.number()]).nullish(),
  error_description: z.string().nullish(),
})
/** What a definition refers to; as a whole value it is no contact's data. */
const bareStatement = /^\{\{[\w.()[\]-]{1,200}\}\}$/

/**
 * Eloqua's reasons from the body of a refusal: `{failures: []}` of the Bulk API, an array or one object with `type` of
 * the Application API, an OAuth error, or plain text. Of refused values only bare statements are kept: others may be a contact's data.
 */
export function parseFailures(body: string): Failure[] {
  const json = parseJson(body)
  const fromBulk = bulk.safeParse(json)
  if (fromBulk.success) return fromBulk.data.failures.map(ofBulk)
  const list = z.array(application).safeParse(Array.isArray(json) ? json : [json])
  if (list.success) return list.data.map(ofApplication)
  const fromOauth = oauth.safeParse(json)
  if (fromOauth.success) return [ofOauth(fromOauth.data)]
  return ofText(typeof json === 'string' ? json : body)
}

/** Masks secrets and what looks like an e-mail address, and cuts to a bearable length, in linear time. */
export function harmlessText(text: string): string {
  const masked = maskSecrets(text)
    .slice(0, mostRead)
    .replaceAll(words, (word) => (/.@./s.test(word) ? '[address]' : word))
  return masked.length > maxText ? `${masked.slice(0, maxText)}...` : masked
}

function ofBulk({ field, value, constraint }: z.infer<typeof failure>): Failure {
  return {
    ...(field !== undefined && { field: harmlessText(field) }),
    ...(typeof value === 'string' && bareStatement.test(value) && { statement: value }),
    constraint: harmlessText(constraint ?? 'no reason given'),
  }
}

function ofApplication(item: z.infer<typeof application>): Failure {
  const field = item.property ?? item.parameter
  const constraint = harmlessText(item.requirement ? `${item.type}: ${item.requirement.type}` : item.type)
  return field === undefined ? { constraint } : { field: harmlessText(field), constraint }
}

/** `error_code` since release 21C. */
function ofOauth({ error, error_code: number, error_description: words }: z.infer<typeof oauth>): Failure {
  const code = harmlessText(error)
  const numbered = number == null ? code : `${code} (error_code ${harmlessText(String(number))})`
  return { code, constraint: words == null ? numbered : `${numbered}: ${harmlessText(words)}` }
}

/** A page of HTML says nothing that helps. */
function ofText(text: string): Failure[] {
  const words = text.trim()
  return words === '' || words.startsWith('<') ? [] : [{ constraint: harmlessText(words) }]
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // plain text is one of the known forms
    return undefined
  }
}
