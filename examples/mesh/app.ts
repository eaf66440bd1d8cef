import { App, Stack } from 'aws-cdk-lib';
import { PrefixList } from 'aws-cdk-lib/aws-ec2';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import {
  ChartDeployment,
  ExternalDnsForCloudMap,
  GatewayCrds,
  IstioAmbient,
  VpcLatticeController,
  Platform,
  PlatformProfile,
  WebService,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Mesh');
const { cluster, vpc } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  profile: PlatformProfile.DEVELOPMENT,
  admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
});

// inside of the cluster: encrypted, known by identity, without sidecars
new IstioAmbient(stack, 'Istio', { cluster });

// between clusters and VPCs: services of VPC Lattice
const lattice = new VpcLatticeController(stack, 'Lattice', {
  cluster,
  serviceNetworkName: 'shops',
  // stands for yours: PrefixList.fromLookup finds it
  prefixLists: [PrefixList.fromPrefixListId(stack, 'LatticeAddresses', 'pl-0123456789example')],
  crds: GatewayCrds.fromChart({
    chartRepository: 'https://wiremind.github.io/wiremind-helm-charts',
    chartName: 'gateway-api-crds',
    chartVersion: '1.6.0',
  }),
});

// for clients outside of Kubernetes: names in AWS Cloud Map
const namespace = new PrivateDnsNamespace(stack, 'Names', { vpc, name: 'shop.internal' });
new ExternalDnsForCloudMap(stack, 'CloudMap', { cluster, cloudMapNamespace: namespace });

const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
const image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';
const stock = new WebService(chart, 'stock', { image, podLabels: IstioAmbient.POD_LABELS });
// Cloud Map has the pods of a headless Service
new cdk8s.ApiObject(chart, 'StockPods', {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'stock-pods', annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'stock.shop.internal' } },
  spec: { clusterIP: 'None', selector: { 'app.kubernetes.io/name': stock.name }, ports: [{ name: 'http', port: 8080 }] },
});
new WebService(chart, 'web', { image, podLabels: IstioAmbient.POD_LABELS, env: { STOCK: `http://${stock.name}.shop.svc.cluster.local` } });

// other clusters call this one through the service network
new cdk8s.ApiObject(chart, 'Gateway', {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'shops' },
  spec: { gatewayClassName: lattice.gatewayClassName, listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }] },
});
new cdk8s.ApiObject(chart, 'Stock', {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'stock' },
  spec: { parentRefs: [{ name: 'shops', sectionName: 'http' }], rules: [{ backendRefs: [{ name: stock.name, port: 80 }] }] },
});
new ChartDeployment(stack, 'Shop', { cluster, chart });
