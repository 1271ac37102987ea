"""What `digest init` writes: templates of ours, and the workflows and forms of this repository as they are."""
