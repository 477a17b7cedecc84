import type { z } from 'zod'
import type { Eloqua } from '../eloqua.ts'
import type { Transport } from '../http/transport.ts'
import { list as listSchema } from '../schemas.ts'
import { idOf } from '../uri.ts'
import { oneByIdOrName } from './by-name.ts'
import type { ContactList } from './metadata.ts'
import { allOf } from './pages.ts'

const path = 'contacts/lists'

/** Contact lists. */
export function listsOf(transport: Transport): Eloqua['lists'] {
  return {
    find: async (idOrName, options) =>
      toList(await oneByIdOrName(transport, path, listSchema, idOrName, options)),
    all: async (options) => (await allOf(transport, path, listSchema, options)).map(toList),
  }
}

function toList({ name, count, statement, uri }: z.infer<typeof listSchema>): ContactList {
  return { id: idOf(uri), name, count: count ?? undefined, statement, uri }
}
