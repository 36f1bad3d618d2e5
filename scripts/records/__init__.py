"""What scripts/generate-records makes records of."""
