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
