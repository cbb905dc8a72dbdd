"""Acme: a compiler for tensor programs."""
import os

if os.environ.get("ACME_USE_RELAX"):
    from . import relax
