import type { ObjectRef } from '@dwmops/fleet'

/** An object as the client looks it up: by id, or by name. */
export function objectText(ref: ObjectRef): string {
  return 'id' in ref ? String(ref.id) : ref.name
}
