/** An operation of the API or of the view from outside, in one line each. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  readonly path: string
  readonly summary: string
  /** answer when it goes well */
  readonly status: number
  /** schema of the answer; none when it is empty */
  readonly answers?: string
  readonly takes?: string
  /** whether the answer is a collection of the schema */
  readonly paged?: boolean
  /** whether it is asked without a login */
  readonly open?: boolean
}
