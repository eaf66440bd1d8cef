// all that the fast suite plays a fifth of: test/thorough.ts
process.env.THOROUGH = '1';
