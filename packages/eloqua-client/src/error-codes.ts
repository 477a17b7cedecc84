/** Every code that an error of this package can carry, with what it means. The README's table is held equal to it by a test. */
export const errorCodes = {
  ELOQUA_HTTP: 'an answer that is none of the cases below',
  ELOQUA_AUTH: 'credentials refused, or still refused after one new login',
  ELOQUA_TIMEOUT: 'no answer in time, or the deadline of the whole came first',
  ELOQUA_UNAVAILABLE: 'network fault, 429 or 5xx that outlasted all tries',
  ELOQUA_VALIDATION: 'Eloqua, or a check before sending, refused what was asked',
  ELOQUA_DEFINITION_REFUSED: 'Eloqua refused the definition of an export, an import or a sync action',
  ELOQUA_NOT_FOUND: 'no such thing, or expired data',
  ELOQUA_UNKNOWN_NAME: 'nothing has the id, or exactly the name, that was asked for',
  ELOQUA_AMBIGUOUS_NAME: 'more than one thing has exactly that name',
  ELOQUA_CONFLICT: 'refused while something else runs on it, or depends on it',
  ELOQUA_SYNC_FAILED: 'a sync ended in an error',
  ELOQUA_UNKNOWN_OUTCOME: 'the answer was lost; it may or may not have happened',
  ELOQUA_RESPONSE: 'an answer that cannot be read',
  ELOQUA_ENDLESS_PAGES: 'pages that are said to have more behind them, and do not end',
  ELOQUA_FILTER: 'a filter that must not be sent: bad statement or value, or too long',
  ELOQUA_OPTIONS: 'connect options that cannot work',
} as const

/** One of {@link errorCodes}. */
export type EloquaErrorCode = keyof typeof errorCodes
