/** One Kubernetes minor version on EKS. */
export interface VersionRow {
  /** whether EKS still creates clusters of it. */
  readonly creatable: boolean;
  /** last day of standard support, where it is published. */
  readonly standardUntil?: string;
  /** last day of extended support, which costs more. */
  readonly extendedUntil?: string;
}

/**
 * The calendar of EKS as published in September 2026. A new version is a row.
 *
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export const KUBERNETES_VERSIONS: Readonly<Record<string, VersionRow>> = {
  '1.37': { creatable: true },
  '1.36': { creatable: true, standardUntil: '2027-08-02', extendedUntil: '2028-08-02' },
  '1.35': { creatable: true, standardUntil: '2027-03-27', extendedUntil: '2028-03-27' },
  '1.34': { creatable: true, standardUntil: '2026-12-02', extendedUntil: '2027-12-02' },
  '1.33': { creatable: true, standardUntil: '2026-07-29', extendedUntil: '2027-07-29' },
  '1.32': { creatable: true, standardUntil: '2026-03-23', extendedUntil: '2027-03-23' },
  '1.31': { creatable: true, standardUntil: '2025-11-26', extendedUntil: '2026-11-26' },
  '1.30': { creatable: false, standardUntil: '2025-07-23', extendedUntil: '2026-07-23' },
  '1.29': { creatable: false, standardUntil: '2025-03-23', extendedUntil: '2026-03-23' },
  '1.28': { creatable: false, standardUntil: '2024-11-26', extendedUntil: '2025-11-26' },
  '1.27': { creatable: false, standardUntil: '2024-07-24', extendedUntil: '2025-07-24' },
  '1.26': { creatable: false, standardUntil: '2024-06-11', extendedUntil: '2025-06-11' },
  '1.25': { creatable: false },
};

/** How many minors nodes may be behind their control plane. Source: https://kubernetes.io/releases/version-skew-policy/ */
export const MAX_NODE_SKEW = 3;
