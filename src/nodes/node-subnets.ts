import { Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Problem } from '../errors/problems';
import { networkTiersOf } from '../network/network-tiers';
import { ThreeTierVpc } from '../network/three-tier-vpc';
import { zoneOf } from '../network/zone-of';

const SOURCE = 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html';

/** The selected subnets, by default the application tier; a selection that CDK refuses or that is empty is a problem. */
export function selectedSubnets(vpc: ec2.IVpc, chosen: ec2.SubnetSelection | undefined): { subnets: ec2.ISubnet[]; problems: Problem[] } {
  if (!chosen) {
    const subnets = [...networkTiersOf(vpc).application];
    return {
      subnets,
      problems:
        subnets.length > 0
          ? []
          : [
              {
                finding: `${vpc.node.path} has no private subnets`,
                constraint: 'nodes require at least one subnet',
                remediation: 'Set subnets',
                source: SOURCE,
              },
            ],
    };
  }
  try {
    const { subnets } = vpc.selectSubnets(chosen);
    return {
      subnets,
      problems:
        subnets.length > 0
          ? []
          : [
              {
                finding: `subnets selects no subnets of ${vpc.node.path}`,
                constraint: 'nodes require at least one subnet',
                remediation: `Select from ${subnetsInWords(vpc)}`,
                source: SOURCE,
              },
            ],
    };
  } catch (error) {
    return {
      subnets: [],
      problems: [
        {
          finding: `subnets selects no subnets of ${vpc.node.path}`,
          constraint: (error as Error).message.split('\n')[0].replace(/\.$/, ''),
          remediation: `Select from ${subnetsInWords(vpc)}`,
          source: SOURCE,
        },
      ],
    };
  }
}

const subnetsInWords = (vpc: ec2.IVpc): string =>
  [...vpc.publicSubnets, ...vpc.privateSubnets, ...vpc.isolatedSubnets].map(({ node }) => node.id).join(', ') ||
  'the subnets of another VPC';

/** Instances in public subnets have no internet access unless the subnets assign public addresses. */
export function publicSubnetProblems(subnets: readonly ec2.ISubnet[]): Problem[] {
  return subnets
    .filter((subnet) => subnet instanceof ec2.PublicSubnet && (subnet.node.defaultChild as ec2.CfnSubnet).mapPublicIpOnLaunch !== true)
    .map(({ node }) => ({
      finding: `subnet ${node.path} is public and does not assign public addresses`,
      constraint: 'a node in a public subnet needs a public address to join the cluster',
      remediation: 'Use private subnets, or set mapPublicIpOnLaunch',
      source: SOURCE,
    }));
}

/** Nodes cannot start in subnets without internet access, unless the VPC has the endpoints that nodes call. */
export function isolatedSubnetProblems(vpc: ec2.IVpc, subnets: readonly ec2.ISubnet[]): Problem[] {
  if (!(vpc instanceof ThreeTierVpc) || !vpc.hasInternetAccess) return [];
  if (vpc.node.children.some((child) => child instanceof ec2.InterfaceVpcEndpoint)) return [];
  return subnets
    .filter((subnet) => vpc.isolatedSubnets.includes(subnet) || vpc.controlPlaneSubnets.includes(subnet))
    .map(({ node }) => ({
      finding: `subnet ${node.path} has no internet access and no VPC endpoints`,
      constraint: 'a node needs access to ECR and EKS to join the cluster',
      remediation: 'Select subnets of the application tier',
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html',
    }));
}

/** Zones for messages: those that are known at deployment by their number; undefined if the subnets have no zones. */
export function zonesInWords(subnets: readonly ec2.ISubnet[]): string[] | undefined {
  const zones = subnets.map(zoneOf);
  if (zones.some((zone) => zone === undefined)) return undefined;
  const distinct = [...new Set(zones.map((zone) => JSON.stringify(Stack.of(subnets[0]).resolve(zone))))];
  return distinct.map((text, index) => (text.startsWith('{') ? `zone ${index + 1}` : (JSON.parse(text) as string)));
}

/** Names of zones; undefined if any is known only at deployment. */
export function zoneNames(subnets: readonly ec2.ISubnet[]): string[] | undefined {
  const zones = subnets.map(zoneOf);
  return zones.some((zone) => zone === undefined || Token.isUnresolved(zone)) ? undefined : [...new Set(zones as string[])];
}
