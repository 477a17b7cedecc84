import * as z from 'zod'
import { EloquaHttpError } from '../errors.ts'
import { jsonReader } from '../http/read-json.ts'
import type { Transport } from '../http/transport.ts'
import type { CallOptions } from './metadata.ts'

// Oracle's page "Bulk API data types", read 2026-11-30
const smallText = 100
const largeText = 32_000

const path = 'assets/contact/fields'
const answer = z.object({
  elements: z.array(z.object({ internalName: z.string().nullish(), dataType: z.string().nullish() })),
})

/**
 * How many characters the text fields of contacts take, by internal name. The Bulk API names small and large text alike, so
 * the Application API is asked; undefined where this user may not read it.
 */
export async function contactTextLengths(
  transport: Transport,
  options?: CallOptions,
): Promise<ReadonlyMap<string, number> | undefined> {
  const read = jsonReader(`GET ${path}`, answer)
  const query = { depth: 'complete', count: 1000 }
  try {
    const { elements } = await transport.call(
      { api: 'application', method: 'GET', path, query, read },
      options,
    )
    return new Map(
      elements.flatMap(({ internalName, dataType }) => {
        const length = dataType === 'text' ? smallText : dataType === 'largeText' ? largeText : undefined
        return internalName && length !== undefined ? [[internalName, length] as const] : []
      }),
    )
  } catch (error) {
    if (error instanceof EloquaHttpError) return undefined // refused to this user, or not there
    throw error
  }
}
