/** An object in the namespace shop. */
export const MANIFEST = (apiVersion: string, kind: string, name: string, rest: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: shop }\n${rest}`.trim();

/** A Deployment with what a case is about; `replicas: null` leaves them out. */
export function deployment({ name = 'web', container, pod, more, replicas = 2 }: {
  readonly name?: string; readonly container?: string; readonly pod?: string; readonly more?: string; readonly replicas?: number | null;
}): string {
  return [
    'apiVersion: apps/v1', 'kind: Deployment', `metadata: { name: ${name}, namespace: shop }`, 'spec:',
    ...(replicas === null ? [] : [`  replicas: ${replicas}`]), ...(more ? [`  ${more}`] : []),
    `  selector: { matchLabels: { app: ${name} } }`, '  template:', `    metadata: { labels: { app: ${name} } }`, '    spec:', ...(pod ? [`      ${pod}`] : []),
    '      containers:', `        - { name: ${name}, image: registry.example.com/${name}:1.0${container ? `, ${container}` : ''} }`,
  ].join('\n');
}

/** A Service with one port by the name http, without a selector unless there are pods. */
export const service = ({ more }: { readonly more?: string }): string =>
  MANIFEST('v1', 'Service', 'web', `spec: { ${more ? `${more}, ` : 'selector: { app: web }, '}ports: [{ name: http, port: 80, targetPort: http }] }`);
