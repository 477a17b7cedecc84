/** What became of the outcomes of a settle. Every id that was named is in exactly one of `settled` and `lost`. */
export interface Settled {
  /** Written, by this call or by an earlier one whose answer got lost. */
  settled: string[]
  /** No longer ours: nothing was written; they are with somebody else. */
  lost: string[]
  /** Those of `settled` where a newer export took over: ready again in its queue, whatever the outcome said. */
  returnedAsNew: string[]
  /** Those of `settled` that were to go back but had used up their attempts: dead now. */
  buried: string[]
}
