import type { Eloqua } from '../eloqua.ts'
import type { Transport } from '../http/transport.ts'
import { customObject as schema } from '../schemas.ts'
import { idOf } from '../uri.ts'
import { oneByIdOrName } from './by-name.ts'
import { fieldsAt } from './fields.ts'

const root = 'customObjects'

/** Custom objects, by id or by exact name. */
export function customObjectsOf(transport: Transport): Eloqua['customObjects'] {
  return {
    async find(idOrName, options) {
      const raw = await oneByIdOrName(transport, root, schema, idOrName, options)
      const id = idOf(raw.uri)
      return {
        id,
        name: raw.name,
        uri: raw.uri,
        fields: (within) => fieldsAt(transport, `${root}/${id}/fields`, within),
      }
    },
  }
}
