/** Where the API has API_SECOND_PERSON. */
export const withoutSecondPersonOption = [
  '--without-second-person',
  'publish alone where a second person is needed: for emergencies, and kept in the audit log',
] as const
