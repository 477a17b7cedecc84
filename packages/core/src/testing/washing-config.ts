/** A config document that washes fields and writes history by ContactID, as tests need it. */
export function washingConfig<F extends object>(configName: string, fields: F) {
  return {
    configName,
    fields,
    userDefinedFunctions: {},
    history: {
      writeContactHistory: true,
      returnHistoryId: false,
      returnHistoryField: 'historyId',
      histIdField: { name: 'ContactID', value: 'ContactID' },
    },
  }
}
