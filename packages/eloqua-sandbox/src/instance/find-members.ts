import type { Instance } from './instance.ts'
import type { ContactList } from './list.ts'
import type { MemberFilter } from './member-filter.ts'

/** What an EXISTS or a sync action may point at. */
export type MemberSource =
  | { readonly kind: 'list'; readonly list: ContactList }
  | { readonly kind: 'filter' | 'segment'; readonly filter: MemberFilter }

/** The list, filter or segment of `{{ContactList[6050]}}` and the like; undefined when there is none. */
export function findMembers(instance: Instance, statement: string): MemberSource | undefined {
  const [, root, number] = /^\{\{contact(list|filter|segment)\[(\d+)\]\}\}$/i.exec(statement.trim()) ?? []
  const id = Number(number)
  if (root?.toLowerCase() === 'list') {
    const list = instance.lists.find((one) => one.id === id)
    return list && { kind: 'list', list }
  }
  const filter = instance.memberFilters.find((one) => one.id === id && one.kind === root?.toLowerCase())
  return filter && { kind: filter.kind, filter }
}

export function findList(instance: Instance, statement: string): ContactList | undefined {
  const found = findMembers(instance, statement)
  return found?.kind === 'list' ? found.list : undefined
}
