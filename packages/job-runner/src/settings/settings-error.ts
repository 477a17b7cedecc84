/** One setting that is missing or wrong: its name and what was expected, never what was given. */
export interface SettingFault {
  readonly name: string
  readonly expected: string
}

/** Everything that is wrong with the settings, at once. Exit 2. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  readonly code = 'SETTINGS_INVALID'
  readonly faults: readonly SettingFault[]

  constructor(faults: readonly SettingFault[]) {
    super(
      `${faults.length === 1 ? 'a setting is' : `${faults.length} settings are`} missing or wrong: ` +
        faults.map(({ name, expected }) => `${name} (${expected})`).join('; '),
    )
    this.faults = faults
  }
}
