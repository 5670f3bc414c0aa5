"""The sidebar: queues, the project's articles with their progress, and the person."""
