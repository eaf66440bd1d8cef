import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import * as cdk8s from 'cdk8s';
import { Simulation } from './simulation';
import { stacksOf, StackTemplate } from './template';
import { ChartDeployment, Platform, PlatformProfile, Route, WebService } from '../../src';
import { Json } from '../harness';

/** A platform with a service behind a load balancer. */
function shop(): StackTemplate[] {
  const app = new App();
  const stack = new Stack(app, 'Planted');
  const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
  const { cluster } = new Platform(stack, 'Platform', {
    version: KubernetesVersion.V1_36,
    admins: [admin],
    profile: PlatformProfile.DEVELOPMENT,
  });
  const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
  new WebService(chart, 'web', {
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    route: Route.publicAlb({ host: 'shop.example.com' }),
  });
  new ChartDeployment(stack, 'Shop', { cluster, chart });
  return stacksOf(app);
}

const [sound] = shop();

/** The template with a fault in it. */
function planted(change: (resources: Json) => void): StackTemplate[] {
  const template = JSON.parse(JSON.stringify(sound.template)) as Json;
  change(template.Resources);
  return [{ ...sound, template: template as StackTemplate['template'] }];
}

const idOf = (resources: Json, type: string, holds: (properties: Json) => boolean = () => true): string =>
  Object.keys(resources).find((id) => resources[id].Type === type && holds(resources[id].Properties ?? {}))!;

async function deployed(templates: StackTemplate[], late = false) {
  const simulation = new Simulation(templates, 'memory');
  const statuses = await simulation.deploy(templates, { late });
  return { simulation, status: statuses.Planted, reasons: simulation.reasons() };
}

async function deleted(templates: StackTemplate[], late = false) {
  const { simulation, status } = await deployed(templates);
  expect(status).toBe('CREATE_COMPLETE');
  await simulation.delete({ late });
  return simulation.problems();
}

test('without a fault all is created and deleted', async () => {
  const { simulation, status, reasons } = await deployed([sound]);
  expect({ status, reasons }).toEqual({ status: 'CREATE_COMPLETE', reasons: [] });
  expect(await simulation.delete()).toEqual({ Planted: 'DELETE_COMPLETE' });
  expect(simulation.left()).toEqual([]);
});

/** Takes what a resource comes after out of `DependsOn`. */
const withoutEdges = (resources: Json, ids: readonly string[], to: (id: string) => boolean) =>
  ids.forEach((id) => {
    if (Array.isArray(resources[id].DependsOn)) resources[id].DependsOn = resources[id].DependsOn.filter((each: string) => !to(each));
  });

const shopIn = (resources: Json): string =>
  idOf(resources, 'Custom::StrataObjects', ({ Manifest }) => JSON.stringify(Manifest).includes('shop.example.com'));

const REFUSED: Readonly<Record<string, readonly [(resources: Json) => void, RegExp]>> = {
  'a managed policy that does not exist': [
    (resources) => {
      resources[
        idOf(resources, 'AWS::IAM::Role', ({ ManagedPolicyArns }) => JSON.stringify(ManagedPolicyArns ?? '').includes('EBSCSI'))
      ].Properties.ManagedPolicyArns = ['arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicyV2'];
    },
    /AmazonEBSCSIDriverPolicyV2 does not exist or is not attachable \(NoSuchEntity\)/,
  ],
  'a node group with two of three sizes': [
    (resources) => {
      delete resources[idOf(resources, 'AWS::EKS::Nodegroup')].Properties.ScalingConfig.DesiredSize;
    },
    /AWS::EKS::Nodegroup\): Invalid request: .*ScalingConfig/,
  ],
  'an access entry of a role that has one': [
    (resources) => {
      const group = resources[idOf(resources, 'AWS::EKS::Nodegroup')];
      resources.Twice = {
        Type: 'AWS::EKS::AccessEntry',
        DependsOn: [idOf(resources, 'AWS::EKS::Nodegroup')],
        Properties: { ClusterName: group.Properties.ClusterName, PrincipalArn: group.Properties.NodeRole, Type: 'EC2_LINUX' },
      };
    },
    /Twice .*already in use on this cluster\. \(ResourceInUseException\)/,
  ],
  'nodes before the network of pods': [
    (resources) => {
      delete resources[idOf(resources, 'AWS::EKS::Addon', ({ AddonName }) => AddonName === 'vpc-cni')];
    },
    /NodeCreationFailure: Unhealthy nodes in the kubernetes cluster: .*aws-node is missing/,
  ],
  'an add-on before its nodes': [
    (resources) => {
      const [dns, group] = [
        idOf(resources, 'AWS::EKS::Addon', ({ AddonName }) => AddonName === 'coredns'),
        idOf(resources, 'AWS::EKS::Nodegroup'),
      ];
      delete resources[dns].DependsOn;
      resources[group].DependsOn.push(dns);
    },
    /Addon coredns is DEGRADED \(InsufficientNumberOfReplicas\)/,
  ],
  'a chart that no repository has': [
    (resources) => {
      resources[idOf(resources, 'Custom::StrataHelmRelease', ({ Chart }) => Chart === 'karpenter')].Properties.Version = '99.0.0';
    },
    /chart "karpenter" version "99\.0\.0" not found/,
  ],
  'a service account whose role does not trust it': [
    (resources) => {
      const role =
        resources[
          idOf(resources, 'AWS::IAM::Role', ({ AssumeRolePolicyDocument }) =>
            JSON.stringify(AssumeRolePolicyDocument).includes('aws-load-balancer-controller'),
          )
        ];
      role.Properties.AssumeRolePolicyDocument = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }],
      };
    },
    /AccessDenied.*AssumeRoleWithWebIdentity/,
  ],
};

// what names a resource that is gone
function removeDangling(resources: Json): void {
  for (const resource of Object.values<Json>(resources)) {
    if (Array.isArray(resource.DependsOn)) resource.DependsOn = resource.DependsOn.filter((id: string) => id in resources);
  }
}

test.each(Object.entries(REFUSED))('%s is refused', async (_, [plant, message]) => {
  const templates = planted((resources) => {
    plant(resources);
    removeDangling(resources);
  });
  const { simulation, status, reasons } = await deployed(templates);
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(reasons.join('\n')).toMatch(message);
  expect(simulation.left()).toEqual([]);
});

test('nodes and a function in subnets without a way out', async () => {
  const { status, reasons } = await deployed(
    planted((resources) => {
      for (const id of Object.keys(resources)) {
        if (resources[id].Type === 'AWS::EC2::Route' && resources[id].Properties.NatGatewayId) delete resources[id];
      }
      removeDangling(resources);
    }),
  );
  expect(status).toMatch(/^ROLLBACK/);
  expect(reasons.join('\n')).toMatch(/reaches/);
});

test('an Ingress before its controller', async () => {
  const { status, reasons } = await deployed(
    planted((resources) => {
      withoutEdges(resources, [shopIn(resources)], (id) => !/Sweep/.test(id));
      resources[idOf(resources, 'Custom::StrataHelmRelease', ({ Chart }) => Chart === 'aws-load-balancer-controller')].DependsOn.push(
        shopIn(resources),
      );
    }),
  );
  expect(status).toMatch(/^ROLLBACK/);
  expect(reasons.join('\n')).toMatch(/Ingress 'shop\/web' not ready in time: no load balancer address in its status yet/);
});

test('a public subnet that is deleted before the load balancers in it', async () => {
  const templates = planted((resources) => withoutEdges(resources, [shopIn(resources)], (id) => /publicSubnet/.test(id)));
  expect((await deleted(templates)).join('\n')).toMatch(/publicSubnet\d.*DependencyViolation.*LoadBalancer/);
});

test('a function that loses its access before its work is done', async () => {
  const templates = planted((resources) => withoutEdges(resources, Object.keys(resources), (id) => /Delivery.*Access/.test(id)));
  expect((await deleted(templates)).join('\n')).toMatch(/no access entry/);
});
