/** Companies that are plainly made up, in several spellings. */
export const companyWords = [
  ...['Widgets', 'widgets', 'WIDGETS', 'Plumbing', 'Bakery', 'Logistics', 'logistics', 'Software', 'Farms'],
  ...['University', 'Hospital', 'Insurance', 'Airlines', 'Consulting', 'Bank', 'Energy', 'Media', 'Schools'],
] as const

export const companyEndings = [
  '',
  ' Inc',
  ' Inc.',
  ', Inc.',
  ' LLC',
  ' Ltd',
  ' Ltd.',
  ' GmbH',
  ' Co.',
  ' corp',
] as const

export const industries = [
  ...['', '', 'Technology', 'technology', 'Tech', 'Financial Services', 'FinServ', 'Banking', 'Healthcare'],
  ...[
    'health care',
    'Manufacturing',
    'MFG',
    'Retail',
    'retail ',
    'Education',
    'Higher Ed',
    'Government',
    "Gov't",
  ],
] as const

/** Revenue as people write it; `#` stands for a digit. */
export const revenues = [
  ...[
    '',
    '',
    '$#,###,###',
    '#######',
    '$##.#M',
    '# million',
    '##,###',
    '$###,###,###',
    'USD ####',
    '##########',
  ],
  ...['$1 - $5 million', 'less than 1M', 'N/A', 'unknown', '#.#e6', '$ ###,###', '0', '-#####', '#####.##'],
] as const

export const headcounts = [
  '',
  '#',
  '##',
  '###',
  '####',
  '#,###',
  '1-10',
  '11 - 50',
  '51 to 200',
  '1000+',
  'n/a',
] as const

export const languages = ['', 'English', 'english', 'EN', 'en-US', 'Deutsch', 'German', 'ENG'] as const

export const flags = ['', '', '', 'DWM', 'DWM;', 'SFDC', 'sfdc;dwm'] as const
