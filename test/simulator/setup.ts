// all that the fast suite plays a tenth of: test/thorough.ts
process.env.THOROUGH = '1';
