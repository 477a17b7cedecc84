import type { ItemState } from '../item/item.ts'

/** Items counted together. */
export interface ItemGroup {
  _id: { queue: string; state: ItemState; batch?: string | null }
  count: number
  oldest: Date | null
  attempts?: number | null
}
