"""The Word report, piece by piece: what ``writing`` puts together."""
