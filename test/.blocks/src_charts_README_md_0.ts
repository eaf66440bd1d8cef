import { Duration } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { ChartDeployment, HelmDeployment, YamlFile } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import { Construct } from 'constructs';

declare const scope: Construct, cluster: ICluster;
const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
new YamlFile(chart, 'Printer', { file: 'printer.yaml' });
new ChartDeployment(scope, 'Shop', { cluster, chart, wait: { timeout: Duration.minutes(45), loadBalancers: false } });
new HelmDeployment(scope, 'Podinfo', { cluster, chartName: 'podinfo', chartRepository: 'https://stefanprodan.github.io/podinfo', chartVersion: '6.9.2', namespace: 'podinfo' });
