import type { Effects } from './effects-of-pack.ts'

/** Of the packs that fill a field of their own from another. */
export const derivedEffects = {
  'free-mail': {
    changes: [[{ emailAddress: 'Ann@GMail.com', emailType: '' }, { emailType: 'free mail' }]],
    keeps: [
      { emailAddress: 'ann@example.com', emailType: '' },
      { emailAddress: 'ann@notgmail.com', emailType: '' },
      { emailAddress: 'ann@gmail.com.example.org', emailType: '' },
    ],
  },
  'company-keys': {
    changes: [
      [{ company: 'Example Widgets, Inc.', companyKey: '' }, { companyKey: 'EXAMPLE WIDGETS' }],
      [{ company: 'Beispiel GmbH', companyKey: '' }, { companyKey: 'BEISPIEL' }],
      [{ company: 'Example Pty Ltd', companyKey: '' }, { companyKey: 'EXAMPLE' }],
      [{ company: 'Example & Co.', companyKey: '' }, { companyKey: 'EXAMPLE' }],
      [{ company: 'Example Co., Ltd.', companyKey: '' }, { companyKey: 'EXAMPLE' }],
      [{ company: 'Esempio SpA', companyKey: '' }, { companyKey: 'ESEMPIO' }],
      [{ company: 'Grand Hotel Spa', companyKey: '' }, { companyKey: 'GRAND HOTEL SPA' }],
      [{ company: 'The Limited', companyKey: '' }, { companyKey: 'THE LIMITED' }],
      [{ company: 'Example', companyKey: '' }, { companyKey: 'EXAMPLE' }],
    ],
    keeps: [{ company: '', companyKey: '' }, { company: 'Example Ltd' }],
  },
  'address-keys': {
    changes: [
      [{ address1: '12 Main Street', addressKey: '' }, { addressKey: '12 MAIN ST' }],
      [{ address1: '12 Main St.', addressKey: '' }, { addressKey: '12 MAIN ST' }],
      [{ address1: 'Hauptstraße 5', addressKey: '' }, { addressKey: 'HAUPTSTR. 5' }],
      [{ address1: '3 St James Road', addressKey: '' }, { addressKey: '3 ST JAMES RD' }],
    ],
    keeps: [{ address1: '', addressKey: '' }, { address1: '12 Main Street' }],
  },
} as const satisfies Readonly<Record<string, Effects>>
