import { CfnParameter, Stack, Stage, Token } from 'aws-cdk-lib';
import { Located } from './located.rules';
import { pathOfUser } from './resource-facts';

/** CDK creates lookups in the stack, with the name of the parameter as id. */
const OF_CDK = /\/SsmParameterValue:.*$/;
/** Id of the parameter that a synthesis adds to each stack. Source: aws-cdk-lib, core/lib/stack-synthesizers/_shared.ts */
const OF_SYNTHESIZER = 'BootstrapVersion';

/** The SSM parameters that CloudFormation reads before a deployment, from the parameters of the templates. */
export function publicParameters(stage: Stage): Located<string>[] {
  return stage.node
    .findAll()
    .filter((construct): construct is CfnParameter => construct instanceof CfnParameter)
    .filter(({ node }) => node.id !== OF_SYNTHESIZER || !Stack.isStack(node.scope))
    .filter((parameter) => parameter.type.startsWith('AWS::SSM::Parameter::Value') && !Token.isUnresolved(parameter.default))
    .map((parameter) => ({ path: pathOfUser(parameter.node.path.replace(OF_CDK, '')), value: String(parameter.default ?? '') }));
}
