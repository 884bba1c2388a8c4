/** Imported first: React then leaves out what is for those who develop with it. */
process.env.NODE_ENV = "production";
