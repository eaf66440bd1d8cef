// CDK's own rules cost seconds a stack: they run where they are the subject, and on every example
process.env.CDK_VALIDATION = 'false';
