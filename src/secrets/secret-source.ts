import * as iam from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IParameter } from 'aws-cdk-lib/aws-ssm';
import { SourcePlan } from './secrets.rules';
import { ADDONS } from '../catalog/addons.data';
import { CHARTS } from '../catalog/charts.data';
import { allow } from '../identity/upstream-policy';

const MOUNTED = ADDONS['aws-secrets-store-csi-driver-provider'].policies;
const SYNCED = CHARTS['external-secrets'].policies;

/** A secret in AWS, with the name of its file or key for pods. */
export abstract class SecretSource {
  /**
   * The whole value of a Secrets Manager secret.
   *
   * @param secret the secret
   * @param name name of the file or key: 1–253 letters, digits, hyphens, underscores or dots
   */
  static fromSecretsManager(secret: ISecret, name: string): SecretSource {
    return new FromSecretsManager(secret, name, {});
  }

  /**
   * Fields of a Secrets Manager secret whose value is a JSON object.
   *
   * @param secret the secret
   * @param fields names of files or keys by the field of the JSON object: `{ password: 'db-password' }`
   */
  static fromSecretsManagerFields(secret: ISecret, fields: { [field: string]: string }): SecretSource {
    return new FromSecretsManager(secret, undefined, fields);
  }

  /**
   * A parameter of SSM Parameter Store, also a SecureString.
   *
   * @param parameter the parameter
   * @param name name of the file or key: 1–253 letters, digits, hyphens, underscores or dots
   */
  static fromSsmParameter(parameter: IParameter, name: string): SecretSource {
    return new FromParameterStore(parameter, name);
  }

  /** @internal */
  public abstract readonly _plan: SourcePlan;

  /** Allows a grantee to read only this secret. @internal */
  public abstract _grantRead(grantee: iam.IGrantable, forOperator: boolean): void;
}

class FromSecretsManager extends SecretSource {
  public readonly _plan: SourcePlan;

  constructor(
    private readonly secret: ISecret,
    name: string | undefined,
    fields: { readonly [field: string]: string },
  ) {
    super();
    this._plan = { service: 'secretsmanager', id: secret.secretArn, name, fields };
  }

  public _grantRead(grantee: iam.IGrantable, forOperator: boolean): void {
    const { encryptionKey, env } = this.secret;
    const resources = [this.secret.secretFullArn ?? `${this.secret.secretArn}-??????`];
    // only in the policy of the grantee: a key policy would make the stack of the key depend on that of the grantee
    allow(grantee, MOUNTED.secret.statements({ secrets: resources }));
    if (encryptionKey) {
      grantee.grantPrincipal.addToPrincipalPolicy(
        new iam.PolicyStatement({
          actions: ['kms:Decrypt'],
          resources: [encryptionKey.keyArn],
          conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${env.region}.amazonaws.com` } },
        }),
      );
    }
    if (forOperator) allow(grantee, SYNCED.secret.statements({ secrets: resources }));
  }
}

class FromParameterStore extends SecretSource {
  public readonly _plan: SourcePlan;

  constructor(
    private readonly parameter: IParameter,
    name: string,
  ) {
    super();
    this._plan = { service: 'ssm', id: parameter.parameterName, name, fields: {} };
  }

  public _grantRead(grantee: iam.IGrantable, forOperator: boolean): void {
    const { parameterArn } = this.parameter;
    allow(grantee, (forOperator ? SYNCED.parameter : MOUNTED.parameter).statements({ parameters: [parameterArn] }));
    // of a SecureString with a key of its own
    (this.parameter as { encryptionKey?: IKey }).encryptionKey?.grantDecrypt(grantee);
  }
}
