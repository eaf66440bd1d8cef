// the courses of which the fast suite plays a fifth
process.env.EVERY_COURSE = '1';
