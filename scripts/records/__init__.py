"""What scripts/generate-records makes records from."""
