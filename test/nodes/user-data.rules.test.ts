import { al2023UserData, bottlerocketUserData, NodeBootstrap, windowsUserData } from '../../src/nodes/ec2/user-data.rules';
import { kubeletProblems, kubeletValues, unsupportedKubelet } from '../../src/nodes/kubelet.rules';

const NOTHING: NodeBootstrap = { kubelet: {}, labels: {}, taints: [], preBootstrapCommands: [], nodeadmConfig: {} };
const cluster = { name: 'c', endpoint: 'https://api', certificateAuthority: 'Q0E=', serviceCidr: '10.100.0.0/16' };
const start = (more: Partial<NodeBootstrap>): NodeBootstrap => ({ ...NOTHING, ...more });

/** The documents of nodeadm in a MIME message, as nodeadm reads them. */
const nodeConfigs = (message: string) =>
  message
    .split('--strata-node')
    .filter((part) => part.includes('application/node.eks.aws'))
    .map((part) => JSON.parse(part.slice(part.indexOf('{'))));

test.each([
  ['AL2023', al2023UserData],
  ['Bottlerocket', bottlerocketUserData],
  ['Windows', windowsUserData],
])('%s has no user data where there is nothing to say', (_, write) => expect(write(NOTHING)).toBeUndefined());

describe('Amazon Linux 2023', () => {
  test('joins with the four things that nodeadm requires, labels and taints', () => {
    const [config] = nodeConfigs(
      al2023UserData(
        start({
          cluster,
          labels: { team: 'a' },
          taints: [
            { key: 'gpu', value: 'yes', effect: 'NoSchedule' },
            { key: 'x', effect: 'NoExecute' },
          ],
        }),
      )!,
    );
    expect(config).toEqual({
      apiVersion: 'node.eks.aws/v1alpha1',
      kind: 'NodeConfig',
      spec: {
        cluster: { name: 'c', apiServerEndpoint: 'https://api', certificateAuthority: 'Q0E=', cidr: '10.100.0.0/16' },
        kubelet: { flags: ['--node-labels=team=a', '--register-with-taints=gpu=yes:NoSchedule,x=:NoExecute'] },
      },
    });
  });
  test('leaves cluster, labels and taints to EKS in a managed group', () => {
    expect(nodeConfigs(al2023UserData(start({ labels: { team: 'a' }, kubelet: { maxPods: 20 } }))!)).toEqual([
      expect.objectContaining({ spec: { kubelet: { config: { maxPods: 20 } } } }),
    ]);
  });
  test("is a MIME message whose script runs before, and whose last document is the user's", () => {
    const message = al2023UserData(
      start({ cluster, preBootstrapCommands: ['echo hi'], nodeadmConfig: { instance: { localStorage: { strategy: 'RAID0' } } } }),
    )!;
    expect(message).toMatch(
      new RegExp(
        String.raw`^MIME-Version: 1\.0\nContent-Type: multipart/mixed; ` +
          String.raw`boundary="strata-node"\n\n--strata-node\nContent-Type: text/x-shellscript; ` +
          String.raw`charset="us-ascii"\n\n#!/bin/bash\nset -ex\necho hi\n`,
      ),
    );
    expect(message).toMatch(/--strata-node--\n$/);
    expect(nodeConfigs(message)[1].spec).toEqual({ instance: { localStorage: { strategy: 'RAID0' } } });
  });
});

test('Bottlerocket has plain settings before tables, quoted keys, and taints in lists', () => {
  expect(
    bottlerocketUserData(
      start({
        cluster,
        kubelet: { maxPods: 58, kubeReserved: { memory: '1Gi' } },
        labels: { 'a.b/c': 'v' },
        taints: [
          { key: 'gpu', effect: 'NoSchedule' },
          { key: 'gpu', value: 'a', effect: 'NoExecute' },
        ],
        bottlerocketSettings: '[settings.kernel]\nlockdown = "integrity"',
      }),
    ),
  ).toBe(`[settings.kubernetes]
cluster-name = "c"
api-server = "https://api"
cluster-certificate = "Q0E="
max-pods = 58
[settings.kubernetes.kube-reserved]
"memory" = "1Gi"
[settings.kubernetes.node-labels]
"a.b/c" = "v"
[settings.kubernetes.node-taints]
"gpu" = [":NoSchedule", "a:NoExecute"]
[settings.kernel]
lockdown = "integrity"
`);
});

test('Windows calls the bootstrap script of its image', () => {
  expect(windowsUserData(start({ cluster, labels: { a: 'b' }, taints: [{ key: 'os', value: 'windows', effect: 'NoSchedule' }] })))
    .toBe(`<powershell>
& "$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1" -EKSClusterName 'c' -APIServerEndpoint 'https://api' -Base64ClusterCA 'Q0E=' -ServiceCIDR '10.100.0.0/16' -KubeletExtraArgs '--node-labels=a=b --register-with-taints=os=windows:NoSchedule' 3>&1 4>&1 5>&1 6>&1
</powershell>`);
});

test('each setting has its name in each place', () => {
  expect(kubeletValues({ imageGcHighThresholdPercent: 70, podPidsLimit: 100 }, 'config')).toEqual({
    imageGCHighThresholdPercent: 70,
    podPidsLimit: 100,
  });
  expect(kubeletValues({ imageGcHighThresholdPercent: 70, podPidsLimit: 100 }, 'bottlerocket')).toEqual({
    'image-gc-high-threshold-percent': 70,
    'pod-pids-limit': 100,
  });
  expect(kubeletValues({ imageGcHighThresholdPercent: 70, podPidsLimit: 100 }, 'karpenter')).toEqual({ imageGCHighThresholdPercent: 70 });
});
test('fails for what Karpenter has no field for', () => {
  expect(unsupportedKubelet({ podPidsLimit: 100, maxPods: 3 }, 'karpenter', 'a node class', 'page')).toEqual([
    expect.objectContaining({ finding: 'kubelet contains podPidsLimit' }),
  ]);
});
test.each([
  [{ imageGcHighThresholdPercent: 80 }, /80/],
  [{ imageGcLowThresholdPercent: 85 }, /85/],
  [{ evictionSoft: { 'memory.available': '1Gi' } }, /memory\.available/],
  [{ containerLogMaxFiles: 1 }, /containerLogMaxFiles is 1/],
  [{ maxPods: 0 }, /maxPods is 0/],
  [{ maxPods: 1.5 }, /maxPods is 1.5/],
])('fails for a kubelet with %j', (settings, message) =>
  expect(kubeletProblems(settings).map(({ finding }) => finding)).toEqual([expect.stringMatching(message)]),
);
test.each([
  [{ imageGcHighThresholdPercent: 81 }],
  [{ containerLogMaxFiles: 2, maxPods: 1 }],
  [{ evictionSoft: { a: '1' }, evictionSoftGracePeriod: { a: '1m' } }],
])('takes a kubelet with %j', (settings) => expect(kubeletProblems(settings)).toEqual([]));

test('settings of Bottlerocket are one table with those of this library, in which the user wins', () => {
  const text = bottlerocketUserData({
    kubelet: { maxPods: 20, podPidsLimit: 100 },
    labels: {},
    taints: [],
    preBootstrapCommands: [],
    nodeadmConfig: {},
    bottlerocketSettings: '[settings.kubernetes]\nmax-pods = 30 # more\n\n[settings.motd]\n"a" = "b"',
  });
  expect(text).toBe('[settings.kubernetes]\nmax-pods = 30 # more\npod-pids-limit = 100\n[settings.motd]\n"a" = "b"\n');
});
test('what stands before the first table stays there', () => {
  const text = bottlerocketUserData({
    kubelet: { maxPods: 20 },
    labels: {},
    taints: [],
    preBootstrapCommands: [],
    nodeadmConfig: {},
    bottlerocketSettings: 'settings.motd = "a"\n[settings.host]\nx = 1',
  });
  expect(text).toBe('settings.motd = "a"\n[settings.kubernetes]\nmax-pods = 20\n[settings.host]\nx = 1\n');
});
