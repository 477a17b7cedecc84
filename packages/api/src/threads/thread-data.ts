import { type ApiSettingName, Secret, type SettingsOf } from '@dwmops/fleet'
import { connect } from '@dwmops/mongo'
import type { Logger } from 'pino'
import type { ApiContext } from '../context.ts'
import { openContext } from '../open-context.ts'

/** What a thread of the API is begun with. */
export interface ThreadData {
  /** Without those that are secret. */
  readonly settings: Partial<SettingsOf<ApiSettingName>>
  /** With its password: for the thread alone. */
  readonly mongodbUrl: string
  /** The same for people. */
  readonly address: string
}

export function threadDataOf({ settings }: Pick<ApiContext, 'settings'>): ThreadData {
  const open = Object.entries(settings).filter(([, value]) => !(value instanceof Secret))
  const { mongodbUrl } = settings
  return { settings: Object.fromEntries(open), mongodbUrl: mongodbUrl.reveal(), address: String(mongodbUrl) }
}

/** What the routes work with, for a thread, over a connection of its own, which ends with the thread. Throws as `connect` of `@dwmops/mongo`. */
export async function contextOf(
  { settings, mongodbUrl, address }: ThreadData,
  { appName, log }: { readonly appName: string; readonly log: Logger },
): Promise<ApiContext> {
  const client = await connect(mongodbUrl, { appName, address })
  const all = { ...settings, mongodbUrl: new Secret(mongodbUrl, address) } as SettingsOf<ApiSettingName>
  return openContext({ settings: all, client, log })
}
