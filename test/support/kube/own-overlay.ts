import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { stages } from '@dwmops/fleet'
import { parse, stringify } from 'yaml'
import { repository } from '../kube-manifests.ts'

/** What an overlay on production's changes. */
export interface OwnOverlay {
  readonly settings: Readonly<Record<string, string>>
  readonly schedule: string
  /** Tag of the stages' images. */
  readonly tag: string
}

/** Writes an overlay on production's into the folder, as a project of somebody's would have it. */
export function writeOwnOverlay(folder: string, { settings, schedule, tag }: OwnOverlay): void {
  mkdirSync(folder, { recursive: true })
  const names = stages.map(({ name }) => name)
  const settingsPatch = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'dwmops-settings' },
    data: settings,
  }
  const schedulePatch = [{ op: 'replace', path: '/spec/schedule', value: schedule }]
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [path.relative(folder, path.join(repository, 'k8s/overlays/prod-without-operator'))],
    patches: [
      { patch: stringify(settingsPatch) },
      { target: { kind: 'CronJob', name: names.join('|') }, patch: stringify(schedulePatch) },
    ],
    images: names.map((name) => ({ name: `ghcr.io/dwmops/${name}`, newTag: tag })),
  }
  writeFileSync(path.join(folder, 'kustomization.yaml'), stringify(kustomization))
}

/** Writes an overlay on production's into the folder, with all components that neither production nor dev has. */
export function writeOverlayOfTheRest(folder: string): void {
  const k8s = path.join(repository, 'k8s')
  const taken = ['dev', 'prod'].flatMap((name) => {
    const text = readFileSync(path.join(k8s, 'overlays', name, 'kustomization.yaml'), 'utf8')
    return (parse(text) as { components: string[] }).components.map((component) => path.basename(component))
  })
  const rest = readdirSync(path.join(k8s, 'components')).filter((name) => !taken.includes(name))
  const kustomization = {
    resources: [path.relative(folder, path.join(k8s, 'overlays/prod'))],
    components: rest.map((name) => path.relative(folder, path.join(k8s, 'components', name))),
  }
  writeFileSync(path.join(folder, 'kustomization.yaml'), stringify(kustomization))
}
