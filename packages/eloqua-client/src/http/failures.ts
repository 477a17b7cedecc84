import { maskAddresses, maskSecrets } from '@dwmops/fleet'
import * as z from 'zod'
import type { Failure } from '../errors.ts'

const maxText = 300
/** Long enough for what is kept, and for an address that stands across its end. */
const mostRead = 2 * maxText
/** Where a quotation begins, plainly or as in the address of a page; an apostrophe within a word begins none. */
const quotation = /["“„«{[]|(?<!\p{L})['‘]|%(?:22|27|5b|7b)/iu
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
 * `ofRows`: contacts were sent, so that nothing is kept from a quotation on.
 */
export function parseFailures(body: string, { ofRows = false } = {}): Failure[] {
  const json = parseJson(body)
  const harmless: Harmless = ofRows ? (text) => harmlessText(beforeQuotation(text)) : harmlessText
  const fromBulk = bulk.safeParse(json)
  if (fromBulk.success) return fromBulk.data.failures.map((one) => ofBulk(one, harmless))
  const list = z.array(application).safeParse(Array.isArray(json) ? json : [json])
  if (list.success) return list.data.map((one) => ofApplication(one, harmless))
  const fromOauth = oauth.safeParse(json)
  if (fromOauth.success) return [ofOauth(fromOauth.data, harmless)]
  return ofText(typeof json === 'string' ? json : body, harmless)
}

type Harmless = (text: string) => string

/** Masks secrets and what looks like an e-mail address, in quotes, encoded or of any script too, and cuts to a bearable length, in linear time. */
export function harmlessText(text: string): string {
  const read = maskSecrets(text).slice(0, mostRead)
  const masked = maskAddresses(read).replaceAll(words, (word) => (/.@./s.test(word) ? '[address]' : word))
  return masked.length > maxText ? `${masked.slice(0, maxText)}...` : masked
}

function beforeQuotation(text: string): string {
  const at = text.search(quotation)
  return at < 0 ? text : `${text.slice(0, at)}...`
}

function ofBulk({ field, value, constraint }: z.infer<typeof failure>, harmless: Harmless): Failure {
  return {
    ...(field !== undefined && { field: harmless(field) }),
    ...(typeof value === 'string' && bareStatement.test(value) && { statement: value }),
    constraint: harmless(constraint ?? 'no reason given'),
  }
}

function ofApplication(item: z.infer<typeof application>, harmless: Harmless): Failure {
  const field = item.property ?? item.parameter
  const constraint = harmless(item.requirement ? `${item.type}: ${item.requirement.type}` : item.type)
  return field === undefined ? { constraint } : { field: harmless(field), constraint }
}

/** `error_code` since release 21C. */
function ofOauth(
  { error, error_code: number, error_description: words }: z.infer<typeof oauth>,
  harmless: Harmless,
): Failure {
  const code = harmless(error)
  const numbered = number == null ? code : `${code} (error_code ${harmless(String(number))})`
  return { code, constraint: words == null ? numbered : `${numbered}: ${harmless(words)}` }
}

/** A page of HTML says nothing that helps. */
function ofText(text: string, harmless: Harmless): Failure[] {
  const words = text.trim()
  return words === '' || words.startsWith('<') ? [] : [{ constraint: harmless(words) }]
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // plain text is one of the known forms
    return undefined
  }
}
