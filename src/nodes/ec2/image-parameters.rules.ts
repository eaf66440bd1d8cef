import { minorOf } from '../../kubernetes/versions.rules';

/** The last version of Kubernetes with images of Amazon Linux 2. Source: EKS User Guide, eks-ami-deprecation-faqs. */
export const LAST_AL2 = 32;

const VERSION = '1\\.\\d+';
/**
 * The public parameters with images for EKS, by the folder that they are in; `(1.NN)` is the version of Kubernetes.
 *
 * Source: EKS User Guide, retrieve-ami-id, retrieve-ami-id-bottlerocket and retrieve-windows-ami-id; aws/karpenter-provider-aws v1.14.1
 * (commit 1d927085), pkg/providers/amifamily; bottlerocket-os/bottlerocket, tools/pubsys/policies/ssm/defaults.toml.
 */
const PARAMETERS: Readonly<Record<string, RegExp>> = {
  '/aws/service/eks/optimized-ami/': new RegExp(
    `^(${VERSION})/amazon-linux-(?:2023/(?:x86_64|arm64)/(?:standard|nvidia|neuron)|2(?:-gpu|-arm64)?)` +
      '/[\\w.-]+(?:/(?:image_id|image_name|release_version))?$',
  ),
  '/aws/service/bottlerocket/aws-k8s-': new RegExp(
    `^(${VERSION})(?:-nvidia)?(?:-fips)?/(?:x86_64|arm64)/(?:latest|\\d[\\w.-]*)/image_(?:id|version)$`,
  ),
  '/aws/service/ami-windows-latest/Windows_Server-': new RegExp(
    `^(?:2019|2022|2025)-English-(?:Core|Full)-EKS_Optimized-(${VERSION})/image_id$`,
  ),
};

/** The problem of the name of a public parameter for an image; undefined for parameters of other services. */
export function imageParameterProblem(name: string): { readonly finding: string; readonly remediation: string } | undefined {
  const folder = Object.keys(PARAMETERS).find((each) => name.startsWith(each));
  // images of Windows that are not for EKS are in the same folder
  if (folder === undefined || name.includes('<') || (folder.includes('windows') && !name.includes('EKS'))) return undefined;
  const [, version] = PARAMETERS[folder].exec(name.slice(folder.length)) ?? [];
  if (version === undefined) {
    return { finding: `the image is read from the public parameter '${name}'`, remediation: `Write one like ${EXAMPLES[folder]}` };
  }
  if (/amazon-linux-2(-|\/)/.test(name) && minorOf(version) > LAST_AL2) {
    return {
      finding: `the image is read from '${name}': the last image of Amazon Linux 2 is for 1.${LAST_AL2}`,
      remediation: `Write ${EXAMPLES[folder].replace('<version>', version)}`,
    };
  }
  return undefined;
}

const EXAMPLES: Readonly<Record<string, string>> = {
  '/aws/service/eks/optimized-ami/': '/aws/service/eks/optimized-ami/<version>/amazon-linux-2023/x86_64/standard/recommended/image_id',
  '/aws/service/bottlerocket/aws-k8s-': '/aws/service/bottlerocket/aws-k8s-<version>/x86_64/latest/image_id',
  '/aws/service/ami-windows-latest/Windows_Server-':
    '/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-EKS_Optimized-<version>/image_id',
};
