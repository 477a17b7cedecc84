/** A shared filter or a segment: members are worked out anew at each use, its `count` is as of `executedAt`. */
export interface MemberFilter {
  readonly kind: 'filter' | 'segment'
  readonly id: number
  readonly name: string
  /** in the filter language */
  readonly condition: string
  readonly executedAt: number
  readonly count: number
}
