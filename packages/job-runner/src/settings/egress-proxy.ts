import type { proxySettings, SettingsOf } from '@dwmops/fleet'

/** The proxy settings of a program, in the words of the environment. */
export interface EgressProxy {
  readonly HTTPS_PROXY?: string | undefined
  readonly HTTP_PROXY?: string | undefined
  readonly NO_PROXY?: string | undefined
}

/** Logins within are secrets. */
export function egressProxyOf(settings: SettingsOf<(typeof proxySettings)[number]>): EgressProxy {
  return {
    HTTPS_PROXY: settings.httpsProxy?.reveal(),
    HTTP_PROXY: settings.httpProxy?.reveal(),
    NO_PROXY: settings.noProxy,
  }
}
