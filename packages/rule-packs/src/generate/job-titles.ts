import type { Pack } from '../pack.ts'

/** The first that fits decides: an assistant to the CEO is no CEO, a product owner owns no firm. */
const levels: readonly (readonly [words: string, level: string])[] = [
  [
    'ASSISTANT TO|PERSONAL ASSISTANT|EXECUTIVE ASSISTANT|ASSISTANT|ASSISTENT|ASSISTENTIN|SECRETARY|SEKRETÄRIN|INTERN|TRAINEE|PRAKTIKANT|PRAKTIKANTIN|STUDENT',
    'Individual Contributor',
  ],
  ['PRODUCT OWNER|PROCESS OWNER|BUSINESS PARTNER|CHIEF OF STAFF', 'Individual Contributor'],
  ['VICE PRESIDENT|VICE-PRESIDENT|VP|SVP|EVP|AVP|V\\.P\\.', 'Vice President'],
  [
    'CEO|CFO|CIO|CTO|CMO|COO|CISO|CHRO|CHIEF (?:[A-Z&-]+ ){1,3}OFFICER|MANAGING DIRECTOR|GESCHÄFTSFÜHRER|GESCHÄFTSFÜHRERIN|VORSTAND|PRÉSIDENT|PDG',
    'C-Level',
  ],
  ['FOUNDER|CO-FOUNDER|COFOUNDER|OWNER|INHABER|INHABERIN|PROPRIETOR', 'Owner'],
  [
    'DIRECTOR|DIRECTEUR|DIRECTRICE|DIRECTORA|DIREKTOR|DIREKTORIN|HEAD OF|ABTEILUNGSLEITER|ABTEILUNGSLEITERIN|BEREICHSLEITER|BEREICHSLEITERIN',
    'Director',
  ],
  ['MANAGER|TEAM LEAD|TEAM LEADER|TEAMLEITER|TEAMLEITERIN|SUPERVISOR|GERENTE', 'Manager'],
  [
    'ANALYST|ENGINEER|DEVELOPER|CONSULTANT|SPECIALIST|COORDINATOR|REPRESENTATIVE|INGENIEUR|ENTWICKLER|BERATER|TECHNICIAN|ACCOUNTANT|DESIGNER',
    'Individual Contributor',
  ],
]

const functions: readonly (readonly [words: string, name: string])[] = [
  ['CEO|MANAGING DIRECTOR|GESCHÄFTSFÜHRER|GESCHÄFTSFÜHRERIN|CHIEF EXECUTIVE OFFICER', 'General Management'],
  ['CMO|MARKETING|DEMAND GENERATION|BRAND MANAGER|COMMUNICATIONS|PUBLIC RELATIONS', 'Marketing'],
  [
    'SALES|ACCOUNT EXECUTIVE|ACCOUNT MANAGER|BUSINESS DEVELOPMENT|VERTRIEB|VERTRIEBSLEITER|VENTES|VENTAS',
    'Sales',
  ],
  [
    'CFO|FINANCE|FINANCIAL|ACCOUNTING|ACCOUNTANT|CONTROLLER|TREASURER|TREASURY|FINANZEN|BUCHHALTUNG',
    'Finance',
  ],
  ['CHRO|HUMAN RESOURCES|HR|RECRUITER|TALENT ACQUISITION|PERSONALLEITER|PERSONALLEITERIN', 'Human Resources'],
  [
    'CIO|CTO|CISO|INFORMATION TECHNOLOGY|INFORMATION SECURITY|SOFTWARE|SYSTEMS ADMINISTRATOR|SYSTEM ADMINISTRATOR|DEVOPS|DATABASE ADMINISTRATOR|IT (?:MANAGER|DIRECTOR|SUPPORT|SPECIALIST|CONSULTANT|ADMINISTRATOR|ARCHITECT|LEITER)|(?:HEAD|DIRECTOR|VP|MANAGER) OF IT',
    'Information Technology',
  ],
  ['LEGAL|LAWYER|ATTORNEY|GENERAL COUNSEL|PARALEGAL|RECHTSANWALT|RECHTSANWÄLTIN', 'Legal'],
  ['PROCUREMENT|PURCHASING|BUYER|EINKAUF|EINKÄUFER', 'Procurement'],
  ['CUSTOMER SERVICE|CUSTOMER SUPPORT|CUSTOMER SUCCESS|KUNDENDIENST', 'Customer Service'],
  ['COO|OPERATIONS|LOGISTICS|SUPPLY CHAIN', 'Operations'],
  ['ENGINEER|ENGINEERING|RESEARCH AND DEVELOPMENT|R&D|INGENIEUR|INGENIEURIN', 'Engineering'],
]

function rules(fieldName: string, table: typeof levels) {
  return table.map(([words, replace]) => ({
    fieldName,
    deriveFieldName: 'jobTitle',
    pattern: `^(?:.*[^\\w])?(?:${words})(?:[^\\w].*)?$`,
    replace,
  }))
}

const derive = [{ type: 'deriveRegex', fieldSet: ['jobTitle'], options: [] }]

/** Fills what is blank; words are whole words, so that IT is not found in SECURITY. */
export const titlePack: Pack = {
  name: 'job-titles',
  title: 'jobLevel, jobFunction: filled from jobTitle where they are blank',
  fields: { jobLevel: { lookup: [], derive }, jobFunction: { lookup: [], derive } },
  rules: { deriveRegex: [...rules('jobLevel', levels), ...rules('jobFunction', functions)] },
}
