/** The settings with which a stage logs in to a sandbox as its default user, and writes to it. */
export function loginSettings({ url }: { readonly url: string }) {
  return {
    ELOQUA_COMPANY: 'Sandbox',
    ELOQUA_USERNAME: 'sandbox',
    ELOQUA_PASSWORD: 'sandbox',
    ELOQUA_LOGIN_URL: `${url}/id`,
    ELOQUA_WRITE: 'true',
  }
}

/** The same for a client of the Bulk API: what `connectEloqua` logs in with. */
export function clientLogin(sandbox: { readonly url: string }) {
  const settings = loginSettings(sandbox)
  return {
    loginUrl: settings.ELOQUA_LOGIN_URL,
    credentials: {
      company: settings.ELOQUA_COMPANY,
      username: settings.ELOQUA_USERNAME,
      password: settings.ELOQUA_PASSWORD,
    },
  }
}
