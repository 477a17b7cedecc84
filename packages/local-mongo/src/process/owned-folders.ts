import { makeWorkFolder, removeWorkFolder, removeWorkFolderNow } from './work-folder.ts'

const owned = new Set<string>()

/** Makes a work folder that goes, with the servers in it, when this process exits, if `giveUpFolder` did not come first. */
export async function ownFolder(where: 'memory' | 'disk'): Promise<string> {
  const folder = await makeWorkFolder(where)
  if (!process.listeners('exit').includes(removeAll)) process.on('exit', removeAll)
  owned.add(folder)
  return folder
}

export async function giveUpFolder(folder: string): Promise<void> {
  await removeWorkFolder(folder)
  owned.delete(folder)
}

function removeAll(): void {
  for (const folder of owned) removeWorkFolderNow(folder)
}
