import type { ReplicaSetMember } from './member.ts'
import type { ReplicaSet } from './replica-set.ts'

const ofMember: Readonly<Record<string, (member: ReplicaSetMember) => Promise<void> | void>> = {
  kill: (member) => member.kill(),
  start: (member) => member.start(),
  pause: (member) => member.pause(),
  resume: (member) => member.resume(),
  isolate: (member) => member.isolate(),
  rejoin: (member) => member.rejoin(),
  delay: (member) => member.delay(),
  'catch-up': (member) => member.catchUp(),
  resync: (member) => member.resync(),
}

const ofSet: Readonly<Record<string, (set: ReplicaSet) => Promise<unknown>>> = {
  'step-down': (set) => set.stepDown(),
  'fill-oplog': (set) => set.fillOplog(),
  heal: (set) => set.heal(),
}

/** What may be typed, for people. */
export const commandsHelp = `type ${Object.keys(ofSet).join(', ')}, or one of ${Object.keys(ofMember).join(', ')} with a member: 0, 1, 2 or primary`

/** Does what a line such as `kill primary` or `step-down` says; returns what it came to. */
export async function runCommandLine(set: ReplicaSet, line: string): Promise<string> {
  const [verb = '', name = ''] = line.trim().split(/\s+/)
  const member = await memberNamed(set, name)
  if (Object.hasOwn(ofMember, verb) && member !== undefined) {
    await ofMember[verb]?.(member)
    return `${verb} ${member.host}: done`
  }
  if (!Object.hasOwn(ofSet, verb)) return commandsHelp
  await ofSet[verb]?.(set)
  return `${verb}: done, ${(await set.primary()).host} is primary`
}

async function memberNamed(set: ReplicaSet, name: string): Promise<ReplicaSetMember | undefined> {
  if (name === 'primary') return set.primary()
  return /^\d$/.test(name) ? set.members[Number(name)] : undefined
}
