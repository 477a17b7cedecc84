/** First and last names in the spellings of forms that people fill in in haste. */
export const firstNames = [
  ...['Anna', 'ANNA', 'anna ', 'Bob', 'robert', 'Roberto', 'Chloé', 'Chloe', 'DAVID', 'david', 'Dave'],
  ...['Elena', 'elena', 'Fatima', 'Günther', 'Gunther', 'Hiroshi', 'hiroshi', 'Ian', 'Jürgen', 'Juergen'],
  ...['Jose', 'José', 'Kate', 'KATE', 'katherine', 'Li', 'Liam', 'Maria', 'María', 'mary  ann', 'Mary-Ann'],
  ...['Nadia', 'Olu', 'Priya', 'priya', 'Quinn', 'Renée', 'Renee', 'Sam', 'sam.', 'Siobhan', 'Thandi', 'Uma'],
  ...['Víctor', 'Victor', 'Wei', 'Xavier', 'Yuki', 'Zoë', 'zoe', 'J.', 'J', 'test', 'n/a', '-'],
] as const

export const lastNames = [
  ...['Anderson', 'ANDERSON', 'andersson', 'Brown', 'brown', 'Costa', 'da Silva', 'Da Silva', 'de la Cruz'],
  ...['Evans', "O'Brien", 'OBrien', "o'brien", 'Fischer', 'Garcia', 'García', 'Hansen', 'Ivanova', 'Jones'],
  ...['JONES', 'Kim', 'Kowalski', 'Larsen', 'Müller', 'Mueller', 'Muller', 'Nguyen', 'nguyen', 'Okafor'],
  ...['Patel', 'PATEL', 'Quist', 'Rossi', 'Sato', 'Schmidt', 'Smith', 'smith ', 'Smith-Jones', 'Smith Jones'],
  ...['Tan', 'Ueda', 'van Dijk', 'Van Dijk', 'Wang', 'Weber', 'Yilmaz', 'Zhang', 'Zimmermann', 'asdf', 'N/A'],
] as const

export const salutations = ['', '', '', 'Mr', 'Mr.', 'mr', 'Mrs.', 'Ms', 'MS.', 'Dr', 'Dr.', 'Prof.'] as const

export const titles = [
  ...['VP Sales', 'VP, Sales', 'Vice President of Sales', 'vice-president sales', 'V.P. Sales', 'SVP Sales'],
  ...['CEO', 'C.E.O.', 'Chief Executive Officer', 'chief exec', 'CIO', 'Chief Information Officer', 'CTO'],
  ...['Director of IT', 'IT Director', 'Dir. IT', 'director, information technology', 'Head of IT', 'IT Mgr'],
  ...['IT Manager', 'Manager, IT', 'Mgr IT', 'System Administrator', 'Sys Admin', 'sysadmin', 'SysAdmin '],
  ...['Software Engineer', 'software eng.', 'Sr. Software Engineer', 'Senior Developer', 'developer', 'Dev'],
  ...['Architect', 'Enterprise Architect', 'Consultant', 'consultant (self employed)', 'Student', 'student'],
  ...[
    'Professor',
    'Analyst',
    'Business Analyst',
    'Purchasing',
    'Buyer',
    'Owner',
    'owner/operator',
    'none',
    '',
  ],
] as const

export const departments = [
  ...['', 'IT', 'I.T.', 'Information Technology', 'information technology', 'Sales', 'SALES', 'Mktg'],
  ...['Marketing', 'Finance', 'finance & accounting', 'HR', 'Human Resources', 'R&D', 'Engineering', 'eng'],
] as const
