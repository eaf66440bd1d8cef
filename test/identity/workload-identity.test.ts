import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { JsonPatch } from 'cdk8s';
import {
  AutoModeNodePool,
  AutoModeNodes,
  ChartDeployment,
  Cluster,
  CoreAddons,
  FargateNodes,
  IdentityType,
  ClusterModel,
  ManagedNodes,
  NodeOs,
  Preflight,
  ClusterCapability,
  WorkerService,
  WorkloadIdentity,
  WorkloadIdentityProps,
} from '../../src';
import { flat, Json, newChart, newCluster, newPlainCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

const props = { namespace: 'shop', serviceAccountName: 'web' };
const roleOf = (stack: Stack): Json =>
  Object.entries(resourcesOf(templateOf(stack), 'AWS::IAM::Role')).find(([id]) => id.startsWith('Identity'))![1];
const trustOf = (stack: Stack): Json => {
  const { AssumeRolePolicyDocument: trust } = roleOf(stack).Properties;
  return trust['Fn::Join'] ? JSON.parse(flat(trust)) : trust;
};

test('one service account may take the role, by the tokens of the cluster, without a custom resource', () => {
  const stack = newStack();
  const identity = new WorkloadIdentity(stack, 'Identity', { cluster: newCluster(stack), ...props });
  expect(trustOf(stack).Statement).toEqual([
    {
      Action: 'sts:AssumeRoleWithWebIdentity',
      Effect: 'Allow',
      Principal: { Federated: '<token>' },
      Condition: { StringEquals: { '<token>:aud': 'sts.amazonaws.com', '<token>:sub': 'system:serviceaccount:shop:web' } },
    },
    // pods have credentials while an update changes the mechanism
    {
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Condition: {
        StringEquals: {
          'aws:RequestTag/eks-cluster-arn': '<token>',
          'aws:RequestTag/kubernetes-namespace': 'shop',
          'aws:RequestTag/kubernetes-service-account': 'web',
        },
      },
    },
  ]);
  expect((identity.role as iam.Role).assumeRolePolicy!.toJSON().Statement).toHaveLength(1);
});

test('statements that are added to the trust later are in it', () => {
  const stack = newStack();
  const identity = new WorkloadIdentity(stack, 'Identity', { cluster: newCluster(stack), ...props });
  const role = identity.role as iam.Role;
  role.assumeRolePolicy!.addStatements(
    new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new iam.ServicePrincipal('ec2.amazonaws.com')] }),
  );
  expect(trustOf(stack).Statement.map(({ Action }: Json) => Action)).toEqual([
    'sts:AssumeRoleWithWebIdentity',
    'sts:AssumeRole',
    ['sts:AssumeRole', 'sts:TagSession'],
  ]);
});

test('in another stack than the cluster the trust refers to the provider by an import', () => {
  const app = new App();
  const cluster = newCluster(new Stack(app, 'Base'));
  const other = new Stack(app, 'Other');
  new WorkloadIdentity(other, 'Identity', { cluster, ...props });
  expect(JSON.stringify(roleOf(other).Properties.AssumeRolePolicyDocument)).toMatch(/Fn::ImportValue|Fn::GetStackOutput/);
  expect(JSON.stringify(roleOf(other).Properties.AssumeRolePolicyDocument)).not.toContain('"Ref":"Cluster');
});

test('where the issuer is literal the trust is an object', () => {
  const stack = newStack();
  const cluster = eks.Cluster.fromClusterAttributes(stack, 'Imported', {
    clusterName: 'theirs',
    openIdConnectProvider: iam.OpenIdConnectProvider.fromOpenIdConnectProviderArn(
      stack,
      'Provider',
      'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC',
    ),
  });
  new WorkloadIdentity(stack, 'Identity', { cluster, ...props });
  expect(roleOf(stack).Properties.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals).toEqual({
    'oidc.eks.eu-west-1.amazonaws.com/id/ABC:aud': 'sts.amazonaws.com',
    'oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub': 'system:serviceaccount:shop:web',
  });
});

test('a plain cluster gives its own provider', () => {
  const stack = newStack({ '@aws-cdk/aws-eks:useNativeOidcProvider': true });
  new WorkloadIdentity(stack, 'Identity', { cluster: newPlainCluster(stack), ...props });
  expect(Object.keys(resourcesOf(templateOf(stack), 'AWS::IAM::OIDCProvider'))).toEqual([
    expect.stringMatching(/^ClusterOidcProviderNative/),
  ]);
});

test('any grant of CDK works', () => {
  const stack = newStack();
  const identity = new WorkloadIdentity(stack, 'Identity', { cluster: newCluster(stack), ...props });
  new sqs.Queue(stack, 'Orders').grantSendMessages(identity);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Action: ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'] }] },
  });
});

test('its ServiceAccount names the role', () => {
  const stack = newStack();
  const identity = new WorkloadIdentity(stack, 'Identity', { cluster: newCluster(stack), ...props });
  const chart = newChart('shop');
  identity.addServiceAccount(chart);
  expect(stack.resolve(chart.toJson())).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      automountServiceAccountToken: false,
      metadata: {
        name: 'web',
        namespace: 'shop',
        annotations: { 'eks.amazonaws.com/role-arn': { 'Fn::GetAtt': [expect.stringMatching(/^IdentityRole/), 'Arn'] } },
      },
    },
  ]);
});

test('two hundred identities are two hundred roles and no custom resource', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  for (let index = 0; index < 200; index++) {
    new WorkloadIdentity(stack, `Identity${index}`, { cluster, namespace: 'a', serviceAccountName: `sa-${index}` });
  }
  const types = Object.values(templateOf(stack).Resources as Json).map(({ Type }: Json) => Type);
  expect(types.filter((type) => type === 'AWS::IAM::Role').length).toBeGreaterThan(200);
  expect(types.filter((type) => type.startsWith('Custom::'))).toEqual(['Custom::VpcRestrictDefaultSG']);
});

test('fails for a second identity of one service account', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new WorkloadIdentity(stack, 'One', { cluster, ...props });
  expect(() => new WorkloadIdentity(stack, 'Two', { cluster, ...props })).toThrow(
    "[Test/Two] service account 'shop/web' already has the identity Test/One: a service account can have " +
      'only one role. Use that identity, or another service account ' +
      '(https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html)',
  );
});

test('fails for names that Kubernetes refuses, both at once', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  expect(() => new WorkloadIdentity(stack, 'Identity', { cluster, namespace: 'My Shop', serviceAccountName: 'Web_1' })).toThrow(
    "[Test/Identity] namespace is 'My Shop': it must have 1–63 lower-case letters, digits or hyphens, " +
      "and must start and end with a letter or digit (RFC 1123 label). Use a name like 'my-shop' " +
      '(https://kubernetes.io/docs/concepts/overview/working-with-objects/names/)\n[Test/Identity] ' +
      "serviceAccountName is 'Web_1': it must have 1–253 lower-case letters, digits, hyphens or dots, and " +
      "must start and end with a letter or digit (RFC 1123 subdomain). Use a name like 'web-1' " +
      '(https://kubernetes.io/docs/concepts/overview/working-with-objects/names/)',
  );
});

describe('Pod Identity', () => {
  const podIdentity = (options = {}, more: object = {}) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    ClusterModel.of(cluster).declareExternal(ClusterCapability.podIdentityAgent(), { reason: 'a test is about something else' });
    const identity = new WorkloadIdentity(stack, 'Identity', {
      cluster,
      ...props,
      identityType: IdentityType.podIdentity(options),
      ...more,
    });
    return { stack, cluster, identity };
  };
  const associationsOf = (stack: Stack): Json[] =>
    Object.values(resourcesOf(templateOf(stack), 'AWS::EKS::PodIdentityAssociation')).map(({ Properties }) => Properties);

  test('is an association and a role for one service account of one cluster, by the tags of the session', () => {
    const { stack, identity } = podIdentity();
    expect(associationsOf(stack)).toEqual([
      {
        ClusterName: { Ref: expect.stringMatching(/^Cluster/) },
        Namespace: 'shop',
        ServiceAccount: 'web',
        RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^IdentityRole/), 'Arn'] },
      },
    ]);
    expect(trustOf(stack).Statement).toEqual([
      {
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Condition: {
          StringEquals: {
            'aws:RequestTag/eks-cluster-arn': expect.anything(),
            'aws:RequestTag/kubernetes-namespace': 'shop',
            'aws:RequestTag/kubernetes-service-account': 'web',
          },
        },
      },
      {
        Action: 'sts:AssumeRoleWithWebIdentity',
        Effect: 'Allow',
        Principal: { Federated: '<token>' },
        Condition: { StringEquals: { '<token>:aud': 'sts.amazonaws.com', '<token>:sub': 'system:serviceaccount:shop:web' } },
      },
    ]);
    expect(identity.serviceAccountAnnotations).toEqual({});
    expect(
      Object.values(templateOf(stack).Resources as Json)
        .filter(({ Type }: Json) => Type.startsWith('Custom::'))
        .map(({ Type }: Json) => Type),
    ).toEqual(['Custom::VpcRestrictDefaultSG']);
  });
  test('without session tags the trust is by cluster', () => {
    const { stack } = podIdentity({ sessionTags: false });
    expect(associationsOf(stack)[0].DisableSessionTags).toBe(true);
    expect(trustOf(stack).Statement[0].Condition).toEqual({
      StringEquals: { 'aws:SourceAccount': '<token>' },
      ArnEquals: { 'aws:SourceArn': expect.anything() },
    });
  });
  test('a session policy is text, without tags', () => {
    const sessionPolicy = new iam.PolicyDocument({
      statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })],
    });
    const { stack } = podIdentity({ sessionPolicy });
    expect(associationsOf(stack)[0]).toMatchObject({
      DisableSessionTags: true,
      Policy: '{"Statement":[{"Action":"s3:GetObject","Effect":"Allow","Resource":"*"}],"Version":"2012-10-17"}',
    });
  });
  test('a role of another account is reached through the role, and is granted', () => {
    const owner = newStack();
    const targetRole = iam.Role.fromRoleArn(owner, 'Target', 'arn:aws:iam::444455556666:role/target');
    const { stack, identity } = podIdentity({ targetRole });
    expect(associationsOf(stack)[0].TargetRoleArn).toBe('arn:aws:iam::444455556666:role/target');
    expect(identity.grantPrincipal).toBe(targetRole);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: 'arn:aws:iam::444455556666:role/target' }] },
    });
  });
  test('a role of the same stack is made to trust the role', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    ClusterModel.of(cluster).declareExternal(ClusterCapability.podIdentityAgent(), { reason: 'a test is about something else' });
    const targetRole = new iam.Role(stack, 'Target', { assumedBy: new iam.AccountRootPrincipal() });
    new WorkloadIdentity(stack, 'Identity', {
      cluster,
      namespace: 'shop',
      serviceAccountName: 'web',
      identityType: IdentityType.podIdentity({ targetRole }),
    });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          { Action: 'sts:AssumeRole' },
          {
            Action: ['sts:AssumeRole', 'sts:TagSession'],
            Effect: 'Allow',
            Principal: { AWS: { 'Fn::GetAtt': [Match.stringLikeRegexp('^IdentityRole'), 'Arn'] } },
          },
        ],
      },
    });
  });
  test('its ServiceAccount has no annotation', () => {
    const { stack, identity } = podIdentity();
    const chart = newChart('shop');
    identity.addServiceAccount(chart);
    expect((stack.resolve(chart.toJson()) as Json[])[0].metadata).toEqual({ name: 'web', namespace: 'shop' });
  });
  test('is the mechanism of identities of a cluster that prefers it, and of no other', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const other = newCluster(newStack());
    const before = new WorkloadIdentity(other, 'Before', { cluster: other, namespace: 'a', serviceAccountName: 'a' });
    WorkloadIdentity.defaultToPodIdentity(cluster);
    const after = new WorkloadIdentity(stack, 'After', { cluster, namespace: 'a', serviceAccountName: 'b' });
    const chosen = new WorkloadIdentity(stack, 'Chosen', {
      cluster,
      namespace: 'a',
      serviceAccountName: 'c',
      identityType: IdentityType.irsa(),
    });
    expect([before, after, chosen].map(({ usesPodIdentity }) => usesPodIdentity)).toEqual([false, true, false]);
  });
  test('pods that use it come after the association and the role', () => {
    const { stack, cluster, identity } = podIdentity();
    new sqs.Queue(stack, 'Orders').grantSendMessages(identity);
    const chart = newChart('shop');
    new WorkerService(chart, 'web', { image: 'a:1', identity });
    new ManagedNodes(stack, 'Nodes', { cluster });
    new ChartDeployment(stack, 'Chart', { cluster, chart });
    const [{ DependsOn }] = Object.values(resourcesOf(templateOf(stack), 'Custom::StrataObjects'));
    expect(DependsOn).toEqual(
      expect.arrayContaining([expect.stringMatching(/^IdentityAssociation/), expect.stringMatching(/^IdentityRoleDefaultPolicy/)]),
    );
    expect(Preflight.of(stack).findings()).toEqual([]);
  });
  test('two hundred identities are two hundred roles and associations, and no custom resource', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    WorkloadIdentity.defaultToPodIdentity(cluster);
    ClusterModel.of(cluster).declareExternal(ClusterCapability.podIdentityAgent(), { reason: 'a test is about something else' });
    for (let index = 0; index < 200; index++) {
      new WorkloadIdentity(stack, `Identity${index}`, { cluster, namespace: 'a', serviceAccountName: `sa-${index}` });
    }
    const types = Object.values(templateOf(stack).Resources as Json).map(({ Type }: Json) => Type);
    expect(types.filter((type) => type === 'AWS::EKS::PodIdentityAssociation')).toHaveLength(200);
    expect(types.filter((type) => type.startsWith('Custom::'))).toEqual(['Custom::VpcRestrictDefaultSG']);
  });
  test.each<[object, string]>([
    [
      { sessionPolicy: new iam.PolicyDocument() },
      'sessionPolicy has no statements: a session policy must have at least one statement. Add statements, ' + 'or remove sessionPolicy',
    ],
    [
      {
        sessionTags: true,
        sessionPolicy: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] }),
      },
      'sessionPolicy and sessionTags are mutually exclusive: a session with a policy has no session tags. ' + 'Remove one of them',
    ],
    [
      {
        sessionPolicy: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({
              actions: ['s3:GetObject'],
              resources: Array.from({ length: 60 }, (_, index) => `arn:aws:s3:::a-bucket-with-a-name-${index}`),
            }),
          ],
        }),
      },
      'sessionPolicy has 2424 characters: it must have at most 2048. Shorten sessionPolicy, or grant the ' + 'role fewer permissions',
    ],
  ])('fails for %#', (options, message) => {
    expect(() => podIdentity(options)).toThrow(
      `[Test/Identity] ${message} (https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html)`,
    );
  });

  const findings = (more: (cluster: eks.ICluster, stack: Stack) => void, patch?: (worker: WorkerService) => void) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const identity = new WorkloadIdentity(stack, 'Identity', { cluster, ...props, identityType: IdentityType.podIdentity() });
    const chart = newChart('shop');
    const worker = new WorkerService(chart, 'web', { image: 'a:1', identity });
    patch?.(worker);
    more(cluster, stack);
    new ChartDeployment(stack, 'Chart', { cluster, chart });
    return (
      Preflight.of(stack)
        .findings()
        // of the add-ons
        .filter(({ ruleId }) => ruleId !== 'pod-fits-no-node')
        .map(({ ruleId, constructPath, message }) => [ruleId, constructPath, message])
    );
  };
  test('on Fargate is found', () => {
    expect(
      findings((cluster, stack) => {
        new FargateNodes(stack, 'Fargate', { cluster, namespaces: ['shop'] });
        new CoreAddons(stack, 'Addons', { cluster });
      }),
    ).toEqual([
      [
        'pod-identity-unsupported',
        'Test/Chart',
        "[Test/Chart] pods of Deployment 'shop/web' use Pod Identity and run on Fargate: the Pod Identity agent is a DaemonSet: " +
          'an agent on the node provides the credentials of Pod Identity: without it, every AWS API call fails. Use IRSA instead of ' +
          'the association: annotate the service account with eks.amazonaws.com/role-arn, or set identityType to IdentityType.irsa() ' +
          '(https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html)',
      ],
    ]);
  });
  test('on Windows is found', () => {
    const found = findings(
      (cluster, stack) => {
        new ManagedNodes(stack, 'Nodes', { cluster, os: NodeOs.WINDOWS_CORE_2022, taints: [] });
        new CoreAddons(stack, 'Addons', { cluster });
      },
      (worker) => worker.deployment.addJsonPatch(JsonPatch.add('/spec/template/spec/nodeSelector', { 'kubernetes.io/os': 'windows' })),
    );
    expect(found).toMatchObject([
      ['pod-identity-unsupported', 'Test/Chart', expect.stringContaining('run on Windows: there is no Pod Identity agent for Windows')],
    ]);
  });
  test('without its agent is found, and on Auto Mode the agent is built in', () => {
    expect(
      findings((cluster, stack) => {
        new ManagedNodes(stack, 'Nodes', { cluster });
      }),
    ).toMatchObject([['pod-identity-agent-missing', 'Test/Identity', expect.stringContaining('the Pod Identity agent is not installed')]]);
    expect(
      findings((cluster, stack) => {
        const auto = new AutoModeNodes(stack, 'Auto', { cluster: cluster as Cluster });
        new AutoModeNodePool(stack, 'Pool', { cluster, nodeRole: auto.nodeRole });
      }),
    ).toEqual([]);
  });
});

describe('one role', () => {
  test.each([
    ['IRSA', IdentityType.irsa()],
    ['Pod Identity', IdentityType.podIdentity()],
  ])('is that of several service accounts (%s)', (_, mechanism) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    ClusterModel.of(cluster).declareExternal(ClusterCapability.podIdentityAgent(), { reason: 'a test is about something else' });
    const first = new WorkloadIdentity(stack, 'Identity', { cluster, ...props, identityType: mechanism });
    const second = new WorkloadIdentity(stack, 'Second', { cluster, namespace: 'jobs', serviceAccountName: 'nightly', roleFrom: first });
    expect(second.role).toBe(first.role);
    expect(second.usesPodIdentity).toBe(first.usesPodIdentity);
    expect(JSON.stringify(trustOf(stack).Statement)).toMatch(/shop.*jobs/);
    expect(trustOf(stack).Statement).toHaveLength(4);
    expect(Object.keys(resourcesOf(templateOf(stack), 'AWS::IAM::Role')).filter((id) => /Identity|Second/.test(id))).toHaveLength(1);
  });
  test('grants of more than one policy holds are split', () => {
    const stack = newStack();
    const identity = new WorkloadIdentity(stack, 'Identity', { cluster: newCluster(stack), ...props });
    for (let index = 0; index < 120; index++) {
      identity.grantPrincipal.addToPrincipalPolicy(
        new iam.PolicyStatement({
          actions: [`sqs:Action${index}`],
          resources: [`arn:aws:sqs:eu-west-1:111122223333:a-queue-with-a-rather-long-name-${index}`],
        }),
      );
    }
    const template = templateOf(stack);
    const documents = [
      ...Object.values(resourcesOf(template, 'AWS::IAM::Policy')),
      ...Object.values(resourcesOf(template, 'AWS::IAM::ManagedPolicy')),
    ].map(({ Properties }) => JSON.stringify(Properties.PolicyDocument).length);
    expect(documents.length).toBeGreaterThan(1);
    expect(Math.max(...documents)).toBeLessThan(10240);
  });
  test('warns when the trust policy grows beyond its quota', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const first = new WorkloadIdentity(stack, 'Identity', { cluster, ...props });
    for (let index = 0; index < 9; index++) {
      new WorkloadIdentity(stack, `More${index}`, { cluster, namespace: 'jobs', serviceAccountName: `nightly-${index}`, roleFrom: first });
    }
    Annotations.fromStack(stack).hasWarning(
      '*',
      Match.stringLikeRegexp('the trust policy of Test/Identity/Role has about .* characters: the quota is 2048'),
    );
  });
  test('fails where options of the other role are given', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const first = new WorkloadIdentity(stack, 'Identity', { cluster, ...props });
    expect(
      () =>
        new WorkloadIdentity(stack, 'Second', {
          cluster,
          namespace: 'jobs',
          serviceAccountName: 'a',
          roleFrom: first,
          description: 'x',
          identityType: IdentityType.irsa(),
        }),
    ).toThrow(
      '[Test/Second] identityType, description is given together with roleFrom: the other identity defines ' +
        'the role. Remove roleFrom or identityType, description',
    );
  });
});

describe('a service account that is made elsewhere', () => {
  test('is not made again, and is there', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const identity = new WorkloadIdentity(stack, 'Identity', { cluster, ...props, externalServiceAccount: true });
    const chart = newChart('shop');
    new WorkerService(chart, 'web', { image: 'a:1', identity });
    new ManagedNodes(stack, 'Nodes', { cluster });
    new ChartDeployment(stack, 'Chart', { cluster, chart });
    expect(objectsOf(templateOf(stack)).map(({ kind }) => kind)).not.toContain('ServiceAccount');
    expect(Preflight.of(stack).findings()).toEqual([]);
    expect(identity.serviceAccountAnnotations).toEqual({ 'eks.amazonaws.com/role-arn': identity.role.roleArn });
    expect(() => identity.addServiceAccount(chart)).toThrow(
      '[Test/Identity] addServiceAccount is called and externalServiceAccount is true: the ServiceAccount ' +
        'is created elsewhere. Remove the call, or externalServiceAccount',
    );
  });
});

describe('the ServiceAccount of a chart', () => {
  const identitiesIn = (...names: string[]) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    return names.map(
      (name) =>
        new WorkloadIdentity(stack, `Identity-${name.replace('/', '-')}`, {
          cluster,
          namespace: name.split('/')[0],
          serviceAccountName: name.split('/')[1],
        }),
    );
  };

  test('is added once, however often and with whatever id the app adds it', () => {
    const [identity] = identitiesIn('shop/web');
    const chart = newChart('shop');
    const first = identity.addServiceAccount(chart);
    expect([identity.addServiceAccount(chart), identity.addServiceAccount(chart, 'Other')]).toEqual([first, first]);
    expect(chart.node.children).toEqual([first]);
  });

  test('is added for two identities', () => {
    const [web, api] = identitiesIn('shop/web', 'shop/api');
    const chart = newChart('shop');
    web.addServiceAccount(chart);
    api.addServiceAccount(chart);
    expect(chart.node.children.map(({ node }) => node.id)).toEqual(['ServiceAccount-web', 'ServiceAccount-api']);
  });

  test('fails for two identities of one name, in one sentence', () => {
    const [one, other] = identitiesIn('shop/web', 'bar/web');
    const chart = newChart('shop');
    one.addServiceAccount(chart);
    expect(() => other.addServiceAccount(chart)).toThrow(
      "[Test/Identity-bar-web] serviceAccountName is 'web': another object in chart chart has this name. Pass another id to " +
        'addServiceAccount, or rename it',
    );
    expect(other.addServiceAccount(chart, 'Bar').metadata.namespace).toBe('bar');
  });
});

describe('a change of the role or the mechanism', () => {
  const podsOf = (change: (stack: Stack, cluster: Cluster) => Partial<WorkloadIdentityProps>) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    ClusterModel.of(cluster).declareExternal(ClusterCapability.podIdentityAgent(), { reason: 'a test is about something else' });
    const identity = new WorkloadIdentity(stack, 'Identity', { cluster, ...props, ...change(stack, cluster) });
    const chart = newChart('shop');
    new WorkerService(chart, 'worker', { image: 'public.ecr.aws/docker/library/busybox:1.37', command: ['sleep', 'infinity'], identity });
    new ChartDeployment(stack, 'Shop', { cluster, chart });
    const deployment = objectsOf(templateOf(stack)).find(({ kind }) => kind === 'Deployment')!;
    return deployment.spec.template.metadata.annotations['cdk-eks-strata/identity'];
  };

  test('replaces the pods, whose template has both', () => {
    const target = (stack: Stack) => iam.Role.fromRoleArn(stack, 'Target', 'arn:aws:iam::444455556666:role/target');
    const role = (stack: Stack) => iam.Role.fromRoleArn(stack, 'Own', 'arn:aws:iam::111122223333:role/own');
    expect([
      podsOf(() => ({})),
      podsOf(() => ({ identityType: IdentityType.podIdentity() })),
      podsOf((stack) => ({ identityType: IdentityType.podIdentity({ targetRole: target(stack) }) })),
      podsOf((stack) => ({ roleOptions: { role: role(stack) } })),
    ]).toEqual([
      'irsa <token>',
      'pod-identity <token>',
      'pod-identity <token> arn:aws:iam::444455556666:role/target',
      'irsa arn:aws:iam::111122223333:role/own',
    ]);
  });

  test.each([
    ['with a session policy', { sessionPolicy: new iam.PolicyDocument() }],
    ['with a target role', { targetRole: iam.Role.fromRoleArn(newStack(), 'Target', 'arn:aws:iam::444455556666:role/target') }],
  ])('is not prepared %s, which IRSA would not have', (_, options) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    ClusterModel.of(cluster).declareExternal(ClusterCapability.podIdentityAgent(), { reason: 'a test is about something else' });
    ('sessionPolicy' in options ? options.sessionPolicy : undefined)?.addStatements(
      new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }),
    );
    new WorkloadIdentity(stack, 'Identity', { cluster, ...props, identityType: IdentityType.podIdentity(options) });
    expect(trustOf(stack).Statement).toHaveLength(1);
  });

  test('is prepared where the quota of the trust policy has room', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const first = new WorkloadIdentity(stack, 'Identity', { cluster, ...props });
    for (const name of ['a', 'b', 'c', 'd']) {
      new WorkloadIdentity(stack, name, { cluster, namespace: 'shop', serviceAccountName: name, roleFrom: first });
    }
    expect(trustOf(stack).Statement.map(({ Action }: Json) => Action)).toEqual(Array(5).fill('sts:AssumeRoleWithWebIdentity'));
  });
});

test('an error of the OIDC provider that is not about an imported cluster is not explained otherwise', () => {
  const cluster = newPlainCluster();
  Object.defineProperty(cluster, 'openIdConnectProvider', {
    get: () => {
      throw new Error("There is already a Construct with name 'OidcProviderNative' in Cluster [Cluster]");
    },
  });
  const given = { cluster, namespace: 'shop', serviceAccountName: 'web', identityType: IdentityType.irsa() };
  expect(() => new WorkloadIdentity(cluster.stack, 'Identity', given)).toThrow(
    "There is already a Construct with name 'OidcProviderNative' in Cluster [Cluster]",
  );
});
