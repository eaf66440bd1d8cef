// CDK's own rules cost seconds a stack: they run where they are the subject, and on every example
process.env.CDK_VALIDATION = 'false';
export const IN_TESTS = {
  // the layer of kubectl has 37 MB, and would be copied for every app that a test makes
  'aws:cdk:disable-asset-staging': true,
  // of each resource, for the metadata of the assembly
  'aws:cdk:disable-creation-stack-traces': true,
};
process.env.CDK_CONTEXT_JSON = JSON.stringify(IN_TESTS);

// the report of a validation goes to the terminal, too: tests read it
const { error } = console;
console.error = (...written: unknown[]) => {
  if (!String(written[0]).includes('A copy of this report can be found in: ')) error.apply(console, written);
};
