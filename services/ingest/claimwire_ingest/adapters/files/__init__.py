"""Articles in files and folders."""

from claimwire_ingest.adapters.files.article_files import article_files
from claimwire_ingest.adapters.files.read_articles import FoundArticle, read_articles, read_lines

__all__ = ["FoundArticle", "article_files", "read_articles", "read_lines"]
