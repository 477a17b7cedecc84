/** What one rescue found and did. Counts of items, except where it says claims. */
export interface Rescued {
  /** Claims past their lease that were taken away. */
  expired: number
  /** Items free again (or replaced by their newer export). */
  returned: number
  /** Items past the attempt limit: dead letters now. */
  buried: number
  /** Claims past their lease whose sync another run of the stage has to follow first. */
  leftForAdoption: number
  /** Claims with a sync that nobody adopted in time; their items are in `returned` and `buried`. */
  freedAfterHours: number
}
