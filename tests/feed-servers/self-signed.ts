/**
 * A certificate that nobody has signed but its own key, for 127.0.0.1, until 2126. It protects nothing: tests use it to
 * be refused.
 */
export const selfSigned = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgC/Je3r/5g2DP32rX
Baun+jhrbtzjvuuEzgunmOR+sc+hRANCAARxnZI3wxfq/JxpiL63YVhv/fsGuuKY
qxKgmyZnFdtLb0oAYjUd07Ja64Z3dkErgl0rCGI2ZybiYZXohTZ8b7cD
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBjzCCATagAwIBAgIUSST35TtvYOMchl80YF5fcS5xg7cwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMDE5MzAxOFoYDzIxMjYxMDI3
MTkzMDE4WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARxnZI3wxfq/JxpiL63YVhv/fsGuuKYqxKgmyZnFdtLb0oAYjUd07Ja
64Z3dkErgl0rCGI2ZybiYZXohTZ8b7cDo2QwYjAdBgNVHQ4EFgQUX98frWP5ioNu
iBx30Jp2IikzQlIwHwYDVR0jBBgwFoAUX98frWP5ioNuiBx30Jp2IikzQlIwDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0cAMEQC
IAh34Zc26GRkm+oEB8I9k2/nsYh5+O+fO+sdIIPDMzq7AiB5pse6w6miIBzEuB3v
bF+yf90E9kuxVYrvwS6B7Z8xbg==
-----END CERTIFICATE-----
`,
} as const;
