/** A city with its state, zip and country as they should be. */
export interface Place {
  readonly city: string
  readonly states: readonly [string, ...string[]]
  readonly zip: string
  readonly countries: readonly [string, ...string[]]
}

const us = ['US', 'USA', 'U.S.A.', 'United States', 'united states', 'United States of America'] as const
const gb = ['GB', 'UK', 'United Kingdom', 'England', 'great britain'] as const
const de = ['DE', 'Germany', 'Deutschland', 'GERMANY'] as const
const au = ['AU', 'Australia', 'australia', 'AUS'] as const

/** Real towns, each state in the spellings that come in. */
export const places: readonly [Place, ...Place[]] = [
  {
    city: 'Raleigh',
    states: ['NC', 'N.C.', 'North Carolina', 'n carolina', 'Nc'],
    zip: '27601',
    countries: us,
  },
  { city: 'Boston', states: ['MA', 'Mass.', 'Massachusetts', 'massachusets'], zip: '02108', countries: us },
  { city: 'New York', states: ['NY', 'N.Y.', 'New York', 'new york state'], zip: '10001', countries: us },
  {
    city: 'San Francisco',
    states: ['CA', 'Calif.', 'California', 'califronia'],
    zip: '94103',
    countries: us,
  },
  { city: 'Austin', states: ['TX', 'Tex.', 'Texas', 'texas '], zip: '78701', countries: us },
  { city: 'Newark', states: ['NJ', 'N.J.', 'New Jersey', 'new jersy'], zip: '07102', countries: us },
  { city: 'St. Paul', states: ['MN', 'Minn.', 'Minnesota', 'minesota'], zip: '55101', countries: us },
  { city: 'Seattle', states: ['WA', 'Wash.', 'Washington', 'washington state'], zip: '98101', countries: us },
  { city: 'London', states: ['', 'Greater London', 'London'], zip: 'EC1A 1BB', countries: gb },
  { city: 'Leeds', states: ['', 'West Yorkshire', 'W Yorks'], zip: 'LS1 4DY', countries: gb },
  { city: 'München', states: ['Bayern', 'Bavaria', 'BY', ''], zip: '80331', countries: de },
  { city: 'Berlin', states: ['Berlin', 'BE', ''], zip: '10115', countries: de },
  { city: 'Sydney', states: ['NSW', 'New South Wales', 'nsw', 'N.S.W.'], zip: '2000', countries: au },
  { city: 'Melbourne', states: ['VIC', 'Victoria', 'vic.'], zip: '3000', countries: au },
]

export const streets = [
  ...[
    'Main Street',
    'main st',
    'Main St.',
    'High Street',
    'Oak Avenue',
    'oak ave',
    'Station Road',
    'Station Rd',
  ],
  ...[
    'Church Lane',
    'Park Blvd',
    'Park Boulevard',
    'P.O. Box',
    'PO Box',
    'Mill Road',
    'First Street',
    '1st St',
  ],
] as const

export const secondLines = [
  '',
  '',
  '',
  '',
  'Suite 200',
  'Ste. 200',
  'Apt 4',
  'apt. #4',
  'Floor 3',
  '3rd fl',
] as const
