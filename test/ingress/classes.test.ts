import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { AlbController, AlbIngressClass, AutoModeNodes, MutualTls } from '../../src';
import { find, Json, newCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

const certificate = Certificate.fromCertificateArn(newStack(), 'C', 'arn:aws:acm:eu-west-1:111122223333:certificate/1');

test('public and internal classes stand side by side, after the controller', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new AlbController(stack, 'Controller', { cluster });
  new AlbIngressClass(stack, 'Public', {
    cluster,
    internetFacing: true,
    certificates: [certificate],
    webAclArn: 'arn:waf',
    loadBalancerName: 'shop',
    minimumCapacityUnits: 10,
    ipamPoolId: 'ipam-1',
    tags: { team: 'shop' },
    inboundPrefixLists: [ec2.PrefixList.fromPrefixListId(stack, 'List', 'pl-1')],
    listenerAttributes: { 'HTTPS-443': { 'routing.http.response.server.enabled': 'false' } },
    namespaceSelector: { public: 'yes' },
  });
  new AlbIngressClass(stack, 'Internal', { cluster, ingressClassName: 'inside', sharedLoadBalancer: false });
  const template = templateOf(stack);
  const objects = objectsOf(template);
  expect(find(objects, 'IngressClassParams', 'public')).toEqual({
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'IngressClassParams',
    metadata: { name: 'public' },
    spec: {
      scheme: 'internet-facing',
      group: { name: 'public' },
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      certificateArn: [certificate.certificateArn],
      sslRedirectPort: '443',
      wafv2AclArn: 'arn:waf',
      loadBalancerName: 'shop',
      prefixListsIDs: ['pl-1'],
      loadBalancerAttributes: [{ key: 'routing.http.drop_invalid_header_fields.enabled', value: 'true' }],
      tags: [{ key: 'team', value: 'shop' }],
      minimumLoadBalancerCapacity: { capacityUnits: 10 },
      ipamConfiguration: { ipv4IPAMPoolId: 'ipam-1' },
      listeners: [
        { protocol: 'HTTP', port: 80 },
        { protocol: 'HTTPS', port: 443, listenerAttributes: [{ key: 'routing.http.response.server.enabled', value: 'false' }] },
      ],
      namespaceSelector: { matchLabels: { public: 'yes' } },
    },
  });
  expect(find(objects, 'IngressClass', 'public').spec).toEqual({
    controller: 'ingress.k8s.aws/alb',
    parameters: { apiGroup: 'elbv2.k8s.aws', kind: 'IngressClassParams', name: 'public' },
  });
  expect(find(objects, 'IngressClassParams', 'inside').spec).toEqual({
    scheme: 'internal',
    loadBalancerAttributes: [{ key: 'routing.http.drop_invalid_header_fields.enabled', value: 'true' }],
    listeners: [{ protocol: 'HTTP', port: 80 }],
  });
  for (const { DependsOn } of Object.values<Json>(resourcesOf(template, 'Custom::StrataObjects'))) {
    expect(DependsOn).toContainEqual(expect.stringMatching(/^ControllerChart/));
  }
});

test('on Auto Mode the class is of its controller, in its words', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new AutoModeNodes(stack, 'Auto', { cluster });
  new AlbIngressClass(stack, 'Public', { cluster, internetFacing: true, certificates: [certificate] });
  const objects = objectsOf(templateOf(stack));
  expect(find(objects, 'IngressClassParams', 'public')).toMatchObject({
    apiVersion: 'eks.amazonaws.com/v1',
    spec: {
      certificateARNs: [certificate.certificateArn],
      listeners: [
        { protocol: 'HTTP', port: 80 },
        { protocol: 'HTTPS', port: 443 },
      ],
    },
  });
  expect(find(objects, 'IngressClass', 'public').spec).toEqual({
    controller: 'eks.amazonaws.com/alb',
    parameters: { apiGroup: 'eks.amazonaws.com', kind: 'IngressClassParams', name: 'public' },
  });
  expect(() => new AlbIngressClass(stack, 'More', { cluster, webAclArn: 'arn:waf', loadBalancerName: 'a' })).toThrow(
    '[Test/More] loadBalancerName, webAclArn set: not supported by IngressClassParams of Auto Mode. Remove ' +
      'loadBalancerName, webAclArn, or set it on the routes with `loadBalancer` or ' +
      '`annotations` (https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html)',
  );
});

test('fails for what a class cannot say, and for what no load balancer can be', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  expect(
    () =>
      new AlbIngressClass(stack, 'A', { cluster, certificates: [certificate], mutualTls: MutualTls.passthrough(), shieldAdvanced: true }),
  ).toThrow(
    '[Test/A] mutualTls, shieldAdvanced set: not supported by IngressClassParams of the load balancer ' +
      'controller. Remove mutualTls, shieldAdvanced, or set it on the routes with `loadBalancer` or ' +
      '`annotations`',
  );
  expect(() => new AlbIngressClass(stack, 'B', { cluster, ingressClassName: 'B!', httpPort: 0 })).toThrow(
    /\[Test\/B\] ingressClassName is 'B!'.*\n\[Test\/B\] httpPort is 0/,
  );
});
