import { Stack as Scope } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { CertManager, LetsEncryptIssuer } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  const zone = new route53.PublicHostedZone(this, 'Zone', { zoneName: 'example.com' });
  const certManager = new CertManager(this, 'CertManager', { cluster, hostedZones: [zone] });

  new LetsEncryptIssuer(this, 'LetsEncrypt', { certManager, email: 'ops@example.com' });
}
