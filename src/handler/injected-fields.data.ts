/** A field that a controller writes into an object of the user. */
export interface InjectedField {
  readonly kinds: readonly string[];
  /** as the API server names the field of a conflict. */
  readonly field: RegExp;
  /** how to leave it out: the fields on the way, `*` for each entry of a list. */
  readonly path: readonly string[];
  readonly source: string;
}

/** Fields that are left to their controller where it has set them: they are never taken back. */
export const INJECTED_FIELDS: readonly InjectedField[] = [
  {
    kinds: [
      'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
      'admissionregistration.k8s.io/MutatingWebhookConfiguration',
    ],
    field: /^\.webhooks\[.*\]\.clientConfig\.caBundle$/,
    path: ['webhooks', '*', 'clientConfig', 'caBundle'],
    source: 'cert-manager, pkg/controller/cainjector/injectors.go (webhook configurations)',
  },
  {
    kinds: ['apiextensions.k8s.io/CustomResourceDefinition'],
    field: /^\.spec\.conversion\.webhook\.clientConfig\.caBundle$/,
    path: ['spec', 'conversion', 'webhook', 'clientConfig', 'caBundle'],
    source: 'cert-manager, pkg/controller/cainjector/injectors.go (CRDs)',
  },
  {
    kinds: ['apiregistration.k8s.io/APIService'],
    field: /^\.spec\.caBundle$/,
    path: ['spec', 'caBundle'],
    source: 'cert-manager, pkg/controller/cainjector/injectors.go (APIServices)',
  },
];
