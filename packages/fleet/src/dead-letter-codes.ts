/** What the code of a dead letter means, and what a person can do. */
export interface DeadLetterCode {
  readonly code: string
  readonly meaning: string
  readonly wayOut: string
}

const repairRule = 'repair the rule that the reason names, then send it back'
const correctValue =
  'correct the value and send it back, or repair the contact in Eloqua and discard it: it comes again when it is exported'

/** Every code that a dead letter can have; `...` stands for any ending. The runbook has the same table. */
export const deadLetterCodes: readonly DeadLetterCode[] = [
  {
    code: 'NO_EMAIL_ADDRESS',
    meaning: 'the contact was exported without an address, by which everything goes',
    wayOut: 'give it an address in Eloqua, then discard it here',
  },
  {
    code: 'NOT_TEXT',
    meaning: 'a field that is washed holds something other than text',
    wayOut: correctValue,
  },
  {
    code: 'NO_ID',
    meaning: 'the field that its history goes by is missing in the export',
    wayOut:
      'let the export hold that field (CONTACT_FIELDS_FILE), then discard it: it comes again when it is exported',
  },
  {
    code: 'NOT_A_RECORD',
    meaning: 'what the queue holds is no contact',
    wayOut: 'discard it, and report it: no export makes this',
  },
  {
    code: 'TOO_COSTLY',
    meaning: 'a pattern of a rule needs too many steps for a value',
    wayOut: 'make the pattern simpler, or correct the value, then send it back',
  },
  {
    code: 'RESULT_TOO_LARGE',
    meaning: 'rules make more of the contact than a document can hold',
    wayOut: repairRule,
  },
  {
    code: 'ENGINE_FAULT',
    meaning: 'the washing engine itself failed on the contact',
    wayOut: 'report it with the reason; send it back after an upgrade',
  },
  {
    code: 'WASH_NOT_STORED',
    meaning: 'what washing made of the contact could not be stored, as often as MAX_ATTEMPTS allows',
    wayOut: 'look at the database and at the size of its values, then send it back',
  },
  {
    code: 'PAYLOAD_TOO_LARGE',
    meaning: 'the contact is larger than the queue keeps',
    wayOut: 'shorten its values in Eloqua, then discard it: it comes again when it is exported',
  },
  {
    code: 'ROW_UNUSABLE',
    meaning:
      'the contact makes no row that Eloqua would take: its address is missing, a rule made something else than text, it is too large, or Eloqua does not take it in',
    wayOut: 'repair the contact in Eloqua, then discard it: it comes again when it is exported',
  },
  {
    code: 'CONTACT_GONE',
    meaning:
      'the contact was deleted in Eloqua, or its address changed, since its export; nobody was created',
    wayOut: 'nothing to repair: discard it',
  },
  {
    code: 'IMPORT_UNCONFIRMED',
    meaning: 'Eloqua neither counted its row nor rejected it, as often as MAX_ATTEMPTS allows',
    wayOut: 'look at the contact in Eloqua; send it back, or discard it',
  },
  {
    code: 'OUT_OF_ATTEMPTS',
    meaning: 'runs took it as often as MAX_ATTEMPTS allows and never ended with it',
    wayOut: 'find out why these runs died (out of memory, time limit), then send it back',
  },
  {
    code: 'OLD_FLEET_...',
    meaning: 'it failed in the old fleet and was brought over as it was',
    wayOut: 'send it back: it is tried anew',
  },
  {
    code: 'ELQ-...',
    meaning: 'Eloqua rejected the row, with its words',
    wayOut: 'correct the value, or repair the rule that made it, then send it back',
  },
  {
    code: 'ELL-...',
    meaning: 'Eloqua rejected the row, with its words',
    wayOut: 'correct the value, or repair the rule that made it, then send it back',
  },
]

/** The entry of a code; undefined for one that nobody knows. */
export function deadLetterCode(code: string): DeadLetterCode | undefined {
  return deadLetterCodes.find((one) =>
    one.code.endsWith('...') ? code.startsWith(one.code.slice(0, -3)) : one.code === code,
  )
}
