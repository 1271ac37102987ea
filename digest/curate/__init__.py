"""What helps curators from a link to a merged pull request: drafts, git, the policy for forks, new sites."""
