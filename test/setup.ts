// CDK's own rules cost seconds a stack: they run where they are the subject, and on every example
process.env.CDK_VALIDATION = 'false';
// the layer of kubectl has 37 MB, and would be copied for every app that a test makes
export const WITHOUT_COPIES = { 'aws:cdk:disable-asset-staging': true };
process.env.CDK_CONTEXT_JSON = JSON.stringify(WITHOUT_COPIES);
