/** One Kubernetes minor version on EKS. */
export interface KubernetesVersionRow {
  /** last day of standard support. */
  readonly standardUntil: string;
  /** last day of extended support, which costs more. After it, EKS creates no cluster of the version. */
  readonly extendedUntil: string;
}

/**
 * Date of the calendar. What can be created follows from it and from the last day of extended support, never from the clock at synthesis: the same input
 * gives the same template.
 */
export const KUBERNETES_CALENDAR_DATE = '2026-11-30';

/**
 * The calendar of EKS: versions that EKS creates on the date of the calendar. A new version is a row, once the calendar has its dates. Every table by minor
 * ({@link Minor}) then does not compile until it has a cell for it. A version whose extended support has ended moves to {@link ENDED_VERSIONS}.
 *
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html, September 2026
 */
export const SUPPORTED_VERSIONS = {
  1.36: { standardUntil: '2027-08-02', extendedUntil: '2028-08-02' },
  1.35: { standardUntil: '2027-03-27', extendedUntil: '2028-03-27' },
  1.34: { standardUntil: '2026-12-02', extendedUntil: '2027-12-02' },
  1.33: { standardUntil: '2026-07-29', extendedUntil: '2027-07-29' },
  1.32: { standardUntil: '2026-03-23', extendedUntil: '2027-03-23' },
} as const satisfies Readonly<Record<string, KubernetesVersionRow>>;

/** Versions that EKS no longer creates. Source: the same page. */
export const ENDED_VERSIONS = {
  '1.31': { standardUntil: '2025-11-26', extendedUntil: '2026-11-26' },
  '1.30': { standardUntil: '2025-07-23', extendedUntil: '2026-07-23' },
  '1.29': { standardUntil: '2025-03-23', extendedUntil: '2026-03-23' },
  '1.28': { standardUntil: '2024-11-26', extendedUntil: '2025-11-26' },
  '1.27': { standardUntil: '2024-07-24', extendedUntil: '2025-07-24' },
  '1.26': { standardUntil: '2024-06-11', extendedUntil: '2025-06-11' },
} as const satisfies Readonly<Record<string, KubernetesVersionRow>>;

/** A minor version of Kubernetes that EKS creates. */
export type Minor = keyof typeof SUPPORTED_VERSIONS;
/** A minor version of Kubernetes that EKS no longer creates. */
export type EndedMinor = keyof typeof ENDED_VERSIONS;

/** A table by minor: a cell for each version that EKS creates, or it does not compile. It may keep cells of versions that have ended. */
export type ByMinor<Cell> = Readonly<Record<Minor, Cell>> & Readonly<Partial<Record<EndedMinor, Cell>>>;

/** All versions of the calendar. */
export const KUBERNETES_VERSIONS: Readonly<Record<string, KubernetesVersionRow>> = { ...SUPPORTED_VERSIONS, ...ENDED_VERSIONS };

/** How many minors nodes may be behind their control plane. Source: https://kubernetes.io/releases/version-skew-policy/ */
export const MAX_NODE_SKEW = 3;
