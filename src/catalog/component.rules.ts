import { AwsApi } from './aws-apis.data';
import { AnyUpstreamPolicy } from './policies/upstream-policy.rules';

/** What a component brings to the cluster, or what it is ordered after. */
export interface ProvidedThings {
  /** features that are neither objects nor kinds, by the names of this library. */
  readonly features?: readonly string[];
  /** kinds of its CRDs, by API group. */
  readonly kinds?: Readonly<Record<string, readonly string[]>>;
  readonly objects?: readonly { readonly group: string; readonly kind: string; readonly name: string }[];
}

/** The columns that EKS add-ons and Helm charts share. */
export interface ComponentRow {
  /** what it provides: its dependents are created after it and deleted before it. */
  readonly provides: ProvidedThings;
  /** the CSI driver that it installs, by its name in StorageClasses, and the feature that volumes of the driver depend on. */
  readonly csi?: { readonly driver: string; readonly feature: string };
  /** EKS Auto Mode includes it. Source: EKS User Guide, automode. */
  readonly builtIntoAutoMode?: true;
  /** the service account that calls AWS. */
  readonly identity?: { readonly namespace: string; readonly serviceAccount: string };
  /** APIs of AWS that it calls, beside sts for its identity. */
  readonly awsApis?: readonly AwsApi[];
  /** policies that are written by hand, each read for the pinned version. */
  readonly policies?: Readonly<Record<string, AnyUpstreamPolicy>>;
}
