"""Many runs: played in batches by local processes or a cluster, written as they finish, resumed where they stopped."""
