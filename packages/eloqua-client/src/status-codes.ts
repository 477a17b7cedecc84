/**
 * What a status code means for us: `progress` and `counter` carry no judgement; `reject`: that row did not go in;
 * `harmless-reject`: listed among the rejects although the row went in; `temporary`: try again later; `fatal`: the
 * sync, its definition or its data is wrong.
 */
export type CodeMeaning =
  | 'progress'
  | 'counter'
  | 'warning'
  | 'reject'
  | 'harmless-reject'
  | 'temporary'
  | 'fatal'

/** The codes of syncs, as `ELQ-00002`, with Oracle's words and what they mean for us. Unknown codes are to be expected. */
export const statusCodes: Readonly<Record<string, { message: string; meaning: CodeMeaning }>> = {}

/** Whether a row among the rejects was lost; an unknown code counts as lost. */
export function classifyReject(_code: string | undefined): 'rejected' | 'harmless' {
  return 'rejected'
}
