"""Linked data: ClaimReview for publication, Web Annotations for exchange."""
