/** Who tags what it makes in AWS, in the name of the app. */
export type TaggingController = 'karpenter' | 'auto-mode' | 'ebs-driver' | 'load-balancer-controller';

interface TagConstraints {
  /** type of CloudFormation of what it makes, by which `includeResourceTypes` of `Tags` chooses. */
  readonly resourceType: string;
  /** in words. */
  readonly resources: string;
  /** keys that the controller refuses or writes itself. */
  readonly reserved: RegExp;
  /** what a key and a value may not hold, because of the way in which the controller is told, or because AWS refuses it. */
  readonly invalidCharacters?: RegExp;
}

/** What tags of load balancers cannot hold. Source: Elastic Load Balancing API, Tag: letters, spaces, numbers and + - = . _ : / @. */
const INVALID_LOAD_BALANCER_CHARACTERS = /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/u;

/**
 * What each controller says of tags.
 *
 * Sources: aws/karpenter-provider-aws v1.9.2, pkg/apis/v1/ec2nodeclass.go, rules of `tags`; for Auto Mode no list was read: what EKS and
 * Karpenter write themselves; kubernetes-sigs/aws-ebs-csi-driver v1.64.0, pkg/driver/validation.go, `validateExtraTags`, and
 * charts/…/_helpers.tpl, which joins them with commas inside of double quotes; kubernetes-sigs/aws-load-balancer-controller v3.5.0,
 * pkg/config/controller_config.go, `trackingTagKeys`, and helm/…/_helpers.tpl, which joins them with commas and without quotes.
 */
export const TAG_RULES: Readonly<Record<TaggingController, TagConstraints>> = {
  karpenter: {
    resourceType: 'AWS::EC2::Instance',
    resources: 'instances of Karpenter',
    reserved: /^(eks:eks-cluster-name|kubernetes\.io\/cluster.*|karpenter\.sh\/(nodepool|nodeclaim)|karpenter\.k8s\.aws\/ec2nodeclass)$/,
  },
  'auto-mode': {
    resourceType: 'AWS::EC2::Instance',
    resources: 'instances of Auto Mode',
    reserved: /^(eks:|kubernetes\.io\/|karpenter\.(sh|k8s\.aws)\/|eks\.amazonaws\.com\/)/,
  },
  'ebs-driver': {
    resourceType: 'AWS::EC2::Volume',
    resources: 'volumes of the EBS driver',
    reserved: /^(CSIVolumeName$|CSIVolumeSnapshotName$|kubernetes\.io|ebs\.csi\.aws\.com\/)/,
    invalidCharacters: /[,"\\]/,
  },
  'load-balancer-controller': {
    resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    resources: 'load balancers',
    reserved: /^((elbv2|ingress|service)\.k8s\.aws\/|gateway\.k8s\.aws)/,
    // with a colon and a blank, YAML reads a map
    invalidCharacters: new RegExp(`${INVALID_LOAD_BALANCER_CHARACTERS.source}|: |^ | $`, 'u'),
  },
};

/** Tags as a controller can write them, and those that it cannot. */
export interface SortedTags {
  readonly accepted: Readonly<Record<string, string>>;
  /** why each is left out, by key; those that only AWS or the controller write are not among them. */
  readonly refused: Readonly<Record<string, string>>;
}

/** Sorts tags of the app by what a controller accepts; a value that is a token is not looked at. */
export function sortTags(
  controller: TaggingController,
  tags: Readonly<Record<string, string>>,
  isToken: (text: string) => boolean,
): SortedTags {
  const { reserved, invalidCharacters } = TAG_RULES[controller];
  const written = Object.entries(tags).filter(([key]) => !/^aws:/i.test(key) && !reserved.test(key));
  const problems = written.map(([key, value]) => [key, problemOf(key, isToken(value) ? '' : value, invalidCharacters)] as const);
  const refused = Object.fromEntries(problems.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
  return { accepted: Object.fromEntries(written.filter(([key]) => !(key in refused))), refused };
}

function problemOf(key: string, value: string, cannotHold: RegExp | undefined): string | undefined {
  if (cannotHold?.test(key) || (cannotHold && key.includes('='))) return `the key must not contain ${charactersOf(key, cannotHold) || '='}`;
  return cannotHold?.test(value) ? `the value '${value}' must not contain ${charactersOf(value, cannotHold)}` : undefined;
}

const charactersOf = (text: string, pattern: RegExp): string =>
  [...new Set(text.match(new RegExp(pattern.source, `g${pattern.flags}`)) ?? [])].map((each) => `'${each}'`).join(', ');
