import type { Fold } from './letter-case.ts'

/**
 * How a group is remembered for those who ask about it: that it is set, how far back it stands, or which character
 * it holds. `fold` is that of its references when they agree.
 */
export interface GroupPlan {
  readonly by: 'presence' | 'distance' | 'content'
  readonly fold: Fold | undefined
}
