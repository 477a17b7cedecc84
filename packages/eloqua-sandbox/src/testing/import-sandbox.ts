import type { SandboxOptions } from '../options.ts'
import { type EndedSync, type OpenSandbox, openSandbox, statements } from './open-sandbox.ts'

const { emailAddress, firstName, country } = statements

/** A definition that imports three fields and takes contacts off the processing list. */
export const importingContacts = {
  fields: { emailAddress, firstName, country },
  identifierFieldName: 'emailAddress',
  isSyncTriggeredOnImport: false,
  syncActions: [{ action: 'remove', destination: '{{ContactList[6051]}}' }],
}

/** A row that changes a contact. */
export function row(address: string, more: object = {}): Record<string, string> {
  return { emailAddress: address, firstName: 'New', country: 'FR', ...more }
}

/** A sandbox with a few people, and what tests of imports ask of it. */
export interface ImportSandbox {
  readonly sandbox: OpenSandbox
  /** Imports rows to the end of their sync. */
  run(rows: unknown, more?: object): Promise<EndedSync>
  // biome-ignore lint/suspicious/noExplicitAny: read freely
  contacts(): Promise<any[]>
  // biome-ignore lint/suspicious/noExplicitAny: read freely
  fieldsOf(address: string): Promise<any>
  // biome-ignore lint/suspicious/noExplicitAny: read freely
  rejects(ended: EndedSync): Promise<any[]>
  /** Who is on the processing list. */
  waiting(): Promise<string[]>
}

export async function openForImports(options: SandboxOptions = {}): Promise<ImportSandbox> {
  const sandbox = await openSandbox(options)
  const contacts = async () => (await sandbox.ask('GET', '/sandbox/contacts')).json.items
  return {
    sandbox,
    contacts,
    run: (rows, more = {}) => sandbox.sync('/contacts/imports', { ...importingContacts, ...more }, rows),
    async fieldsOf(address) {
      const isMeant = (one: { fields: Record<string, string> }) => one.fields['emailAddress'] === address
      return (await contacts()).find(isMeant)?.fields
    },
    rejects: async ({ uri }) => (await sandbox.call('GET', `${uri}/rejects`)).json.items,
    waiting: async () => (await sandbox.ask('GET', '/sandbox/lists/DWM - Processing Queue')).json.contactIds,
  }
}
