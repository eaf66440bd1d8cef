import * as path from 'path';
import { CustomResource, Duration, Fn, SecretValue, Size, Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as fsx from 'aws-cdk-lib/aws-fsx';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { VERSION } from '../harness';

/** Builds resources in a stack beside the one with a cluster. */
export type Build = (stack: Stack, vpc: ec2.IVpc, cluster: eks.Cluster) => void;

/** What apps of plain CDK have, and have right. */
export const PLAIN: readonly (readonly [what: string, Build])[] = [
  [
    'queues',
    (stack) => {
      const dead = new sqs.Queue(stack, 'Dead', { retentionPeriod: Duration.days(14), enforceSSL: true });
      new sqs.Queue(stack, 'Jobs', {
        deadLetterQueue: { queue: dead, maxReceiveCount: 3 },
        encryption: sqs.QueueEncryption.KMS,
        visibilityTimeout: Duration.minutes(5),
      });
      new sqs.Queue(stack, 'Fifo', {
        fifo: true,
        contentBasedDeduplication: true,
        deduplicationScope: sqs.DeduplicationScope.MESSAGE_GROUP,
        fifoThroughputLimit: sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      });
    },
  ],
  [
    'buckets',
    (stack) => {
      const replica = new s3.Bucket(stack, 'Replica', { versioned: true, encryption: s3.BucketEncryption.KMS });
      new s3.Bucket(stack, 'Data', {
        versioned: true,
        replicationRules: [{ destination: replica }],
        enforceSSL: true,
        encryption: s3.BucketEncryption.S3_MANAGED,
        lifecycleRules: [
          {
            expiration: Duration.days(30),
            abortIncompleteMultipartUploadAfter: Duration.days(1),
            transitions: [{ storageClass: s3.StorageClass.GLACIER, transitionAfter: Duration.days(10) }],
          },
          { expiredObjectDeleteMarker: true },
        ],
      });
    },
  ],
  [
    'functions',
    (stack, vpc) => {
      const inline = new lambda.Function(stack, 'Inline', {
        code: lambda.Code.fromInline('exports.handler = () => {}'),
        handler: 'index.handler',
        runtime: lambda.Runtime.NODEJS_LATEST,
        vpc,
        timeout: Duration.minutes(15),
        ephemeralStorageSize: Size.gibibytes(10),
      });
      new lambda.Function(stack, 'Asset', {
        code: lambda.Code.fromAsset(path.join(__dirname, 'cases')),
        handler: 'index.handler',
        runtime: lambda.Runtime.PYTHON_3_13,
        architecture: lambda.Architecture.ARM_64,
        memorySize: 10_240,
        logGroup: new logs.LogGroup(stack, 'Logs', { retention: logs.RetentionDays.TEN_YEARS }),
      });
      inline.addPermission('Bucket', { principal: new iam.ServicePrincipal('s3.amazonaws.com'), sourceAccount: stack.account });
      inline.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM });
      new events.Rule(stack, 'Nightly', {
        schedule: events.Schedule.rate(Duration.days(1)),
        targets: [
          new targets.LambdaFunction(inline, {
            event: events.RuleTargetInput.fromObject({ a: events.EventField.fromPath('$.detail') }),
            retryAttempts: 2,
            maxEventAge: Duration.hours(2),
          }),
        ],
      });
    },
  ],
  [
    'Auto Scaling groups',
    (stack, vpc) => {
      const launchTemplate = new ec2.LaunchTemplate(stack, 'Template', {
        instanceType: new ec2.InstanceType('m7g.large'),
        machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
        requireImdsv2: true,
        securityGroup: new ec2.SecurityGroup(stack, 'Group', { vpc, description: 'Nodes (web)' }),
        role: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }),
        blockDevices: [
          {
            deviceName: '/dev/xvda',
            volume: ec2.BlockDeviceVolume.ebs(50, { volumeType: ec2.EbsDeviceVolumeType.GP3, iops: 4000, throughput: 250 }),
          },
        ],
      });
      const group = new autoscaling.AutoScalingGroup(stack, 'Asg', {
        vpc,
        launchTemplate,
        minCapacity: 1,
        maxCapacity: 10,
        desiredCapacity: 9,
      });
      group.addLifecycleHook('Hook', { lifecycleTransition: autoscaling.LifecycleTransition.INSTANCE_TERMINATING });
      group.addWarmPool({ minSize: 1, poolState: autoscaling.PoolState.STOPPED, reuseOnScaleIn: true });
      new autoscaling.AutoScalingGroup(stack, 'Mixed', {
        vpc,
        mixedInstancesPolicy: {
          launchTemplate,
          launchTemplateOverrides: [
            { instanceType: new ec2.InstanceType('m6g.large') },
            { instanceType: new ec2.InstanceType('c7g.large') },
          ],
          instancesDistribution: {
            onDemandPercentageAboveBaseCapacity: 0,
            spotAllocationStrategy: autoscaling.SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED,
          },
        },
      });
    },
  ],
  [
    'a network with all of its parts',
    (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', {
        ipProtocol: ec2.IpProtocol.DUAL_STACK,
        subnetConfiguration: [
          { name: 'public', subnetType: ec2.SubnetType.PUBLIC, mapPublicIpOnLaunch: false },
          { name: 'private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
        ],
        maxAzs: 2,
      });
      vpc.addFlowLog('Rejected', { trafficType: ec2.FlowLogTrafficType.REJECT });
      vpc.addFlowLog('Stored', { destination: ec2.FlowLogDestination.toS3() });
      vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
      vpc.addInterfaceEndpoint('Ecr', { service: ec2.InterfaceVpcEndpointAwsService.ECR });
      const acl = new ec2.NetworkAcl(stack, 'Acl', { vpc });
      acl.addEntry('Https', {
        cidr: ec2.AclCidr.anyIpv4(),
        ruleNumber: 100,
        traffic: ec2.AclTraffic.tcpPort(443),
        ruleAction: ec2.Action.ALLOW,
      });
      acl.addEntry('All', { cidr: ec2.AclCidr.anyIpv6(), ruleNumber: 110, traffic: ec2.AclTraffic.allTraffic() });
      const group = new ec2.SecurityGroup(stack, 'Group', { vpc, allowAllOutbound: false });
      group.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443));
      group.addIngressRule(group, ec2.Port.allTraffic());
      group.addIngressRule(ec2.Peer.prefixList(Fn.importValue('list')), ec2.Port.udpRange(1000, 2000));
      group.addEgressRule(ec2.Peer.anyIpv6(), ec2.Port.icmpPing());
    },
  ],
  [
    'file systems',
    (stack, vpc) => {
      const files = new efs.FileSystem(stack, 'Efs', {
        vpc,
        throughputMode: efs.ThroughputMode.ELASTIC,
        lifecyclePolicy: efs.LifecyclePolicy.AFTER_30_DAYS,
        transitionToArchivePolicy: efs.LifecyclePolicy.AFTER_90_DAYS,
        outOfInfrequentAccessPolicy: efs.OutOfInfrequentAccessPolicy.AFTER_1_ACCESS,
      });
      files.addAccessPoint('Uploads', {
        path: '/uploads',
        createAcl: { ownerGid: '1000', ownerUid: '1000', permissions: '750' },
        posixUser: { gid: '1000', uid: '1000' },
      });
      new fsx.LustreFileSystem(stack, 'Lustre', {
        vpc,
        vpcSubnet: vpc.privateSubnets[0],
        storageCapacityGiB: 2400,
        lustreConfiguration: { deploymentType: fsx.LustreDeploymentType.PERSISTENT_2, perUnitStorageThroughput: 250 },
      });
      new fsx.LustreFileSystem(stack, 'Scratch', {
        vpc,
        vpcSubnet: vpc.privateSubnets[0],
        storageCapacityGiB: 1200,
        lustreConfiguration: {
          deploymentType: fsx.LustreDeploymentType.SCRATCH_2,
          dataCompressionType: fsx.LustreDataCompressionType.LZ4,
        },
      });
    },
  ],
  [
    'a load balancer with its listeners',
    (stack, vpc) => {
      const balancer = new elbv2.ApplicationLoadBalancer(stack, 'Alb', { vpc, internetFacing: true });
      const listener = balancer.addListener('Https', {
        port: 443,
        certificates: [
          elbv2.ListenerCertificate.fromArn('arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012'),
        ],
        defaultAction: elbv2.ListenerAction.fixedResponse(404),
      });
      balancer.addRedirect();
      listener.addTargets('Web', {
        port: 80,
        priority: 10,
        conditions: [elbv2.ListenerCondition.hostHeaders(['shop.example.com']), elbv2.ListenerCondition.pathPatterns(['/api/*'])],
        healthCheck: { path: '/healthz' },
      });
      const network = new elbv2.NetworkLoadBalancer(stack, 'Nlb', { vpc });
      network.addListener('Tcp', { port: 80 }).addTargets('Tcp', { port: 80 });
    },
  ],
  [
    'keys, secrets and parameters',
    (stack) => {
      const key = new kms.Key(stack, 'Key', { enableKeyRotation: true, pendingWindow: Duration.days(7) });
      new kms.Key(stack, 'Signing', { keySpec: kms.KeySpec.ECC_NIST_P256, keyUsage: kms.KeyUsage.SIGN_VERIFY });
      new secretsmanager.Secret(stack, 'Generated', {
        encryptionKey: key,
        generateSecretString: { secretStringTemplate: '{"username":"admin"}', generateStringKey: 'password', excludePunctuation: true },
      });
      new secretsmanager.Secret(stack, 'Given', { secretName: 'shop/db', secretStringValue: SecretValue.unsafePlainText('x') });
      new ssm.StringParameter(stack, 'Release', { parameterName: '/shop/release', stringValue: '1.0' });
      new ssm.StringListParameter(stack, 'List', { stringListValue: ['a', 'b'] });
      new logs.LogGroup(stack, 'Logs', { retention: logs.RetentionDays.INFINITE, encryptionKey: key });
    },
  ],
  [
    'roles and policies',
    (stack) => {
      const role = new iam.Role(stack, 'Role', {
        assumedBy: new iam.AccountRootPrincipal(),
        roleName: 'shop-admin',
        path: '/teams/shop/',
        maxSessionDuration: Duration.hours(12),
        description: 'Administrators of the shop, und ümlaut',
        inlinePolicies: {
          own: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })] }),
        },
      });
      role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
      new iam.ManagedPolicy(stack, 'Policy', {
        roles: [role],
        statements: [new iam.PolicyStatement({ actions: ['s3:PutObject'], resources: ['*'] })],
      });
      new iam.InstanceProfile(stack, 'Profile', { role });
      new iam.OidcProviderNative(stack, 'Issuer', { url: 'https://token.example.com', clientIds: ['sts.amazonaws.com'] });
    },
  ],
  [
    'node groups, add-ons and profiles of plain aws-eks-v2',
    (stack, _, cluster) => {
      const inside = cluster.stack;
      cluster.addNodegroupCapacity('Nodes', {
        minSize: 1,
        maxSize: 3,
        desiredSize: 2,
        maxUnavailable: 1,
        taints: [{ key: 'gpu', value: 'true', effect: eks.TaintEffect.NO_SCHEDULE }],
        amiType: eks.NodegroupAmiType.AL2023_X86_64_STANDARD,
        instanceTypes: [new ec2.InstanceType('m7i.large')],
      });
      new eks.FargateProfile(inside, 'Fargate', { cluster, selectors: [{ namespace: 'batch', labels: { a: 'b' } }] });
      new eks.Addon(inside, 'Addon', { cluster, addonName: 'vpc-cni' });
      new eks.AccessEntry(inside, 'Entry', {
        cluster,
        principal: 'arn:aws:iam::111122223333:role/dev',
        accessPolicies: [eks.AccessPolicy.fromAccessPolicyName('AmazonEKSViewPolicy', { accessScopeType: eks.AccessScopeType.CLUSTER })],
      });
      new CustomResource(stack, 'Custom', { serviceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:x' });
    },
  ],
  [
    'Auto Mode of plain aws-eks-v2',
    (_, vpc, cluster) => {
      new eks.Cluster(cluster.stack, 'Auto', {
        version: VERSION,
        vpc,
        ipFamily: eks.IpFamily.IP_V4,
        secretsEncryptionKey: new kms.Key(cluster.stack, 'Secrets'),
        endpointAccess: eks.EndpointAccess.PRIVATE,
        clusterLogging: [eks.ClusterLoggingTypes.API],
      });
    },
  ],
];
