import { z } from 'zod'
import type { Failure } from './errors.ts'

const maxText = 300
const failure = z.object({ field: z.string().optional(), constraint: z.string().optional() })
const bulk = z.object({ failures: z.array(failure) })
const application = z.object({
  type: z.string(),
  property: z.string().optional(),
  parameter: z.string().optional(),
  requirement: z.object({ type: z.string() }).optional(),
})
const oauth = z.object({ error: z.string(), error_description: z.string().optional() })

/**
 * Eloqua's reasons from the body of a refusal: `{failures: []}` of the Bulk API, an array or one object with `type` of
 * the Application API, an OAuth error, or plain text. The refused values are left out: they may be a contact's data.
 */
export function parseFailures(body: string): Failure[] {
  const json = parseJson(body)
  const fromBulk = bulk.safeParse(json)
  if (fromBulk.success) return fromBulk.data.failures.map(ofBulk)
  const list = z.array(application).safeParse(Array.isArray(json) ? json : [json])
  if (list.success) return list.data.map(ofApplication)
  const fromOauth = oauth.safeParse(json)
  if (fromOauth.success) return [{ constraint: ofOauth(fromOauth.data) }]
  return ofText(typeof json === 'string' ? json : body)
}

/** Cuts to a bearable length and masks what looks like an e-mail address. */
export function harmlessText(text: string): string {
  const masked = text.replaceAll(/[^\s"'<>(),;:[\]]+@[^\s"'<>(),;:[\]]+/g, '[address]')
  return masked.length > maxText ? `${masked.slice(0, maxText)}...` : masked
}

function ofBulk({ field, constraint }: z.infer<typeof failure>): Failure {
  const reason = harmlessText(constraint ?? 'no reason given')
  return field === undefined ? { constraint: reason } : { field: harmlessText(field), constraint: reason }
}

function ofApplication(item: z.infer<typeof application>): Failure {
  const field = item.property ?? item.parameter
  const constraint = harmlessText(item.requirement ? `${item.type}: ${item.requirement.type}` : item.type)
  return field === undefined ? { constraint } : { field: harmlessText(field), constraint }
}

function ofOauth({ error, error_description: words }: z.infer<typeof oauth>): string {
  return harmlessText(words === undefined ? error : `${error}: ${words}`)
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
