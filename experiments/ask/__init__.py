"""What is to be run: questions, designs with their samplers, arms. Nothing here plays."""
